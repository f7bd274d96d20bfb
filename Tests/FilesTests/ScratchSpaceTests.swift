import Foundation
import TestSupport
import Testing

@testable import Files

@Suite("A program's copies go with it")
struct ScratchSpaceTests {
  private let parent = TemporaryFolder()

  @Test("nothing is made before something is kept")
  func lazily() {
    let space = ScratchSpace(in: parent.path)
    #expect(parent.files() == [])
    space.end()
    ScratchSpace.removeAbandoned(in: parent.path)
    #expect(parent.files() == [])
  }

  @Test("folders are empty, and each another")
  func folders() throws {
    let space = ScratchSpace(in: parent.path)
    let (first, second) = (try space.makeFolder("review"), try space.makeFolder("review"))
    #expect(first != second)
    #expect(try FileManager.default.contentsOfDirectory(atPath: first) == [])
    let attributes = try FileManager.default.attributesOfItem(atPath: first)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test("one folder can go before the others")
  func removing() throws {
    let space = ScratchSpace(in: parent.path)
    let (first, second) = (try space.makeFolder("fonts"), try space.makeFolder("fonts"))
    try Data().write(to: URL(fileURLWithPath: first + "/a"))
    space.remove(first)
    #expect(!FileManager.default.fileExists(atPath: first))
    #expect(FileManager.default.fileExists(atPath: second))
  }

  @Test("when it ends, all goes; links are not followed, and nothing is written any more")
  func ending() throws {
    try parent.write("kept", to: "outside/file")
    let space = ScratchSpace(in: parent.path)
    let folder = try space.makeFolder("review")
    try FileManager.default.createDirectory(atPath: folder + "/below", withIntermediateDirectories: false)
    try Data().write(to: URL(fileURLWithPath: folder + "/below/a"))
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: parent.path + "/outside")
    space.end()
    #expect(try parent.names("") == ["outside"])
    #expect(try parent.text("outside/file") == "kept")
    #expect(space.whileOpen { true } == nil)
    #expect(throws: FileError.self) { try space.makeFolder("review") }
  }

  @Test("what another program still uses stays; what a killed one left goes")
  func abandoned() throws {
    let living = ScratchSpace(in: parent.path)
    let kept = try living.makeFolder("fonts")
    // As after `kill -9`: the folder is there, and nobody has its lock.
    try parent.write("x", to: "placard-scratch-killed/fonts-1/a.otf")
    // These are no such folders.
    try parent.write("x", to: "placard-scratch-file")
    try parent.write("", to: "elsewhere/a")
    try FileManager.default.createSymbolicLink(
      atPath: parent.path + "/placard-scratch-link", withDestinationPath: parent.path + "/elsewhere")
    ScratchSpace.removeAbandoned(in: parent.path)
    #expect(FileManager.default.fileExists(atPath: kept))
    let own = try #require(kept.split(separator: "/").dropLast().last.map(String.init))
    let left = ["elsewhere", "placard-scratch-file", "placard-scratch-link", own]
    #expect(try parent.names("") == left.sorted())
    #expect(try parent.names("elsewhere") == ["a"])
  }
}
