import Foundation
import Testing

@testable import Typesetting

/// The package's own font configuration.
let configuration = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Fonts/fonts.conf").path

func makeTypesetter() throws -> Typesetter { Typesetter(fonts: try FontLibrary(configuration: configuration)) }

func inter(_ size: Double = 16, weight: Int = 400, lineHeight: Double? = nil) -> FontStyle {
  FontStyle(families: ["Inter"], size: size, weight: weight, lineHeight: lineHeight)
}

func styled(
  _ text: String, _ style: FontStyle = inter(), language: String = "en",
  direction: StyledText.Direction = .leftToRight, alignment: StyledText.Alignment = .start, wraps: Bool = true
) -> StyledText {
  StyledText(
    spans: [TextSpan(text, style)], strut: style, language: language, direction: direction, alignment: alignment,
    wraps: wraps)
}

func isClose(_ a: Double, _ b: Double, within tolerance: Double = 0.001) -> Bool { abs(a - b) <= tolerance }

extension ShapedText {
  var runs: [GlyphRun] { lines.flatMap(\.runs) }
  var glyphs: [UInt32] { runs.flatMap { $0.glyphs.map(\.id) } }
  /// Each line's text as a reader copies it.
  var texts: [String] { lines.map { $0.runs.map(\.text).joined() } }

  /// What Cairo demands of every run.
  func expectWholeClusters(sourceLocation: SourceLocation = #_sourceLocation) {
    for run in runs {
      #expect(run.clusters.reduce(0) { $0 + $1.bytes } == run.text.utf8.count, sourceLocation: sourceLocation)
      #expect(run.clusters.reduce(0) { $0 + $1.glyphs } == run.glyphs.count, sourceLocation: sourceLocation)
      #expect(run.clusters.allSatisfy { $0.bytes >= 0 && $0.glyphs > 0 }, sourceLocation: sourceLocation)
      var byte = run.text.utf8.startIndex
      for cluster in run.clusters {
        byte = run.text.utf8.index(byte, offsetBy: cluster.bytes)
        #expect(byte.samePosition(in: run.text.unicodeScalars) != nil, sourceLocation: sourceLocation)
      }
      #expect(run.glyphs.allSatisfy { $0.x.isFinite && $0.y.isFinite }, sourceLocation: sourceLocation)
    }
  }
}

extension [GlyphRun] {
  /// From left to right.
  var seen: [GlyphRun] { sorted { $0.x < $1.x } }
}
