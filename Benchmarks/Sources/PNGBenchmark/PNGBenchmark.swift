import CardSpec
import Diagnostics
import Foundation
import Imaging
import Measuring
import Painting
import RasterOutput
import Scene
import Typesetting

/// Compares Placard's PNG files with those of Cairo's own writer: bytes and processor time, case by case.
///
/// The campaign's cards in every screen format, one format at twice the pixels, and a card with a photograph. All writers take
/// turns on each picture, and the medians of their times are compared. Both write to memory.
@main
struct PNGBenchmark {
  static let runs = 7

  static func main() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let temporary = FileManager.default.temporaryDirectory.appending(path: "placard-png-\(getpid())")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: temporary) }

    let studio = try Studio(fonts: root.appending(path: "Fonts/fonts.conf").path)
    let campaign = try deck(SpecLoader.loadDeck(root.appending(path: "CardSpecs/deck.json").path))
    let photo = try deck(SpecLoader.loadCard(try PhotoCard.write(to: temporary)))
    let language = campaign.sourceLanguage
    let screens = campaign.formats.filter { $0.medium == .screen }

    print("PNG files against Cairo's own writer: how many times faster, and bytes more (+) or fewer (−)")
    print("Medians of \(runs) interleaved runs, processor time\n")
    print(Row.heading)
    var rows: [Row] = []
    func measure(_ deck: Deck, _ formats: [Format], scale: Double) throws {
      for format in formats {
        for card in deck.cards {
          let image = try studio.image(of: card, in: deck, language: language, format: format, scale: scale)
          let name = "\(format.name)\(scale == 1 ? "" : "@\(Int(scale))x")/\(card.id)"
          rows.append(try Row(name: name, image: image, encoders: studio.encoders, runs: runs))
          print(rows[rows.count - 1].text)
        }
      }
    }
    try measure(campaign, screens, scale: 1)
    try measure(campaign, Array(screens.prefix(1)), scale: 2)
    try measure(photo, photo.formats, scale: 1)
    try measure(photo, photo.formats, scale: 2)
    print(Row.summary(rows))
  }

  private static func deck(_ loaded: (deck: Deck?, diagnostics: [Diagnostic])) throws -> Deck {
    guard let deck = loaded.deck, !loaded.diagnostics.hasErrors else { throw Unusable(diagnostics: loaded.diagnostics) }
    return deck
  }
}

struct Unusable: Error {
  let diagnostics: [Diagnostic]
}

/// Everything that turns a card into pixels, and the encoders to be measured.
final class Studio {
  let encoders = Effort.allCases.map { PNGEncoder(effort: $0) }
  private let fonts: FontLibrary
  private let pictures = PictureLibrary()
  private let painter: Painter

  init(fonts: String) throws {
    self.fonts = try FontLibrary(configuration: fonts)
    painter = Painter(resampler: pictures.resampled)
  }

  func image(
    of card: Card, in deck: Deck, language: String, format: Format, scale: Double
  ) throws -> RasterImage {
    let composer = SceneComposer(deck: deck, typesetter: Typesetter(fonts: fonts), pictures: pictures)
    let composed = composer.compose(card, language: language, format: format)
    guard let scene = composed.scene else { throw Unusable(diagnostics: composed.diagnostics) }
    return try painter.raster(scene, scale: scale)
  }
}
