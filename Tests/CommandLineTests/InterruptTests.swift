import Foundation
import Manifest
import TestSupport
import Testing

@Suite("A run that is ended leaves whole files and a true manifest")
struct InterruptTests {
  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func endsWithTheSignalsCode(signal: Int32, code: Int32) throws {
    let folder = TemporaryFolder()
    let arguments = ["render", "--deck", "CardSpecs/deck.json", "--output", folder.path, "--language", "en"]
    // Slow enough that the signal finds it at work.
    let slow = ["--jobs", "1", "--format", "og", "--format", "square", "--scale", "4", "--effort", "small"]
    let process = try Tool.start(arguments + slow)
    while process.isRunning, !folder.files().contains(where: { $0.hasSuffix(".png") }) {
      Thread.sleep(forTimeInterval: 0.002)
    }
    // To 0, the signal would go to the tests themselves.
    try #require(process.processIdentifier > 0)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == code)
    let files = folder.files()
    let pictures = files.filter { $0.hasSuffix(".png") }
    #expect((1..<26).contains(pictures.count))
    #expect(files.filter { $0.contains("/.placard") || $0.hasPrefix(".placard") } == [])
    let manifest = try Manifest(reading: [UInt8](try folder.data("manifest.json")))
    #expect(manifest.outputs.map(\.path) == pictures)
    for output in manifest.outputs { #expect(try folder.data(output.path).count == output.bytes) }
  }
}
