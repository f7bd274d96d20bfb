import Foundation
import TestSupport
import Testing

/// A deck of three cards, two languages and 14 files, and what is done with it in shards.
protocol ShardTesting {
  var folder: TemporaryFolder { get }
}

extension ShardTesting {
  static var fonts: [String] { ["--fonts", Tool.repository + "/Fonts/fonts.conf"] }

  func writeDeck() throws {
    try folder.write(
      """
      {"name": "d", "languages": ["en", "fr"], "cards": ["*.card.json"], "formats": [
        {"name": "small", "width": 120, "height": 63}, {"name": "block", "width": 60, "height": 60},
        {"name": "paper", "medium": "paper", "width": 200, "height": 100}]}
      """, to: "deck.json")
    for id in ["a", "b", "c"] { try write(card: id) }
  }

  func write(card id: String, text: String = "Text") throws {
    try folder.write(
      """
      {"id": "\(id)", "alt": "What \(id) shows", "title": {"en": "Card \(id)", "fr": "Carte \(id)"},
       "layout": {"children": [{"text": "\(text)", "fontFamily": "Inter", "fontSize": 12, "fit": "shrink",
         "fitGroup": "g", "minFontSize": 6}]}}
      """, to: "\(id).card.json")
  }

  @discardableResult
  func placard(_ arguments: [String], code: Int32 = 0) throws -> Tool.Result {
    let result = try Tool.run(arguments, in: folder.path)
    #expect(result.code == code, "\(arguments): \(result.output)\(result.errors)")
    return result
  }

  @discardableResult
  func render(_ arguments: String..., code: Int32 = 0) throws -> Tool.Result {
    try placard(["render"] + arguments + Self.fonts, code: code)
  }

  @discardableResult
  func merge(_ arguments: String..., code: Int32 = 0) throws -> Tool.Result {
    try placard(["manifest", "merge"] + arguments, code: code)
  }

  func names(_ output: String) -> [String] {
    folder.files().filter { $0.hasPrefix(output + "/") }.map { String($0.dropFirst(output.count + 1)) }
  }

  /// Everything in a folder, hidden files too.
  func bytes(_ output: String) throws -> [String: Data] {
    try Dictionary(uniqueKeysWithValues: names(output).map { ($0, try folder.data(output + "/" + $0)) })
  }

  func delete(_ name: String) throws {
    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
  }

  func shards(_ indices: [Int], of count: Int = 3, _ arguments: String...) throws {
    for index in indices { try placard(["render", "--shard", "\(index)/\(count)"] + arguments + Self.fonts) }
  }
}
