import Foundation
import Localization
import TestSupport
import Testing

@testable import Preview

@Suite("Changes are tried without being written")
struct TrialTests {
  private static func edit(_ text: String, _ pointer: String = "/slots/title/en") -> SpecEdit {
    SpecEdit(file: "cards/a.json", pointer: pointer, value: .text(text))
  }

  @Test("a text in other words is seen in its own cells, and nothing is written")
  func text() async throws {
    let stage = try await Stage()
    let before = try await stage.picture(.cell("a"))
    let trial = Trial(edits: [Self.edit("Tried words")], pseudo: nil)
    #expect(try await stage.session.begin(trial).isEmpty)
    let tried = try await stage.picture(.cell("a"), trial: trial.id)
    #expect(tried.tag != before.tag)
    #expect(try await stage.picture(.cell("a"), known: before.tag).png == nil)
    #expect(try stage.folder.text("cards/a.json") == Stage.card("a"))
    let report = try await stage.session.cellReport(.cell("a"), trial: trial.id)
    #expect(report.scene?.nodes.first { $0.name == "title" }?.text == "Tried words")
  }

  @Test("it is what saving would show")
  func likeSaving() async throws {
    let stage = try await Stage()
    let trial = Trial(edits: [Self.edit("Tried words")], pseudo: nil)
    _ = try await stage.session.begin(trial)
    let tried = try await stage.picture(.cell("a"), trial: trial.id)
    try await stage.save(
      Stage.card("a", "Tried words").replacing(
        "{\"en\": \"Tried words\", \"fr\": \"Mots\"}, \"alt\"", with: "{\"en\": \"Words\", \"fr\": \"Mots\"}, \"alt\""),
      to: "cards/a.json")
    #expect(try await stage.picture(.cell("a")).tag == tried.tag)
  }

  @Test("what would break is told for every cell of the card")
  func breaking() async throws {
    let stage = try await Stage()
    let trial = Trial(edits: [Self.edit("Considerably longer words than before")], pseudo: nil)
    _ = try await stage.session.begin(trial)
    let cells = try await stage.session.trialReport(trial.id, card: "a")
    #expect(cells.count == 6)
    let wide = try #require(cells.first { $0.format == "tall" && $0.language == "en" })
    let fit = try #require(wide.fits.first { $0.node == "layout/title" })
    #expect(fit.before == 40 && fit.after < 40)
    #expect(cells.filter { $0.language == "fr" }.allSatisfy { $0.fits.isEmpty })
  }

  @Test("a theme's value can be tried too, and a mistake in it is told with its place")
  func theme() async throws {
    let stage = try await Stage()
    let good = Trial(edits: [SpecEdit(file: "theme.json", pointer: "/size/title", value: .number("20"))], pseudo: nil)
    _ = try await stage.session.begin(good)
    let report = try await stage.session.cellReport(.cell("a"), trial: good.id)
    #expect(report.scene?.nodes.first { $0.name == "title" }?.fontSize == 20)
    let bad = Trial(edits: [SpecEdit(file: "theme.json", pointer: "/color/ground", value: .text("#12"))], pseudo: nil)
    let found = try await stage.session.begin(bad)
    let place = try #require(found.compactMap(\.place).first { $0.file == "theme.json" })
    #expect(place.text == "{\"color\": {\"ground\": \"#12\"}, \"size\": {\"title\": 40}}")
    #expect(try await stage.picture(.cell("a"), trial: bad.id).state == .stale)
  }

  @Test("while a trial cannot be shown, the card as it is stands for it, never another trial")
  func apart() async throws {
    let stage = try await Stage()
    let before = try await stage.picture(.cell("a"))
    let good = Trial(edits: [Self.edit("Tried words")], pseudo: nil)
    let bad = Trial(edits: [Self.edit("{{nothing}}")], pseudo: nil)
    for trial in [good, bad] { _ = try await stage.session.begin(trial) }
    #expect(try await stage.picture(.cell("a"), trial: good.id).state == .ok)
    let shown = try await stage.picture(.cell("a"), trial: bad.id)
    #expect(shown.state == .stale && shown.tag == before.tag)
  }

  @Test("the document of a pretended language is in it too")
  func document() async throws {
    let stage = try await Stage()
    let trial = Trial(edits: [], pseudo: PseudoLanguage(expansion: 0, accents: false, direction: .rightToLeft))
    _ = try await stage.session.begin(trial)
    let cell = CellID.cell("a", "en", "a6-landscape")
    let (usual, tried) = (
      try await stage.session.document(cell, trial: nil), try await stage.session.document(cell, trial: trial.id)
    )
    #expect(usual != tried)
    #expect(try await stage.session.document(cell, trial: nil) == usual)
  }

