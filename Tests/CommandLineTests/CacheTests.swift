import Foundation
import TestSupport
import Testing

/// A run makes what has changed since the last one, and nothing else.
@Suite("Only what has changed is made anew")
struct CacheTests {
  private let folder = TemporaryFolder()

  init() throws {
    try folder.write(
      """
      {"name": "d", "languages": ["en", "es"], "theme": "theme.json", "templates": ["*.template.json"],
       "title": {"en": "Deck", "es": "Baraja"}, "cards": ["*.card.json"],
       "formats": [{"name": "small", "width": 120, "height": 63},
                   {"name": "paper", "medium": "paper", "width": 200, "height": 100}]}
      """, to: "deck.json")
    try folder.write(##"{"color": {"ink": "#102030"}, "space": {"unused": 3}}"##, to: "theme.json")
    try folder.write(
      """
      {"id": "t", "slots": {"text": {"type": "text"}, "mark": {"type": "image", "required": false}},
       "layout": {"children": [
         {"text": "{{text}}", "fontFamily": "Inter", "fontSize": 12, "color": "$color.ink",
          "fit": ["shrink"], "fitGroup": "g", "fitScope": "language", "minFontSize": 6},
         {"if": "mark", "svg": "{{mark}}", "role": "decoration", "width": 10, "height": 10}]}}
      """.replacing("\"svg\"", with: "\"type\": \"svg\", \"src\""), to: "t.template.json")
    for id in ["a", "b"] { try write(card: id) }
    try write(mark: "red")
  }

  private func write(card id: String, en: String? = nil, es: String? = nil) throws {
    let mark = id == "a" ? #", "mark": "mark.svg""# : ""
    try folder.write(
      """
      {"id": "\(id)", "template": "t", "alt": {"en": "Shows \(id)", "es": "Muestra \(id)"}, "title": "Card \(id)",
       "slots": {"text": {"en": "\(en ?? "Text \(id)")", "es": "\(es ?? "Texto \(id)")"}\(mark)}}
      """, to: "\(id).card.json")
  }

  private func write(mark color: String) throws {
    try folder.write(
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" fill="\(color)"/></svg>
      """, to: "mark.svg")
  }

  @discardableResult
  private func render(_ arguments: String..., cache: String = "cache", code: Int32 = 0) throws -> Tool.Result {
    let fixed = ["render", "--fonts", Tool.repository + "/Fonts/fonts.conf", "--cache", cache]
    let result = try Tool.run(fixed + arguments, in: folder.path)
    #expect(result.code == code, "\(result.errors)")
    return result
  }

  /// The outputs that a run makes anew, restores and keeps.
  private func origins(_ arguments: String...) throws -> [String: [String]] {
    struct Report: Decodable {
      struct File: Decodable {
        var path: String
        var origin: String?
      }
      var files: [File]
    }
    let result = try Tool.run(
      ["render", "--fonts", Tool.repository + "/Fonts/fonts.conf", "--cache", "cache", "--report", "report.json"]
        + arguments, in: folder.path)
    #expect(result.code == 0, "\(result.errors)")
    let report = try JSONDecoder().decode(Report.self, from: folder.data("report.json"))
    return Dictionary(grouping: report.files, by: { $0.origin ?? "failed" }).mapValues { $0.map(\.path).sorted() }
  }

  private var outputs: [String: Data] {
    get throws {
      let names = folder.files().filter { $0.hasPrefix("Output/") }
      return try Dictionary(uniqueKeysWithValues: names.map { ($0, try folder.data($0)) })
    }
  }

  /// The same outputs made without a cache.
  private func expectSameAsWithoutCache() throws {
    let made = try outputs
    let result = try Tool.run(
      ["render", "--fonts", Tool.repository + "/Fonts/fonts.conf", "--no-cache", "--output", "fresh"], in: folder.path)
    #expect(result.code == 0, "\(result.errors)")
    for (name, data) in made {
      #expect(try folder.data("fresh/" + name.dropFirst("Output/".count)) == data, "\(name)")
    }
    try FileManager.default.removeItem(atPath: folder.path + "/fresh")
  }

  private static let all = [
    "en/d.pdf", "en/small/a.png", "en/small/b.png", "es/d.pdf", "es/small/a.png", "es/small/b.png",
  ]

  // MARK: What is made

  @Test func whereNothingHasChangedNothingIsMade() throws {
    #expect(try origins() == ["made": Self.all])
    let first = try outputs
    let inodes = try Self.all.map { try inode($0) }
    #expect(try origins() == ["kept": Self.all])
    #expect(try render().output == "6 files in Output, none made anew\n")
    #expect(try outputs == first)
    #expect(try Self.all.map { try inode($0) } == inodes)
    try expectSameAsWithoutCache()
  }

  private func inode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/Output/" + name)
    return try #require(attributes[.systemFileNumber] as? Int)
  }

  enum Change: String, CaseIterable {
    case spanishText, picture, color, unusedToken, spanishTitle, space, template, alt, scale
  }

  /// Each with the outputs that it touches.
  @Test(
    arguments: zip(
      Change.allCases,
      [
        ["es/d.pdf", "es/small/a.png"], ["en/d.pdf", "en/small/a.png", "es/d.pdf", "es/small/a.png"], all, [],
        ["es/d.pdf"], [], all, ["en/d.pdf", "en/small/b.png"],
        ["en/small/a.png", "en/small/b.png", "es/small/a.png", "es/small/b.png"],
      ]))
  func aChangeMakesExactlyWhatItTouches(_ change: Change, touched: [String]) throws {
    _ = try origins()
    let more = try make(change)
    let kept = Self.all.filter { !touched.contains($0) }
    let expected = ["made": touched, "kept": kept].filter { !$0.value.isEmpty }
    #expect(try (more.isEmpty ? origins() : origins(more[0], more[1])) == expected)
    if more.isEmpty { try expectSameAsWithoutCache() }
  }

  private func make(_ change: Change) throws -> [String] {
    func edit(_ name: String, _ old: String, _ new: String) throws {
      let text = try folder.text(name)
      #expect(text.contains(old))
      try folder.write(text.replacing(old, with: new), to: name)
    }
    switch change {
    case .spanishText: try write(card: "a", es: "Otro texto")
    case .picture: try write(mark: "blue")
    case .color: try edit("theme.json", "#102030", "#302010")
    case .unusedToken: try edit("theme.json", "\"unused\": 3", "\"unused\": 4")
    case .spanishTitle: try edit("deck.json", "Baraja", "Conjunto")
    case .space: try edit("a.card.json", "{\"id\"", "\n\n  {  \"id\"")
    case .template: try edit("t.template.json", "\"fontSize\": 12", "\"fontSize\": 13")
    case .alt: try edit("b.card.json", "Shows b", "Displays b")
    case .scale: return ["--scale", "2"]
    }
    return []
  }

  @Test func aChangeThatIsTakenBackIsRestored() throws {
    _ = try origins()
    let first = try outputs
    try write(card: "b", en: "Changed", es: "Cambiado")
    _ = try origins()
    try write(card: "b")
    let touched = ["en/d.pdf", "en/small/b.png", "es/d.pdf", "es/small/b.png"]
    #expect(try origins() == ["restored": touched, "kept": ["en/small/a.png", "es/small/a.png"]])
    #expect(try outputs == first)
  }

  /// All texts of a language have one size: a longer one changes the others.
  @Test func aTextThatShrinksItsGroupTouchesTheOthersOfTheGroup() throws {
    _ = try origins()
    try write(
      card: "b", es: "Una frase que en este ancho no cabe sino mucho más pequeña, Donaudampfschifffahrtsgesellschaft")
    let made = try #require(try origins()["made"])
    #expect(made == ["es/d.pdf", "es/small/a.png", "es/small/b.png"])
    try expectSameAsWithoutCache()
  }

  @Test func aFileThatIsGoneOrChangedIsRestored() throws {
    _ = try origins()
    let first = try outputs
    try FileManager.default.removeItem(atPath: folder.path + "/Output/en/small/a.png")
    let path = folder.path + "/Output/es/d.pdf"
    // The same size and the same time of change: not the same contents.
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    var data = try folder.data("Output/es/d.pdf")
    data[data.count / 2] ^= 1
    try data.write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(attributes[.modificationDate])], ofItemAtPath: path)
    #expect(
      try origins() == [
        "restored": ["en/small/a.png", "es/d.pdf"],
        "kept": Self.all.filter { $0 != "en/small/a.png" && $0 != "es/d.pdf" },
      ])
    #expect(try outputs == first)
  }

  @Test func anotherFolderIsFilledFromTheCacheWithTheSameBytes() throws {
    try render()
    #expect(try render("--output", "other", "--jobs", "3").output == "6 files in other, none made anew\n")
    for name in folder.files() where name.hasPrefix("Output/") {
      #expect(try folder.data(name) == folder.data("other/" + name.dropFirst(7)), "\(name)")
    }
  }

  @Test func everythingIsMadeAnewWhereItIsAskedFor() throws {
    #expect(try origins() == ["made": Self.all])
    #expect(try origins("--force") == ["made": Self.all])
    #expect(try origins() == ["kept": Self.all])
    let result = try Tool.run(
      ["render", "--no-cache", "--fonts", Tool.repository + "/Fonts/fonts.conf"], in: folder.path)
    #expect(result.output == "6 files in Output\n")
  }

  @Test func messagesAreToldEachTime() throws {
    try write(card: "b", es: "Texto con una palabra larga")
    try folder.write(
      """
      {"id": "c", "title": "Card c", "layout": {"children": [{"text": "Text", "fontFamily": "Inter", "fontSize": 3}]},
       "alt": "Small", "slots": {}}
      """, to: "c.card.json")
    let first = try render()
    for _ in 0..<2 { #expect(try render().errors == first.errors) }
    // A place that moves is told where it is now.
    let text = try folder.text("c.card.json")
    try folder.write("\n" + text, to: "c.card.json")
    let moved = try render()
    let fresh = try Tool.run(
      ["render", "--no-cache", "--fonts", Tool.repository + "/Fonts/fonts.conf", "--output", "fresh"], in: folder.path)
    #expect(moved.errors == fresh.errors)
  }

  // MARK: Damage

  @Test func aManifestThatIsGoneIsMadeAgainFromTheCache() throws {
    try render()
    let first = try outputs
    for name in ["manifest.json", "index.html"] {
      try FileManager.default.removeItem(atPath: folder.path + "/Output/" + name)
      #expect(try render().output == "6 files in Output, none made anew\n")
      #expect(try outputs == first)
    }
    try folder.write("{}", to: "Output/manifest.json")
    let result = try render()
    #expect(result.errors.contains("[manifest-rebuilt]"))
    #expect(try outputs == first)
  }

  /// Edited, or taken from an older revision: files are as the manifest says, but not what it says of them.
  @Test func aManifestThatWasEditedIsPutRight() throws {
    try render()
    let first = try outputs
    let text = try folder.text("Output/manifest.json")
    try folder.write(text.replacing("Shows a", with: "Shows nothing"), to: "Output/manifest.json")
    #expect(try render().output == "6 files in Output, none made anew\n")
    #expect(try outputs == first)
  }

  /// Every file of the cache, emptied, cut off or changed in its middle.
  @Test(arguments: ["empty", "half", "flip"])
  func aDamagedCacheIsToldAndMadeAnew(damage: String) throws {
    try render()
    let first = try outputs
    for name in folder.files() where name.hasPrefix("cache/") {
      var data = try folder.data(name)
      switch damage {
      case "empty": data = Data()
      case "half": data = data.prefix(data.count / 2)
      default: if !data.isEmpty { data[data.count / 2] ^= 0x20 }
      }
      try data.write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }
    try FileManager.default.removeItem(atPath: folder.path + "/Output")
    let result = try render()
    #expect(result.errors.contains("[cache-damaged]"), "\(result.errors)")
    #expect(try outputs == first)
    #expect(try render().errors == "")
  }

  @Test func aCacheThatCannotBeWrittenIsToldAndNothingElse() throws {
    try folder.write("", to: "file")
    let result = try render(cache: "file")
    #expect(result.errors.contains("[cache-unwritten]"), "\(result.errors)")
    #expect(result.output == "6 files in Output\n")
    try expectSameAsWithoutCache()
  }

  @Test func severalRunsShareACache() async throws {
    let folder = folder.path
    try await withThrowingTaskGroup(of: Int32.self) { group in
      for number in 0..<4 {
        group.addTask {
          let arguments = [
            "render", "--fonts", Tool.repository + "/Fonts/fonts.conf", "--cache", "cache", "--cache-limit", "1",
            "--output", "Output/\(number)",
          ]
          return try Tool.run(arguments, in: folder).code
        }
      }
      for try await code in group { #expect(code == 0) }
    }
    let made = try outputs
    for number in 1..<4 {
      for name in Self.all {
        #expect(made["Output/0/" + name] != nil && made["Output/\(number)/" + name] == made["Output/0/" + name])
      }
    }
  }
}
