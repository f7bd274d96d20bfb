import Foundation
import PDFReading
import Scene
import Testing

@testable import PDFOutput
@testable import PDFReading

@Suite("Font programs")
struct FontProgramTests {
  /// Where the last glyph's origin is, points from the first: what the text matrix and the widths in the file add up to.
  private func end(ofTextIn pdf: PDFProbe) throws -> Double {
    let box = try pdf.run("pdftotext", ["-bbox", pdf.path, "-"])
    let last = try #require(box.matches(of: /xMin="([0-9.]+)"[^>]*>\|</).last)
    return try #require(Double(last.1))
  }

  /// Text of many glyphs whose widths are no whole thousandths of the font size ends where it was set to end.
  @Test(arguments: ["Inter", "Noto Sans", "Noto Mono"], ["a", "ж"])
  func glyphsStandWhereTheyWereSet(family: String, letter: String) throws {
    var canvas = try Canvas(width: 2000)
    try canvas.text(String(repeating: letter, count: 100) + " |", canvas.element(.paragraph), family: family)
    guard case .glyphs(let last) = canvas.scene.items.last?.drawing else { return }
    let expected = (last.origin.x + (try #require(last.run.glyphs.last)).x) * PageBoxes.pointsPerPixel
    let found = try end(ofTextIn: try PDFProbe(canvas.scene))
    #expect(abs(found - expected) < 0.05, "\(found) instead of \(expected)")
  }

  @Test(arguments: [[], [1, 0, 4], [1, 0, 4, 1, 0, 0, 0, 0], Array(repeating: UInt8(255), count: 64)])
  func thatAreNoneAreRefused(bytes: [UInt8]) {
    #expect(CFFFont(bytes) == nil)
    #expect(TrueTypeFont(bytes) == nil)
  }

  private func program(_ family: String) throws -> [UInt8] {
    var canvas = try Canvas()
    try canvas.text("feé", canvas.element(.paragraph), family: family)
    let pdf = try PDFProbe(canvas.scene)
    let files = pdf.dictionaries.compactMap { $0.node.raw("FontFile3") ?? $0.node.raw("FontFile2") }
    let number = try #require((files.first as? String)?.split(separator: " ").first)
    return [UInt8](try pdf.output("qpdf", ["--show-object=\(number)", "--filtered-stream-data", pdf.path]))
  }

  @Test func areRead() throws {
    #expect(try #require(CFFFont(try program("Inter"))).names == [".notdef", "f", "e", "eacute"])
    let mono = try #require(TrueTypeFont(try program("Noto Mono")))
    #expect(mono.glyphs.keys.sorted() == [0x65, 0x66, 0xE9])
    #expect(Set(mono.widths) == [1229.0 * 1000 / 2048])
  }

  /// Every byte of a real font is damaged in turn; none may stop the program.
  @Test(arguments: ["Inter", "Noto Mono"])
  func thatAreDamagedDoNoHarm(family: String) throws {
    let font = try program(family)
    for index in font.indices {
      for value in [0, 127, 255] as [UInt8] {
        var damaged = font
        damaged[index] = value
        #expect(CFFFont(damaged)?.widths.count ?? 0 <= 65_536)
        #expect(TrueTypeFont(damaged)?.widths.count ?? 0 <= 65_536)
      }
    }
  }
}
