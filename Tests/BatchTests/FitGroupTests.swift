import CardSpec
import Diagnostics
import Foundation
import Imaging
import TestSupport
import Testing
import Typesetting

@testable import Batch
@testable import Scene

@Suite("Texts of a fit group have one size")
struct FitGroupTests {
  private let folder = TemporaryFolder()

  private static let fonts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fonts/fonts.conf").path

  /// A deck of three cards in two languages; `long` is a headline that must shrink far, and only in French.
  private func deck(
    headline: String = "\"fitGroup\": \"headline\"", floor: Double = 8,
    cards: [String: (en: String, fr: String)] = FitGroupTests.texts,
    formats: String = "[{\"name\": \"wide\", \"width\": 400, \"height\": 100}]"
  ) throws -> Deck {
    let template = """
      {"id": "plain", "slots": {"text": {"type": "text"}}, "layout": {"width": "100%", "height": "100%", "children": [
        {"id": "headline", "text": "{{text}}", "width": "100%", "fontFamily": "Inter", "fontSize": 40, "lineHeight": 1,
         "whiteSpace": "nowrap", "minFontSize": \(floor), \(headline)}]}}
      """
    try folder.write(template, to: "templates/plain.json")
    let names = cards.keys.sorted()
    for name in names {
      let texts = try #require(cards[name])
      try folder.write(
        """
        {"id": "\(name)", "template": "plain", "title": "T", "alt": "A",
         "slots": {"text": {"en": "\(texts.en)", "fr": "\(texts.fr)"}}}
        """, to: "cards/\(name).json")
    }
    try folder.write(
      """
      {"name": "set", "languages": ["en", "fr"], "sourceLanguage": "en", "formats": \(formats),
       "templates": ["templates/plain.json"], "cards": [\(names.map { "\"cards/\($0).json\"" }.joined(separator: ", "))]}
      """, to: "deck.json")
    let loaded = SpecLoader.loadDeck(folder.path + "/deck.json")
    return try #require(loaded.deck, "\(TextRenderer().render(loaded.diagnostics))")
  }

  private static let texts: [String: (en: String, fr: String)] = [
    "a": ("Short", "Plus court"), "b": ("Also rather short", "Une phrase qui est nettement plus longue que les autres"),
    "c": ("A headline that is too long for its card", "Moyen"),
  ]

  /// What each card's headline is set at, as `card language: size`.
  private func sizes(
    _ deck: Deck, cards: [String] = [], languages: [String] = []
  ) throws -> (sizes: [String: Double], diagnostics: [Diagnostic]) {
    var request = RenderRequest(outputFolder: "", fontConfiguration: Self.fonts)
    request.cards = cards
    request.languages = languages
    let plan = try Plan.make(request, deck: deck)
    let typesetter = Typesetter(fonts: try FontLibrary(configuration: Self.fonts))
    let composer = SceneComposer(deck: deck, typesetter: typesetter, pictures: PictureLibrary())
    var (groups, diagnostics) = FitSurvey(deck: deck, plan: plan).run(composer)
    var sizes: [String: Double] = [:]
    for job in plan.jobs {
      let card = try #require(job.cards.first)
      let composed = composer.compose(card, language: job.language, format: job.format, groups: groups)
      diagnostics += composed.diagnostics
      sizes["\(card.id) \(job.language)"] = composed.scene?.boxes[1].fontSize
    }
    return (sizes, diagnostics)
  }

  // MARK: Scopes

  @Test func aDeckHasOneSize() throws {
    let sizes = try sizes(try deck()).sizes
    #expect(sizes.count == 6)
    #expect(Set(sizes.values).count == 1)
    #expect(sizes["a en"] ?? 40 < 30)
  }

  @Test func aLanguageHasItsOwnSize() throws {
    let sizes = try sizes(try deck(headline: "\"fitGroup\": \"headline\", \"fitScope\": \"language\"")).sizes
    #expect(sizes["a en"] == sizes["b en"] && sizes["b en"] == sizes["c en"])
    #expect(sizes["a fr"] == sizes["b fr"] && sizes["b fr"] == sizes["c fr"])
    #expect(sizes["a en"] != sizes["a fr"])
  }

  @Test func aCardHasItsOwnSize() throws {
    let sizes = try sizes(try deck(headline: "\"fitGroup\": \"headline\", \"fitScope\": \"card\"")).sizes
    #expect(sizes["a en"] == 40 && sizes["a fr"] == 40)
    #expect(sizes["b en"] == sizes["b fr"] && sizes["c en"] == sizes["c fr"])
    #expect(sizes["b en"] != sizes["c en"])
  }

  /// The size is the largest at which all fit: the one that needs least has it of itself.
  @Test func theSizeIsThatOfTheTextThatNeedsTheLeast() throws {
    let grouped = try sizes(try deck()).sizes
    let alone = try sizes(try deck(headline: "\"fit\": \"shrink\"")).sizes
    #expect(grouped["a en"] == alone.values.min())
    #expect(grouped["a en"] == alone["b fr"])
  }

  @Test func eachFormatHasItsOwnSize() throws {
    let deck = try deck(
      formats:
        "[{\"name\": \"wide\", \"width\": 400, \"height\": 100}, {\"name\": \"wider\", \"width\": 2000, \"height\": 100}]"
    )
    var request = RenderRequest(outputFolder: "", fontConfiguration: Self.fonts)
    request.formats = ["wider"]
    let plan = try Plan.make(request, deck: deck)
    let typesetter = Typesetter(fonts: try FontLibrary(configuration: Self.fonts))
    let composer = SceneComposer(deck: deck, typesetter: typesetter, pictures: PictureLibrary())
    let groups = FitSurvey(deck: deck, plan: plan).run(composer).groups
    let scene = composer.compose(deck.cards[0], language: "en", format: deck.formats[1], groups: groups).scene
    #expect(scene?.boxes[1].fontSize == 40)
  }

