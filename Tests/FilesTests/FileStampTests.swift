import Foundation
import Hashing
import TestSupport
import Testing

@testable import Files

@Suite("Files are told apart without reading them")
struct FileStampTests {
  private let folder = TemporaryFolder()

  @Test func aFileThatIsWrittenAnewHasAnotherStamp() throws {
    let path = folder.path + "/a"
    try folder.write("one", to: "a")
    let first = try #require(FileStamp(of: path))
    #expect(FileStamp(of: path) == first)
    try AtomicFile.write(Array("two".utf8), to: path)
    #expect(FileStamp(of: path) != first)
  }

  @Test func whatIsNoRegularFileHasNone() throws {
    try folder.write("x", to: "file")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: folder.path + "/file")
    #expect(FileStamp(of: folder.path) == nil)
    #expect(FileStamp(of: folder.path + "/none") == nil)
    #expect(FileStamp(of: folder.path + "/link") == FileStamp(of: folder.path + "/file"))
    #expect(FileStamp(of: folder.path + "/link", followsLinks: false) == nil)
  }

  @Test func itsWordsAreReadBack() throws {
    try folder.write("x", to: "file")
    let stamp = try #require(FileStamp(of: folder.path + "/file"))
    #expect(FileStamp(stamp.description) == stamp)
    for wrong in ["", "1:2:3:4", "1:2:3:4:x", "1:2:3:4:5:6"] { #expect(FileStamp(wrong) == nil) }
  }

  @Test func aFileThatWasWrittenJustNowIsNotSettled() throws {
    try folder.write("x", to: "file")
    let stamp = try #require(FileStamp(of: folder.path + "/file"))
    #expect(!stamp.isSettled(at: stamp.changed))
    #expect(!stamp.isSettled(at: stamp.changed + 1_000_000))
    #expect(stamp.isSettled(at: stamp.changed + 3_000_000_000))
    // A clock that was put back.
    #expect(!stamp.isSettled(at: stamp.changed - 3_600_000_000_000))
  }

  @Test func contentsAreReadWholeAndSummed() throws {
    let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    try AtomicFile.write(bytes, to: folder.path + "/large")
    #expect(FileContents.bytes(of: folder.path + "/large") == bytes)
    #expect(FileContents.digest(of: folder.path + "/large") == SHA256.digest(of: bytes))
    #expect(FileContents.bytes(of: folder.path + "/large", limit: 699_999) == nil)
    #expect(FileContents.bytes(of: folder.path) == nil)
    #expect(FileContents.digest(of: folder.path + "/none") == nil)
  }
}
