import CardSpec
import Files
import Foundation

/// Writes edits to a deck's files: all of them, or none.
struct SpecSaving: Sendable {
  let deck: Deck

  func save(_ edits: [SpecEdit]) throws(EditProblem) {
    let files = try SpecEditing(deck).edited(edits).filter { $0.old != $0.new }
    var written: [SpecEditing.Edited] = []
    for file in files {
      let problem = Self.problem(with: file) ?? Self.write(file.new, to: file.path)
      guard var problem else {
        written.append(file)
        continue
      }
      for file in written { _ = Self.write(file.old, to: file.path) }
      problem.index = edits.firstIndex { $0.file == file.name } ?? 0
      throw problem
    }
  }

  /// Since it was read, another program may have written to it. A file that may not be written to is not exchanged for
  /// another one either.
  private static func problem(with file: SpecEditing.Edited) -> EditProblem? {
    guard SpecText.bytes(file.path) == file.old else { return EditProblem(kind: .changedMeanwhile, index: 0) }
    guard access(file.path, W_OK) != 0 else { return nil }
    return EditProblem(kind: .readOnly, index: 0, detail: String(cString: strerror(errno)))
  }

  /// In one step, with the permissions that the file had.
  private static func write(_ bytes: [UInt8], to path: String) -> EditProblem? {
    var info = stat()
    // Safe: the structure is this call's own.
    let mode = stat(path, &info) == 0 ? info.st_mode & 0o7777 : 0o644
    do throws(FileError) {
      try AtomicFile.write(bytes, to: path)
      chmod(path, mode)
      return nil
    } catch {
      return EditProblem(kind: .readOnly, index: 0, detail: error.message)
    }
  }
}
