import CardSpec
import Diagnostics
import Foundation
import Localization
import Templating
import Testing

/// The campaign's own files with mistakes that nobody thought of. What is shown is that every one of them ends in nodes
/// or in diagnostics; a crash or an endless wait would end the test run.
@Suite("Documents with random mistakes")
struct FuzzTests {
  /// The same numbers on every machine (SplitMix64).
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
  }

  /// Pieces that are put in place of others.
  private static let pieces: [[UInt8]] =
    [
      "null", "true", "-1", "0", "1e308", "1e999", "\"\"", "[]", "{}", "{\"en\": 1}", "\"{{title}}\"", "\"{{title\"",
      "{{", "}}",
      "\"$color.ink\"", "\"$\"", "\"@print\"", ",", ":", "\"", "\\", "[[[[[[[[", "}", "\u{0}", "\u{FEFF}", "é",
      "\\ud800",
      "\"part\": \"graphic\",", "\"repeat\": 1000,", "\"children\": 5,", "\"text\": {\"en\": \"a\"},", "\"if\": \"!\",",
      "\"../../etc/passwd\"", "\"fact\"", "\"width\": \"1e7cqw\",", "\"number\": 5,", "\"variants\": {\"og\": 5},",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

  private static func mutate(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) where !result.isEmpty {
      let start = Int.random(in: 0..<result.count, using: &random)
      let end = min(result.count, start + Int.random(in: 0...12, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: result.removeSubrange(start..<end)
      case 1: result.replaceSubrange(start..<end, with: pieces.randomElement(using: &random) ?? [])
      case 2: result.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: start)
      case 3: result.insert(contentsOf: result[start..<end], at: Int.random(in: 0..<result.count, using: &random))
      default: result = value(result, from: start, replacedBy: pieces.randomElement(using: &random) ?? [])
      }
    }
    return result
  }

  /// Replaces the whole value after the next colon, so that many results are sound JSON.
  private static func value(_ bytes: [UInt8], from start: Int, replacedBy piece: [UInt8]) -> [UInt8] {
    guard let colon = bytes[start...].firstIndex(of: 0x3A),
      let end = bytes[colon...].firstIndex(where: { [0x2C, 0x0A, 0x7D].contains($0) })
    else { return bytes }
    return bytes[...colon] + piece + bytes[end...]
  }

  @Test(
    "end in nodes or in diagnostics", arguments: ["deck.json", "theme.json", "cards/fact.json", "templates/fact.json"])
  func endure(file: String) throws {
    let source = URL(filePath: CampaignTests.folder)
    let names = [
      "theme.json": "theme.json", "cards/fact.json": "cards/fact-children.json",
      "templates/fact.json": "templates/fact.json",
    ]
    let folder = try TemporaryFolder()
    for (name, original) in names {
      _ = try folder.write(String(contentsOf: source.appending(path: original), encoding: .utf8), to: name)
    }
    let deck = #"""
      {
        "name": "fuzz", "title": {"en": "Fuzz", "fr": "Fuzz"}, "languages": ["en", "fr"], "theme": "theme.json",
        "templates": ["templates/*.json"], "cards": ["cards/*.json"], "formats": ["og", "a6-landscape"],
        "numberStyles": {"fr": {"group": " ", "percentSpace": " "}}, "metadata": {"author": "A", "date": "2017-09-20"}
      }
      """#
    _ = try folder.write(deck, to: "deck.json")
    let path = URL(filePath: folder.path).appending(path: file)
    let original = try Array(Data(contentsOf: path))
    var random = Random(state: UInt64(file.utf8.count))
    var silent = 0
    for _ in 0..<750 {
      try Data(Self.mutate(original, &random)).write(to: path)
      let loaded = SpecLoader.loadDeck(folder.path + "/deck.json")
      if loaded.diagnostics.isEmpty { silent += 1 }
      if let deck = loaded.deck { render(deck) }
      _ = TextRenderer().render(loaded.diagnostics)
    }
    // Not all that is random is wrong, and not all is so wrong that nothing else is looked at.
    #expect(silent < 750)
  }

  private func render(_ deck: Deck) {
    let localizer = Localizer(deck: deck)
    let engine = TemplateEngine(deck: deck)
    for card in deck.cards {
      for language in deck.languages.prefix(3) {
        let localized = localizer.localize(card, language: language)
        #expect(localized.card != nil || localized.diagnostics.contains { $0.severity == .error })
        guard let ready = localized.card else { continue }
        for format in deck.formats.prefix(3) {
          let instance = engine.instantiate(ready, format: format)
          #expect(instance.node != nil || instance.diagnostics.contains { $0.severity == .error })
        }
      }
    }
  }
}
