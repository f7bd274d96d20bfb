import Files
import Foundation

extension ScratchSpace {
  /// A space for this run, in the folder for temporary files; what killed runs left there goes.
  static func ofThisRun() -> ScratchSpace {
    let parent = FileManager.default.temporaryDirectory.path
    removeAbandoned(in: parent)
    return ScratchSpace(in: parent)
  }
}