  @Test("a pretended language lengthens, accents and turns round every text")
  func pseudo() async throws {
    let stage = try await Stage()
    let language = PseudoLanguage(expansion: 0.35, accents: true, direction: .rightToLeft)
    let trial = Trial(edits: [], pseudo: language)
    _ = try await stage.session.begin(trial)
    let scene = try #require(try await stage.session.cellReport(.cell("a"), trial: trial.id).scene)
    #expect(scene.direction == "rtl")
    let text = try #require(scene.nodes.first { $0.name == "title" }?.text)
    #expect(text.contains("ö") && text.contains("\u{202E}"))
  }

  @Test("it follows files that change meanwhile")
  func following() async throws {
    let stage = try await Stage()
    let trial = Trial(edits: [Self.edit("Tried words")], pseudo: nil)
    _ = try await stage.session.begin(trial)
    let before = try await stage.picture(.cell("a"), trial: trial.id)
    try await stage.save(Stage.theme.replacing("#FFFFFF", with: "#DDDDDD"), to: "theme.json")
    #expect(try await stage.picture(.cell("a"), trial: trial.id).tag != before.tag)
  }

  @Test(
    "what cannot be tried is refused",
    arguments: [
      (SpecEdit(file: "cards/a.json", pointer: "/slots/title/de", value: .text("x")), EditProblem.Kind.unknownString),
      (SpecEdit(file: "cards/a.json", pointer: "/slots/title", value: .text("x")), .unknownString),
      (SpecEdit(file: "cards/a.json", pointer: "/slots/title/en", value: .number("1")), .wrongKind),
      (SpecEdit(file: "theme.json", pointer: "/size/title", value: .text("many")), .wrongKind),
      (SpecEdit(file: "theme.json", pointer: "/size/title", value: .text("1, \"x\": 2")), .wrongKind),
      (SpecEdit(file: "../secret.json", pointer: "/a", value: .text("x")), .unreadableFile),
      (SpecEdit(file: "/etc/passwd", pointer: "/a", value: .text("x")), .unreadableFile),
      (SpecEdit(file: "other.json", pointer: "/a", value: .text("x")), .unreadableFile),
    ])
  func refused(edit: SpecEdit, kind: EditProblem.Kind) async throws {
    let stage = try await Stage { _ in
    } prepare: {
      try $0.write("{\"a\": \"secret\"}", to: "other.json")
    }
    await #expect {
      try await stage.session.begin(Trial(edits: [edit], pseudo: nil))
    } throws: { error in
      if case PreviewProblem.edit(let problem) = error { problem.kind == kind } else { false }
    }
  }

  @Test("one that is not kept any more is told so")
  func forgotten() async throws {
    let stage = try await Stage()
    await #expect {
      try await stage.picture(.cell("a"), trial: "nobody")
    } throws: { error in
      if case PreviewProblem.trialForgotten = error { true } else { false }
    }
  }
}

@Suite("Saving changes one string of a file, and every other byte stays")
struct SavingTests {
  private static let odd =
    "{ \"id\":\"a\",\r\n\t\"template\": \"plain\", \"title\": \"T\\u00e9\", \"alt\": \"A\",\n\n  \"slots\": {\"title\": {\"fr\":\"Mots\", \"en\" :  \"Wor\\u0064s\"}} }"

  private func stage() async throws -> Stage {
    try await Stage { _ in
    } prepare: {
      try $0.write(Self.odd, to: "cards/a.json")
    }
  }

  private func edit(_ new: String, expecting old: String?) -> SpecEdit {
    SpecEdit(
      file: "cards/a.json", pointer: "/slots/title/en", value: .text(new), expected: old.map { .text($0) })
  }

