import Files

extension ScratchSpace {
  /// A space for this run, in the folder for temporary files; what killed runs left there goes.
  static func ofThisRun() -> ScratchSpace {
    let parent = SystemFolder.temporary
    removeAbandoned(in: parent)
    return ScratchSpace(in: parent)
  }
}
