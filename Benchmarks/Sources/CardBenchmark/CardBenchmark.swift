import CardSpec
import Foundation
import Imaging
import Localization
import Measuring
import Scene
import Templating
import Typesetting

/// Compares the cost of laying out a card of 40 nodes and 8 texts, up to the finished scene, with that of shaping the
/// same texts once with Pango alone. What it costs before that to fill in the spec is told on its own. Neither knows the texts beforehand; both have their fonts open.
@main
enum CardBenchmark {
  static let rounds = 301

  static func main() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "placard-benchmark-\(getpid()).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(SampleCard.json.utf8).write(to: file)
    let loaded = SpecLoader.loadCard(file.path)
    guard let deck = loaded.deck else { throw Failure(reason: "the card cannot be read: \(loaded.diagnostics)") }
    let fonts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Fonts/fonts.conf").path
    let bench = try Bench(deck: deck, fonts: fonts)
    // Fonts are opened, and code is read in, before anything is timed.
    for _ in 0..<20 { _ = (try bench.compose(), try bench.fillIn(), bench.shape()) }
    var times: (card: [Double], spec: [Double], pango: [Double]) = ([], [], [])
    for _ in 0..<rounds {
      // One after the other, so that whatever slows the machine slows both.
      times.card.append(try processorMilliseconds { try bench.compose() })
      times.spec.append(try processorMilliseconds { try bench.fillIn() })
      times.pango.append(processorMilliseconds { bench.shape() })
    }
    let (card, spec, pango) = (times.card.median, times.spec.median, times.pango.median)
    print("median of \(rounds) rounds, ms of the processor")
    print("  8 texts shaped by Pango            \(shown(pango))")
    print("  spec of \(bench.nodes) nodes filled in          \(shown(spec))")
    print("  laid out and drawn as a scene      \(shown(card - spec))")
    print("  ratio of layout to Pango           \(shown((card - spec) / pango))")
  }

  private static func shown(_ value: Double) -> String { String(format: "%.3f", value) }
}

struct Failure: Error {
  var reason: String
}

/// A card with the library's fonts on one side, and Pango with the same fonts on the other.
struct Bench {
  private let deck: Deck
  private let fonts: FontLibrary
  private let pictures = PictureLibrary()
  private let pango: PangoShaping
  let nodes: Int

  init(deck: Deck, fonts: String) throws {
    self.deck = deck
    self.fonts = try FontLibrary(configuration: fonts)
    pango = try PangoShaping(configuration: fonts)
    let composer = SceneComposer(deck: deck, typesetter: Typesetter(fonts: self.fonts), pictures: pictures)
    let composed = composer.compose(deck.cards[0], language: "en", format: deck.formats[0])
    guard let scene = composed.scene else { throw Failure(reason: "\(composed.diagnostics)") }
    nodes = scene.boxes.count
    guard scene.boxes.filter({ $0.type == "text" }).map(\.text) == SampleCard.texts.map(\.text) else {
      throw Failure(reason: "both sides must have the same texts")
    }
  }

  /// With a typesetter of its own, which has set no text yet.
  func compose() throws {
    let composer = SceneComposer(deck: deck, typesetter: Typesetter(fonts: fonts), pictures: pictures)
    guard composer.compose(deck.cards[0], language: "en", format: deck.formats[0]).scene != nil else {
      throw Failure(reason: "the card could not be composed")
    }
  }

  /// The card's texts chosen and its tree filled in, without layout.
  func fillIn() throws {
    let localized = Localizer(deck: deck).localize(deck.cards[0], language: "en")
    guard let card = localized.card,
      TemplateEngine(deck: deck).instantiate(card, format: deck.formats[0]).node != nil
    else { throw Failure(reason: "the card could not be filled in") }
  }

  func shape() { for text in SampleCard.texts { pango.shape(text) } }
}