  @Test func oneString() async throws {
    let stage = try await stage()
    let saved = try await stage.session.save([edit("New \"words\"", expecting: "Words")])
    #expect(
      try stage.folder.text("cards/a.json") == Self.odd.replacing("\"Wor\\u0064s\"", with: "\"New \\\"words\\\"\""))
    #expect(saved.map(\.place?.line) == [4])
  }

  @Test("The same words are not written again")
  func nothingNew() async throws {
    let stage = try await stage()
    _ = try await stage.session.save([edit("Words", expecting: "Words")])
    #expect(try stage.folder.text("cards/a.json") == Self.odd.replacing("Wor\\u0064s", with: "Words"))
  }

  @Test("A string that another program changed meanwhile is not overwritten")
  func changedMeanwhile() async throws {
    let stage = try await stage()
    let other = Self.odd.replacing("Wor\\u0064s", with: "Others")
    try stage.folder.write(other, to: "cards/a.json")
    await #expect {
      try await stage.session.save([edit("New", expecting: "Words")])
    } throws: { error in
      guard case PreviewProblem.edit(let problem) = error else { return false }
      return problem.kind == .changedMeanwhile && problem.current == .text("Others")
    }
    #expect(try stage.folder.text("cards/a.json") == other)
  }

  private static func place(_ file: String, _ pointer: String, _ value: SpecEdit.Value = .text("x")) -> SpecEdit {
    SpecEdit(file: file, pointer: pointer, value: value)
  }

  @Test(
    "What readers do not see is not saved: it is how the card is built",
    arguments: [
      place("cards/a.json", "/template"), place("cards/a.json", "/id"), place("theme.json", "/color/ground"),
      place("theme.json", "/size/title", .number("20")), place("templates/plain.json", "/layout/children/0/fontSize"),
      place("templates/plain.json", "/layout/children/0/text"), place("deck.json", "/name"),
      place("deck.json", "/cards/0"), place("cards/a.json", "/slots/photo"),
    ])
  func noWords(edit: SpecEdit) async throws {
    let stage = try await Stage { _ in
    } prepare: {
      try $0.write("<svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'/>", to: "cards/p.svg")
      try $0.write(Stage.card("a", more: ", \"photo\": \"p.svg\""), to: "cards/a.json")
    }
    let before = stage.folder.files().map { try? stage.folder.data($0) }
    await #expect {
      try await stage.session.save([edit])
    } throws: { error in
      if case PreviewProblem.edit(let problem) = error { problem.kind == .noWords } else { false }
    }
    #expect(stage.folder.files().map { try? stage.folder.data($0) } == before)
  }

  @Test(
    "What readers see is",
    arguments: [
      place("cards/a.json", "/title/en"), place("cards/a.json", "/alt/fr"), place("cards/a.json", "/slots/title/fr"),
      place("templates/plain.json", "/layout/children/1/text/en"),
    ])
  func words(edit: SpecEdit) async throws {
    let stage = try await Stage()
    let saved = try await stage.session.save([edit])
    #expect(saved.map(\.pointer) == [edit.pointer])
    #expect(try stage.folder.text(edit.file).contains("\"x\""))
  }

  @Test(
    "A card that can be shown is not saved as one that cannot, and the reason is told with its place",
    arguments: [
      place("cards/a.json", "/slots/title/en", .text("{{nothing}}")),
      place("templates/plain.json", "/layout/children/1/text/fr", .text("{{nothing}}")),
    ])
  func breaking(edit: SpecEdit) async throws {
    let stage = try await Stage()
    let before = try stage.folder.text(edit.file)
    await #expect {
      try await stage.session.save([edit])
    } throws: { error in
      guard case PreviewProblem.wouldBreak(card: "a", let found) = error else { return false }
      return found.first?.place?.file == edit.file && found.first?.place?.text?.contains("{{nothing}}") == true
    }
    #expect(try stage.folder.text(edit.file) == before)
  }

  @Test("Another card that cannot be shown does not stand in the way")
  func otherBroken() async throws {
    let stage = try await Stage { _ in
    } prepare: {
      try $0.write(Stage.card("b", "{{nothing}}", "{{nothing}}"), to: "cards/b.json")
    }
    _ = try await stage.session.save([Self.place("templates/plain.json", "/layout/children/1/text/en")])
    #expect(try stage.folder.text("templates/plain.json").contains("\"x\""))
  }

  @Test("All edits are saved, or none")
  func allOrNone() async throws {
    let stage = try await stage()
    let wrong = SpecEdit(file: "theme.json", pointer: "/size/none", value: .text("x"))
    await #expect(throws: PreviewProblem.self) { try await stage.session.save([edit("New", expecting: nil), wrong]) }
    #expect(try stage.folder.text("cards/a.json") == Self.odd)
  }

  @Test("A file keeps its permissions, and a link stays one")
  func permissions() async throws {
    let stage = try await stage()
    let path = stage.folder.path + "/cards/a.json"
    try FileManager.default.moveItem(atPath: path, toPath: stage.folder.path + "/real.json")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: stage.folder.path + "/real.json")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "../real.json")
    await stage.told("cards/a.json")
    _ = try await stage.session.save([edit("New", expecting: "Words")])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "../real.json")
    let attributes = try FileManager.default.attributesOfItem(atPath: stage.folder.path + "/real.json")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try stage.folder.text("real.json").contains("\"New\""))
  }
}
