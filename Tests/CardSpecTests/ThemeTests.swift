import CardSpec
import Diagnostics
import Foundation
import Testing

/// A theme is read through a card that stands alone and writes it inline.
@Suite("A theme")
struct ThemeTests {
  private func theme(_ text: String) throws -> (tokens: [String: JSONValue], diagnostics: [Diagnostic]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "placard-theme-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let card =
      #"{"id": "c", "title": "T", "alt": "A", "formats": ["og"], "theme": \#(text), "layout": {"text": "Hello"}}"#
    let file = folder.appending(path: "card.json")
    try Data(card.utf8).write(to: file)
    let loaded = SpecLoader.loadCard(file.path)
    return (loaded.deck?.theme.tokens ?? [:], loaded.diagnostics)
  }

  @Test("names plain values by their groups")
  func plain() throws {
    let read = try theme(
      ##"{"color": {"accent": "#F2B544", "deep": {"blue": "navy"}}, "space": {"4": "1rem"}, "text": {"title": {"fontSize": 12}}}"##
    )
    #expect(read.diagnostics.isEmpty)
    #expect(read.tokens["color.accent"]?.string == "#F2B544")
    #expect(read.tokens["color.deep.blue"]?.string == "navy")
    #expect(read.tokens["space.4"]?.string == "1rem")
    #expect(read.tokens["text.title"]?["fontSize"]?.number == 12)
  }

  @Test("states inks for the press")
  func inks() throws {
    let read = try theme(
      ##"{"color": {"a": {"rgb": "#0B3C5D", "cmyk": [90, 60, 30, 20]}, "b": {"rgb": "#F60", "cmyk": [0, 70, 100, 0], "spot": "Orange", "tint": 80}}}"##
    )
    #expect(read.diagnostics.isEmpty)
    #expect(read.tokens["color.a"]?["cmyk"]?.array?.map(\.number) == [90, 60, 30, 20])
    #expect(read.tokens["color.b"]?["spot"]?.string == "Orange")
  }

  @Test("may be written as W3C Design Tokens, with types that are inherited and aliases that are followed")
  func designTokens() throws {
    let read = try theme(
      #"""
      {
        "$description": "From the design tool",
        "color": {
          "$type": "color",
          "accent": {"$value": {"colorSpace": "srgb", "components": [0.95, 0.71, 0.267], "alpha": 0.5}},
          "ink": {"$value": "#111c33", "$extensions": {"placard": {"cmyk": [95, 82, 45, 58]}}},
          "wide": {"$value": {"colorSpace": "oklch", "components": [0.5, 0.1, 200], "hex": "#006f75"}},
          "brand": {"$value": "{color.ink}", "$description": "An alias"},
          "Brand Blue": {"$value": "#00f"},
          "logo": {"$value": "{color.Brand Blue}"}
        },
        "size": {"$type": "dimension", "lg": {"$value": {"value": 2.5, "unit": "rem"}}, "md": {"$value": "{size.lg}"}},
        "weight": {"strong": {"$type": "fontWeight", "$value": "semi-bold"}},
        "font": {"$type": "fontFamily", "body": {"$value": ["Inter", "Noto Sans"]}},
        "text": {
          "title": {
            "$type": "typography",
            "$value": {
              "fontFamily": "{font.body}", "fontSize": "{size.lg}", "fontWeight": "bold",
              "letterSpacing": {"value": 0, "unit": "px"}, "lineHeight": 1.1
            }
          }
        },
        "paint": {"sky": {"$type": "gradient", "$value": [{"color": "#fff", "position": 0}, {"color": "{color.ink}", "position": 1}]}}
      }
      """#)
    #expect(read.diagnostics.isEmpty)
    #expect(read.tokens["color.accent"]?.string == "rgba(95%, 71%, 26.7%, 0.5)")
    #expect(read.tokens["color.ink"]?["rgb"]?.string == "#111c33")
    #expect(read.tokens["color.brand"]?["cmyk"]?.array?.count == 4)
    #expect(read.tokens["color.wide"]?.string == "#006f75")
    #expect(read.tokens["color.logo"]?.string == "#00f")
    #expect(read.tokens["size.md"]?.string == "2.5rem")
    #expect(read.tokens["weight.strong"]?.number == 600)
    let title = try #require(read.tokens["text.title"])
    #expect(title["fontFamily"]?.array?.map(\.string) == ["Inter", "Noto Sans"])
    #expect(title["fontSize"]?.string == "2.5rem")
    #expect(title["fontWeight"]?.number == 700)
    #expect(title["letterSpacing"]?.string == "0px")
    #expect(read.tokens["paint.sky"]?["linear"]?["stops"]?.array?.count == 2)
  }
}
