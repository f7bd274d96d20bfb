import CardSpec
import Diagnostics
import Foundation
import Localization
import Templating
import Testing

/// A folder that is removed with the last reference to it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "placard-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws -> String {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }
}

/// Loads a card that stands alone, and fills its layout for its first language and format.
func instantiate(_ card: String, language: String? = nil) throws -> (node: Node?, diagnostics: [Diagnostic]) {
  let folder = try TemporaryFolder()
  let (deck, found) = SpecLoader.loadCard(try folder.write(card, to: "card.json"))
  guard let deck, let card = deck.cards.first, !found.contains(where: { $0.severity == .error }) else {
    return (nil, found)
  }
  let localized = Localizer(deck: deck).localize(card, language: language ?? deck.languages[0])
  guard let ready = localized.card, let format = deck.formats.first else { return (nil, found + localized.diagnostics) }
  let instance = TemplateEngine(deck: deck).instantiate(ready, format: format)
  return (instance.node, found + localized.diagnostics + instance.diagnostics)
}
