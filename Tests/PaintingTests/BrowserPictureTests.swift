import Foundation
import Imaging
import Testing

/// Chromium's pictures of the reference cards, made by `Browser/shoot.py`, beside Placard's own.
///
/// The tolerance: pixels differ by less than one level of 255 on average, and at most 1.5 % of them by more than 8.
/// These are edges, which the two smooth in different ways, and narrow blurs, for which Chromium lays boxes over each
/// other where Placard computes a Gaussian.
@Suite("Beside a browser")
struct BrowserPictureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Browser")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".png") }.map { String($0.dropLast(4)) }.sorted()
  }()

  @Test func thereAreMany() { #expect(Self.names.count >= 10) }

  @Test(arguments: names)
  func effectsLookTheSame(name: String) throws {
    let library = PictureLibrary()
    let browser = try library.picture(at: Self.folder.appending(path: name + ".png").path)
    let own = try library.picture(at: ReferenceCase.root.appending(path: "Effects/\(name).png").path)
    try #require((own.width, own.height) == (browser.width, browser.height))
    let differences = (0..<own.width * own.height).map { Self.difference(own, browser, $0) }
    let mean = Double(differences.reduce(0, +)) / Double(differences.count)
    let far = Double(differences.count { $0 > 8 }) / Double(differences.count)
    #expect(mean < 1, "\(name): the mean difference is \(mean)")
    #expect(far < 0.015, "\(name): \(far * 100) % of the pixels differ")
  }

  /// That of the channel that differs most.
  private static func difference(_ a: Picture, _ b: Picture, _ pixel: Int) -> Int {
    var largest = 0
    for index in pixel * 4..<pixel * 4 + 3 { largest = max(largest, abs(Int(a.pixels[index]) - Int(b.pixels[index]))) }
    return largest
  }
}
