import Foundation
import TestSupport
import Testing

@testable import Preview

@Suite("A cell is described as it is")
struct DescribingTests {
  private func scene(_ stage: Stage, _ cell: CellID = .cell("a")) async throws -> SceneReport {
    try #require(try await stage.session.cellReport(cell, trial: nil).scene)
  }

  @Test("every property says where it is written, and where its value comes from")
  func style() async throws {
    let stage = try await Stage()
    let nodes = try await scene(stage).nodes
    #expect(nodes.map(\.path) == ["layout", "layout/title", "layout/note"])
    let title = nodes[1]
    let size = try #require(title.style.first { $0.name == "fontSize" })
    #expect(size.value == "40" && size.token == "$size.title")
    #expect(size.source.file == "templates/plain.json" && size.source.line == 4)
    #expect(size.valueSource?.file == "theme.json" && size.edit?.pointer == "/size/title")
    let color = try #require(title.style.first { $0.name == "color" })
    #expect(color.from == "layout" && color.value == "#222222" && color.source.line == 2)
    #expect(title.textSource?.file == "cards/a.json")
    #expect(title.edit == EditPlace(file: "cards/a.json", pointer: "/slots/title/en"))
    #expect(nodes[2].edit == EditPlace(file: "templates/plain.json", pointer: "/layout/children/1/text/en"))
  }

  @Test("boxes, gaps, baselines, runs and what was done to fit are there")
  func geometry() async throws {
    let stage = try await Stage()
    try await stage.save(Stage.card("a", "Considerably longer words"), to: "cards/a.json")
    let scene = try await scene(stage, .cell("a", "en", "tall"))
    let (root, title) = (scene.nodes[0], scene.nodes[1])
    #expect(root.frame.width == 200 && root.frame.height == 400)
    #expect(root.gaps.map(\.size) == [10])
    #expect(root.gaps[0].y == title.frame.y + title.frame.height)
    let baselines = try #require(title.baselines)
    #expect(baselines.count == title.lines)
    #expect(baselines.allSatisfy { $0 > title.frame.y && $0 < title.frame.y + title.frame.height })
    #expect(title.fit?.done == ["shrink"])
    #expect(title.runs?.map(\.font) == ["Inter Regular"])
    #expect(title.specifiedFontSize == 40 && (title.fontSize ?? 40) < 40)
  }

  @Test("what a screen reader hears is in order, with decoration left out")
  func reading() async throws {
    let stage = try await Stage()
    let scene = try await scene(stage)
    #expect(scene.reading.map(\.role) == ["heading1", "paragraph"])
    #expect(scene.reading.map(\.text) == ["Words", "A note"])
    #expect(scene.reading.map(\.node) == [1, 2])
    #expect(scene.nodes[1].role == "heading1")
    #expect(scene.alt == "A")
  }

  @Test("the strings that can be tried are the card's own first, then what it shares")
  func strings() async throws {
    let stage = try await Stage()
    let strings = try await stage.session.strings(of: "a", trial: nil)
    #expect(
      strings.map(\.pointer) == [
        "/title/en", "/title/fr", "/alt/en", "/alt/fr", "/slots/title/en", "/slots/title/fr",
        "/layout/children/1/text/en", "/layout/children/1/text/fr",
      ])
    #expect(strings.map(\.isShared) == [false, false, false, false, false, false, true, true])
    #expect(strings.map(\.language) == ["en", "fr", "en", "fr", "en", "fr", "en", "fr"])
    #expect(strings[4].value == "Words")
  }

  @Test("only paper formats are documents")
  func documents() async throws {
    let stage = try await Stage()
    let bytes = try await stage.session.document(.cell("a", "en", "a6-landscape"), trial: nil)
    #expect(bytes.starts(with: Array("%PDF-".utf8)))
    await #expect {
      try await stage.session.document(.cell("a"), trial: nil)
    } throws: { error in
      if case PreviewProblem.noDocument = error { true } else { false }
    }
  }

  @Test("the state names cards, languages, formats and how each cell stands")
  func state() async throws {
    let stage = try await Stage()
    _ = try await stage.picture(.cell("a"))
    let state = await stage.session.stateReport()
    #expect(state.deck?.languages.map(\.code) == ["en", "fr"])
    #expect(state.deck?.formats.map(\.name) == ["wide", "tall", "a6-landscape"])
    #expect(state.cards.map(\.id) == ["a", "b"])
    #expect(state.cards[0].kind == "plain" && state.cards[0].search.contains("mots"))
    #expect(state.cards[0].cells?.first { $0.format == "wide" && $0.language == "en" }?.state == .ok)
  }

  @Test("languages and formats may be chosen by patterns")
  func chosen() async throws {
    let stage = try await Stage { request in
      request.languages = ["f*"]
      request.formats = ["t*", "og"]
    }
    let state = await stage.session.stateReport()
    #expect(state.deck?.languages.map(\.code) == ["fr"])
    #expect(state.deck?.formats.map(\.name) == ["tall", "og"])
  }
}
