import CardSpec
import Foundation
import Painting
import Scene
import Testing
import Typesetting

@testable import PDFOutput

@Suite("Pictures and documents made at the same time")
struct ParallelTests {
  /// More fonts than Cairo 1.16 keeps open when it opens them itself; in a process of its own, which a fault would end.
  @Test func areThoseMadeOneAfterTheOther() async {
    await #expect(processExitsWith: .success) {
      let scenes = try (0..<4).map(ParallelTests.scene)
      let alone = try scenes.map(ParallelTests.make)
      try await withThrowingTaskGroup(of: (Int, Made).self) { group in
        for number in 0..<48 {
          let index = number % scenes.count
          group.addTask { (index, try ParallelTests.make(scenes[index])) }
        }
        for try await (index, made) in group {
          #expect(made.image == alone[index].image)
          #expect(made.document == alone[index].document, "\(made.document.count) bytes")
        }
      }
    }
  }

  private struct Made {
    var image: RasterImage
    var document: [UInt8]
  }

  /// As a worker does it that was just started.
  private static func make(_ scene: Scene) throws -> Made {
    let painter = Painter()
    let image = try painter.raster(scene, scale: 0.5)
    return Made(image: image, document: try PDFWriter(painter: painter).write([scene], info: .plain))
  }

  /// Thirty fonts, a line of each; every number has sizes of its own.
  private static func scene(_ number: Int) throws -> Scene {
    let fonts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fonts/fonts.conf")
    let families = try FontLibrary(configuration: fonts.standardized.path).families
    let faces = families.flatMap { family in
      family.faces.prefix(family.name.hasPrefix("Noto Sans") ? 1 : 0).map {
        FontFace(file: $0.file, index: $0.index, family: family.name, style: $0.style)
      }
    }
    try #require(faces.count >= 30, "`make install-test` installs the fonts that this test needs")
    var canvas = try Canvas(width: 900, height: 900)
    for (row, face) in faces.prefix(30).enumerated() {
      let glyphs = (1...20).map { GlyphRun.Glyph(id: UInt32($0), x: Double($0) * 30, y: 0) }
      let run = GlyphRun(
        face: face, size: 20 + Double(number), span: 0, text: String(repeating: "a", count: glyphs.count),
        isRightToLeft: false, glyphs: glyphs, clusters: glyphs.map { _ in .init(bytes: 1, glyphs: 1) }, x: 0, width: 600
      )
      canvas.add(
        .glyphs(GlyphDrawing(run: run, origin: Point(0, Double(row + 1) * 29), color: .black, language: "en")),
        canvas.element(.paragraph))
    }
    return canvas.scene
  }
}
