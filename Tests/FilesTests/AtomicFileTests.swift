import Foundation
import TestSupport
import Testing

@testable import Files

@Suite("Files are written beside their place and renamed")
struct AtomicFileTests {
  private let folder = TemporaryFolder()

  @Test func writesAFileAndTheFoldersAboveIt() throws {
    try AtomicFile.write(Array("text".utf8), to: folder.path + "/a/b/file.txt")
    #expect(try folder.text("a/b/file.txt") == "text")
    #expect(try folder.names("a/b") == ["file.txt"])
  }

  @Test func replacesAFile() throws {
    try AtomicFile.write(Array("a long first text".utf8), to: folder.path + "/file.txt")
    try AtomicFile.write(Array("second".utf8), to: folder.path + "/file.txt")
    #expect(try folder.text("file.txt") == "second")
  }

  @Test func leavesNothingBehindWhereItCannotWrite() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/taken", withIntermediateDirectories: true)
    let error = #expect(throws: FileError.self) { try AtomicFile.write([1], to: folder.path + "/taken") }
    #expect(error?.message == "\(folder.path)/taken cannot be written: Is a directory")
    #expect(try folder.names("") == ["taken"])
  }

  @Test func saysWhichFolderCannotBeMade() throws {
    try AtomicFile.write([1], to: folder.path + "/file")
    let error = #expect(throws: FileError.self) { try AtomicFile.write([1], to: folder.path + "/file/inner/x.png") }
    #expect(error?.message == "\(folder.path)/file/inner/ cannot be made: Not a directory")
  }

  @Test func removesWhatAKilledRunLeft() throws {
    try AtomicFile.write([1], to: folder.path + "/whole.png")
    try Data([1, 2]).write(to: URL(fileURLWithPath: folder.path + "/.placard-1-whole.png"))
    AtomicFile.removeLeftovers(in: folder.path)
    #expect(try folder.names("") == ["whole.png"])
  }

  @Test func keepsWhatAnotherRunIsWriting() throws {
    let path = folder.path + "/.placard-1-half.png"
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
    #expect(flock(descriptor, LOCK_EX) == 0)
    AtomicFile.removeLeftovers(in: folder.path)
    #expect(try folder.names("") == [".placard-1-half.png"])
    close(descriptor)
  }

  #if os(Linux)
    @Test func aFullDiskIsKnownAsOne() throws {
      // The system's own device that is always full.
      let descriptor = open("/dev/full", O_WRONLY)
      try #require(descriptor >= 0)
      defer { close(descriptor) }
      let error = #expect(throws: FileError.self) { try AtomicFile.writeAll([1, 2, 3], to: descriptor, "a.png") }
      #expect(error == FileError(message: "a.png cannot be written: No space left on device", code: ENOSPC))
    }
  #endif
}
