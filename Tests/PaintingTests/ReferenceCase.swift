import CardSpec
import Diagnostics
import Foundation
import Imaging
import Painting
import RasterOutput
import Scene
import Testing
import Typesetting

/// A small card and the picture that it must give: `References/<room>/<name>.json` beside `<name>.png`.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
  var room: String
  var name: String

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "References")
  static let fonts = root.deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fonts/fonts.conf")

  /// All cases, sorted by room and name.
  static let all: [ReferenceCase] = {
    let files = FileManager.default
    let rooms = (try? files.contentsOfDirectory(atPath: root.path)) ?? []
    return rooms.sorted().flatMap { room in
      let names = (try? files.contentsOfDirectory(atPath: root.appending(path: room).path)) ?? []
      return names.sorted().filter { $0.hasSuffix(".json") }.map {
        ReferenceCase(room: room, name: String($0.dropLast(5)))
      }
    }
  }()

  /// `PLACARD_REFERENCES=renew` in the environment writes the pictures instead of comparing them.
  static let isRenewing = ProcessInfo.processInfo.environment["PLACARD_REFERENCES"] == "renew"

  var testDescription: String { "\(room)/\(name)" }
  var spec: URL { Self.root.appending(path: "\(room)/\(name).json") }
  var picture: URL { Self.root.appending(path: "\(room)/\(name).png") }

  /// The card's first language and format as a PNG file, made as `placard render` makes it.
  func render() throws -> [UInt8] {
    let loaded = SpecLoader.loadCard(spec.path)
    guard let deck = loaded.deck, !loaded.diagnostics.hasErrors else { throw Unrenderable(loaded.diagnostics) }
    let pictures = PictureLibrary()
    let typesetter = Typesetter(fonts: try FontLibrary(configuration: Self.fonts.path))
    let composer = SceneComposer(deck: deck, typesetter: typesetter, pictures: pictures)
    let composed = composer.compose(deck.cards[0], language: deck.languages[0], format: deck.formats[0])
    guard let scene = composed.scene else { throw Unrenderable(composed.diagnostics) }
    let image = try Painter(resampler: pictures.resampled).raster(scene, scale: 1)
    let buffer = PixelBuffer(width: image.width, height: image.height, pixels: image.pixels, stride: image.stride)
    return try PNGEncoder(effort: .small).encode(buffer, metadata: PNGMetadata(title: scene.title))
  }

  struct Unrenderable: Error, CustomStringConvertible {
    var description: String
    init(_ diagnostics: [Diagnostic]) { description = TextRenderer(color: false).render(diagnostics) }
  }
}
