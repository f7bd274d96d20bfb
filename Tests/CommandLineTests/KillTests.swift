import Foundation
import TestSupport
import Testing

@Suite("A killed run leaves no half file")
struct KillTests {
  /// The run takes about a second; the moments lie before, within and behind it.
  @Test(arguments: [5, 40, 120, 250, 400, 700])
  func everyFileIsWholeWheneverTheRunEnds(milliseconds: Int) throws {
    let folder = TemporaryFolder()
    let arguments = ["render", "--deck", "CardSpecs/deck.json", "--output", folder.path, "--language", "en"]
    let process = try Tool.start(arguments)
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    for file in folder.files() where file.hasSuffix(".png") || file.hasSuffix(".pdf") {
      let bytes = try folder.data(file)
      let end = file.hasSuffix(".png") ? Data([0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]) : Data("%%EOF\n".utf8)
      #expect(bytes.suffix(end.count) == end, "\(file)")
    }
    #expect(try Tool.run(arguments).code == 0)
    #expect(folder.files().filter { $0.contains(".placard-") } == [])
    #expect(folder.files().count == 56)
  }
}
