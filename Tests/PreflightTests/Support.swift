import CardSpec
import Diagnostics
import Foundation
import Imaging
import Scene
import TestSupport
import Typesetting

@testable import Preflight

let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A paper of 100 × 50 mm.
enum Paper: String {
  case press = #"{"name": "flyer", "width": "100mm", "height": "50mm", "bleed": "3mm", "medium": "paper"}"#
  case document = #"{"name": "sheet", "width": "100mm", "height": "50mm", "medium": "paper"}"#
}

/// What is said of a card before its document is made.
///
/// - Parameters:
///   - layout: the card's `layout`, JSON. The file `quarters.png` has 64 × 48 pixels.
///   - more: further members of the card's file, each with a comma before it.
///   - fonts: the font configuration.
func preflight(
  _ layout: String, _ paper: Paper = .press, more: String = "",
  fonts: String = repository.appending(path: "Fonts/fonts.conf").path
) throws -> [Diagnostic] {
  let folder = TemporaryFolder()
  let pictures = repository.appending(path: "Tests/References/Imaging/pictures")
  try FileManager.default.copyItem(
    at: pictures.appending(path: "quarters.png"), to: URL(filePath: folder.path + "/quarters.png"))
  try folder.write(
    """
    {"id": "card", "title": "Card", "alt": "A card", "languages": ["en"], "formats": [\(paper.rawValue)],
     "layout": \(layout)\(more)}
    """, to: "card.json")
  let loaded = SpecLoader.loadCard(folder.path + "/card.json")
  guard let deck = loaded.deck, let card = deck.cards.first, let format = deck.formats.first else {
    return loaded.diagnostics
  }
  let composer = SceneComposer(
    deck: deck, typesetter: Typesetter(fonts: try FontLibrary(configuration: fonts)), pictures: PictureLibrary())
  let composed = composer.compose(card, language: "en", format: format)
  guard let scene = composed.scene else { return composed.diagnostics }
  return Preflight(press: deck.press, theme: deck.theme).check(scene)
}

extension [Diagnostic] {
  /// One line each: severity, code, message, node.
  var told: [String] { map { "\($0.severity) \($0.code): \($0.message) [\($0.subject.node ?? "")]" } }
}