  @Test(arguments: ["deck", "card", "language"])
  func theOutcomeDoesNotDependOnWhatIsAskedFor(scope: String) throws {
    let deck = try deck(headline: "\"fitGroup\": \"headline\", \"fitScope\": \"\(scope)\"")
    let whole = try sizes(deck).sizes
    for card in deck.cards {
      for language in deck.languages {
        let one = try sizes(deck, cards: [card.id], languages: [language]).sizes
        #expect(one == whole.filter { $0.key == "\(card.id) \(language)" })
      }
    }
  }

  // MARK: Order and workers

  @Test func partsMergeIntoTheSameOutcomeInAnyOrder() {
    let key = FitGroups.Key(name: "g", reach: .deck, format: "f")
    let shares = [0.9, 0.6, 0.9, 0.9, 0.6, 0.9]
    let floors = [0.5, 0.5, 0.7, 0.5, 0.5, 0.7]
    let claims: [FitGroups.Claim] = shares.indices.map { index in
      let member = FitGroups.Member(card: "\(index)", language: "en", node: "n")
      return FitGroups.Claim(key: key, member: member, share: shares[index], floor: floors[index])
    }
    var forwards = FitGroups()
    for (place, claim) in claims.enumerated() { forwards.add([claim], place: place) }
    var (odd, even) = (FitGroups(), FitGroups())
    for (place, claim) in claims.enumerated().reversed() {
      if place % 2 == 0 { even.add([claim], place: place) } else { odd.add([claim], place: place) }
    }
    odd.merge(even)
    #expect(forwards[key] == odd[key])
    // 1 and 4 need as little, 2 and 5 hold as much: the first of the deck is named.
    #expect(odd[key] == FitGroups.Settlement(share: 0.7, decidedBy: claims[2].member, isHeld: true))
  }

  @Test func theFilesDoNotDependOnTheNumberOfWorkers() async throws {
    let deck = try deck()
    var files: [[String: Data]] = []
    for jobs in [1, 4] {
      var request = RenderRequest(outputFolder: folder.path + "/out\(jobs)", fontConfiguration: Self.fonts)
      request.jobs = jobs
      let plan = try Plan.make(request, deck: deck)
      let result = await BatchRun(deck: deck, request: request, plan: plan).run()
      #expect(result.present == 6)
      files.append(
        try Dictionary(
          uniqueKeysWithValues: plan.jobs.map { job in
            (job.path, try Data(contentsOf: URL(fileURLWithPath: request.outputFolder + "/" + job.path)))
          }))
    }
    #expect(files[0] == files[1])
  }

  // MARK: Contradictions and failures

  @Test func aCardThatFitsAtNoSizeIsLeftOutAndSaidSo() throws {
    let found = try sizes(try deck(floor: 24))
    #expect(found.sizes.keys.sorted() == ["a en", "a fr", "b en", "c fr"])
    #expect(Set(found.sizes.values) == [40])
    let told = found.diagnostics.filter { $0.code == "fit-group-incomplete" }
    #expect(told.map(\.message) == ["the sizes of fit groups leave out b in fr as wide, c in en as wide"])
    #expect(told.map(\.severity) == [.warning])
  }

  @Test func aFloorThatIsTooHighForAnotherTextIsNamed() throws {
    let layout = """
      {"width": "100%", "height": "100%", "flexDirection": "column", "fontFamily": "Inter", "fontSize": 40,
       "lineHeight": 1, "whiteSpace": "nowrap", "children": [
        {"id": "one", "text": "Short", "width": 300, "fitGroup": "g", "minFontSize": 36},
        {"id": "two", "text": "A text that is too long", "width": 300, "fitGroup": "g", "minFontSize": 8}]}
      """
    try folder.write(
      "{\"id\": \"card\", \"title\": \"T\", \"alt\": \"A\", \"languages\": [\"en\"], \"formats\": [{\"name\": \"f\", \"width\": 400, \"height\": 200}], \"layout\": \(layout)}",
      to: "card.json")
    let deck = try #require(SpecLoader.loadCard(folder.path + "/card.json").deck)
    let found = try sizes(deck).diagnostics.filter { $0.severity == .error }
    #expect(found.count == 1)
    #expect(found.first?.subject.node == "layout/two")
    #expect(found.first?.message.hasSuffix("at 36.0 px, the size of its fit group “g”") == true)
    #expect(found.first?.reason?.contains("`layout/one` of card in en may not be smaller than 90 % of its own") == true)
  }

  @Test func withoutGroupsNothingIsAsked() throws {
    let deck = try deck(headline: "\"fit\": \"shrink\"")
    #expect(
      FitSurvey(deck: deck, plan: try Plan.make(RenderRequest(outputFolder: "", fontConfiguration: ""), deck: deck))
        .count == 0)
  }

  @Test func groupsOfOneCardAskThatCardAlone() throws {
    let deck = try deck(headline: "\"fitGroup\": \"headline\", \"fitScope\": \"card\"")
    var request = RenderRequest(outputFolder: "", fontConfiguration: "")
    request.cards = ["b"]
    request.languages = ["fr"]
    #expect(FitSurvey(deck: deck, plan: try Plan.make(request, deck: deck)).count == 2)
  }

  // MARK: What is told

  @Test func aDecisionNamesTheTextThatMadeIt() throws {
    let deck = try deck()
    let notes = try sizes(deck, cards: ["a"], languages: ["en"]).diagnostics
    #expect(notes.map(\.code) == ["fitted"])
    #expect(notes.first?.reason == "its fit group “headline” has one size, that of `layout/headline` of b in fr")
  }
}
