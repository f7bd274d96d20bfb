import Foundation
import Testing

/// Layouts of every property, and the rectangles that a browser computes for them. `Browser/measure.py` made the data.
@Suite struct BrowserTests {
  /// px. A browser counts in 1/64 px, so that sums of fractions differ a little.
  static let tolerance = 0.1

  static let cases: Result<[LayoutCase], any Error> = Result {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .sorted { $0.path < $1.path }
      .flatMap(LayoutCase.read)
  }

  @Test func `the data hold cases of every property`() throws {
    #expect(try Self.cases.get().count >= 400)
  }

  @Test(arguments: (try? cases.get()) ?? [])
  func `boxes lie where a browser lays them`(layout: LayoutCase) throws {
    let frames = try layout.frames()
    try #require(frames.count == layout.expected.count)
    for (index, (found, wanted)) in zip(frames, layout.expected).enumerated() {
      let distance =
        [
          found.x - wanted.x, found.y - wanted.y, found.width - wanted.width, found.height - wanted.height,
        ].map(abs).max() ?? 0
      #expect(distance <= Self.tolerance, "box \(index) in document order: \(found), a browser has \(wanted)")
    }
  }
}
