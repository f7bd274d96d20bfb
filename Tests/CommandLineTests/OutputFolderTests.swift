import Foundation
import Hashing
import Manifest
import TestSupport
import Testing

/// What a run leaves in its output folder, and what it leaves alone.
@Suite("The output folder holds exactly the files of the plan")
struct OutputFolderTests {
  private let folder = TemporaryFolder()
  private static let fonts = ["--fonts", Tool.repository + "/Fonts/fonts.conf"]

  init() throws {
    try folder.write(
      #"{"name": "d", "languages": ["en"], "formats": ["small", "paper"], "cards": ["*.card.json"]}"#
        .replacing(
          "\"small\", \"paper\"",
          with:
            #"{"name": "small", "width": 120, "height": 63}, {"name": "paper", "medium": "paper", "width": 200, "height": 100}"#
        ), to: "deck.json")
    for id in ["a", "b"] { try write(card: id) }
  }

  private func write(card id: String, text: String = "Text", file: String? = nil) throws {
    try folder.write(
      """
      {"id": "\(id)", "alt": "What \(id) shows", "title": "Card \(id)", "link": "https://example.org/\(id)",
       "layout": {"children": [{"text": "\(text)", "fontFamily": "Inter", "fontSize": 12}]}}
      """, to: "\(file ?? id).card.json")
  }

  @discardableResult
  private func render(_ arguments: String..., code: Int32 = 0) throws -> Tool.Result {
    let result = try Tool.run(["render"] + arguments + Self.fonts, in: folder.path)
    #expect(result.code == code, "\(result.errors)")
    return result
  }

  private func manifest(_ output: String = "Output") throws -> Manifest {
    try Manifest(reading: [UInt8](try folder.data(output + "/manifest.json")))
  }

  private var outputs: [String] { folder.files().filter { $0.hasPrefix("Output/") }.map { String($0.dropFirst(7)) } }

  private static let all = ["en/d.pdf", "en/small/a.png", "en/small/b.png", "index.html", "manifest.json"]

  private func delete(_ name: String) throws {
    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
  }

  // MARK: The manifest

  @Test func theManifestSaysWhatWasMade() throws {
    #expect(try render().errors == "")
    #expect(outputs == Self.all)
    let manifest = try manifest()
    #expect(manifest.outputs.map(\.path) == ["en/d.pdf", "en/small/a.png", "en/small/b.png"])
    #expect(manifest.failures == [])
    #expect(manifest.decks.map(\.cards) == [["a", "b"]])
    let (document, picture) = (manifest.outputs[0], manifest.outputs[1])
    #expect(picture.cards.map(\.alt) == ["What a shows"])
    #expect(picture.cards.map(\.link) == ["https://example.org/a"])
    #expect((picture.width, picture.height, picture.unit, picture.pages) == (120, 63, .px, nil))
    #expect((document.width, document.height, document.unit, document.pages) == (52.917, 26.458, .mm, 2))
    #expect(document.cards.map(\.title) == ["Card a", "Card b"])
    #expect(picture.fonts.map { "\($0.family) \($0.style)" } == ["Inter Regular"])
    #expect(picture.fonts.allSatisfy { $0.file.hasPrefix("Inter-Regular.") })
    for output in manifest.outputs {
      let script = "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())"
      let sum = try Tool.run(Python.executable.path, ["-c", script, "Output/" + output.path], in: folder.path)
      #expect(sum.output == output.sha256 + "\n", "\(output.path)")
      #expect(try folder.data("Output/" + output.path).count == output.bytes)
    }
  }

  @Test func theSameCardsGiveTheSameManifestWhereverTheyLie() throws {
    try render("--jobs", "1")
    let result = try Tool.run(
      ["render", "--deck", folder.path + "/deck.json", "--output", folder.path + "/other", "--jobs", "3", "--verbose"]
        + Self.fonts)
    #expect(result.code == 0, "\(result.errors)")
    for file in ["manifest.json", "index.html"] {
      #expect(try folder.data("other/" + file) == folder.data("Output/" + file), "\(file)")
      #expect(try !folder.text("other/" + file).contains(folder.path), "\(file)")
    }
  }

  @Test func noPlaceOfThisComputerIsInAManifest() throws {
    try folder.write(
      #"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>a</text></svg>"#, to: "pictures/s.svg")
    try folder.write(
      """
      {"id": "a", "alt": "Alt", "title": "Title",
       "layout": {"children": [{"type": "svg", "src": "pictures/s.svg", "alt": "Alt", "width": 9, "height": 9}]}}
      """, to: "a.card.json")
    try render(code: 1)
    let here = try folder.text("Output/manifest.json")
    #expect(here.contains("\"pictures/s.svg") || here.contains(" pictures/s.svg"), "\(here)")
    #expect(!here.contains(folder.path))
    // As a folder whose name is a part of other names, too.
    let name = folder.path.split(separator: "/").last.map(String.init) ?? ""
    let above = folder.path.dropLast(name.count + 1)
    let result = try Tool.run(
      ["render", "--deck", "\(name)/deck.json", "--output", "\(name)/other"] + Self.fonts, in: String(above))
    #expect(result.code == 1)
    #expect(try folder.text("other/manifest.json") == here)
  }

  @Test func aRunOfSomeCardsKeepsWhatIsSaidOfTheOthers() throws {
    try render()
    let before = try manifest()
    try write(card: "a", text: "Other")
    try render("a", "--format", "small")
    let after = try manifest()
    #expect(after.outputs.map(\.path) == before.outputs.map(\.path))
    #expect(after.outputs[1].sha256 != before.outputs[1].sha256)
    #expect([after.outputs[0], after.outputs[2]] == [before.outputs[0], before.outputs[2]])
  }

  @Test func filesThatAreGoneAreForgotten() throws {
    try render()
    try delete("Output/en/small/b.png")
    try render("a", "--format", "small")
    #expect(try manifest().outputs.map(\.path) == ["en/d.pdf", "en/small/a.png"])
  }

  @Test func whatCouldNotBeMadeIsInTheManifestAndTheOlderFileStays() throws {
    try render()
    try write(card: "b", text: "Text \\u6C49")
    let result = try render(code: 1)
    #expect(result.errors.contains("Output/en/small/b.png is from an earlier run [stale-file]"), "\(result.errors)")
    let manifest = try manifest()
    #expect(manifest.failures.map(\.path) == ["en/small/b.png"])
    #expect(manifest.failures.first?.diagnostics.map(\.code) == ["missing-character"])
    #expect(manifest.outputs.map(\.path) == ["en/d.pdf", "en/small/a.png", "en/small/b.png"])
    try write(card: "b")
    try render()
    #expect(try self.manifest().failures == [])
  }

  @Test(arguments: ["{", "{\"version\": 99}", #"{"files": []}"#])
  func aManifestThatCannotBeUsedIsMadeAnewWithAWarning(text: String) throws {
    try render()
    let before = try manifest()
    try folder.write(text, to: "Output/manifest.json")
    let result = try render()
    #expect(
      result.errors.hasPrefix("warning: Output/manifest.json cannot be used, and is made anew [manifest-rebuilt]"),
      "\(result.errors)")
    #expect(try manifest() == before)
  }

  @Test func aDryRunTellsOfADamagedManifest() throws {
    try render()
    try folder.write("{}", to: "Output/manifest.json")
    let listed = try render("--dry-run")
    #expect(
      listed.errors.hasPrefix("warning: Output/manifest.json cannot be used, and is made anew [manifest-rebuilt]"),
      "\(listed.errors)")
    #expect(try folder.text("Output/manifest.json") == "{}")
  }

  /// Files are removed by what the manifest says, which anyone may have written.
  @Test(arguments: ["en/small/mine.png", "notes.txt", "a.card.json"])
  func aForgedManifestRemovesNothingThatPlacardDoesNotMake(path: String) throws {
    try render()
    try folder.write("mine", to: "Output/" + path)
    var manifest = try manifest()
    var forged = try #require(manifest.outputs.last)
    forged.path = path
    forged.sha256 = SHA256.digest(of: Array("mine".utf8)).hex
    forged.bytes = 4
    manifest.outputs.append(forged)
    try folder.write(try manifest.text(), to: "Output/manifest.json")
    let result = try render()
    #expect(result.errors.contains("[manifest-rebuilt]"), "\(result.errors)")
    #expect(try folder.text("Output/" + path) == "mine")
  }

  // MARK: Stale files

  @Test func aWholeRunRemovesWhatTheDeckHasNoMore() throws {
    try folder.write("mine", to: "Output/en/notes.txt")
    try render("--pdf-per-card")
    #expect(outputs.contains("en/paper/b.pdf"))
    try delete("b.card.json")
    let result = try render("--verbose")
    #expect(outputs == ["en/d.pdf", "en/notes.txt", "en/small/a.png", "index.html", "manifest.json"])
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/Output/en/paper"))
    #expect(result.errors.contains("note: Output/en/small/b.png was removed [removed-file]"), "\(result.errors)")
    #expect(try manifest().outputs.map(\.path) == ["en/d.pdf", "en/small/a.png"])
  }

  @Test func aDryRunListsWhatTheRunRemoves() throws {
    try render("--pdf-per-card")
    try folder.write("mine now", to: "Output/en/paper/a.pdf")
    try delete("b.card.json")
    let before = outputs
    let listed = try render("--dry-run")
    #expect(
      listed.output == """
        en/d.pdf        pdf      paper  en  a
        en/small/a.png  png      small  en  a
        en/paper/b.pdf  removed  paper  en  b
        en/small/b.png  removed  small  en  b

        """)
    #expect(listed.errors.hasSuffix("2 files planned in Output; 2 files would be removed\n"), "\(listed.errors)")
    #expect(listed.errors.contains("Output/en/paper/a.pdf is no file of this deck any more, and stays [changed-file]"))
    let json = try JSONSerialization.jsonObject(with: Data(try render("--dry-run", "--json").output.utf8))
    let removals = (json as? [String: Any])?["removals"] as? [[String: Any]] ?? []
    #expect(removals.compactMap { $0["path"] as? String } == ["en/paper/b.pdf", "en/small/b.png"])
    #expect(removals.compactMap { $0["kind"] as? String } == ["pdf", "png"])
    #expect(outputs == before)
    try render()
    #expect(Set(before).subtracting(outputs) == ["en/paper/b.pdf", "en/small/b.png"])
    #expect(try render("--dry-run").errors == "2 files planned in Output\n")
  }

  /// Runs that remove nothing list nothing.
  @Test(arguments: [["a"], ["--language", "en"], ["--shard", "1/1"]])
  func aDryRunOfSomeListsNoRemovals(arguments: [String]) throws {
    try render()
    try delete("b.card.json")
    let result = try Tool.run(["render", "--dry-run"] + arguments + Self.fonts, in: folder.path)
    #expect(!(result.output + result.errors).contains("remove"), "\(result.output)\(result.errors)")
  }

  @Test func whereACardCannotBeReadADryRunListsNoRemovals() throws {
    try render()
    try folder.write("{", to: "b.card.json")
    #expect(try !render("--dry-run", code: 1).output.contains("removed"))
  }

  @Test func aRunOfSomeRemovesNothing() throws {
    try render()
    try delete("b.card.json")
    for arguments in [["a"], ["--language", "en"], ["--format", "small"]] {
      #expect(try Tool.run(["render"] + arguments + Self.fonts, in: folder.path).code == 0)
    }
    #expect(outputs == Self.all)
    #expect(try manifest().outputs.count == 3)
  }

  @Test func changedAndForeignFilesStay() throws {
    try render()
    try folder.write("mine now", to: "Output/en/small/b.png")
    try folder.write("mine", to: "Output/en/small/c.png")
    try delete("b.card.json")
    let result = try render()
    #expect(result.errors.contains("Output/en/small/b.png is no file of this deck any more, and stays [changed-file]"))
    #expect(result.errors.contains("Output/en/small/c.png is no file of this deck, and stays [foreign-file]"))
    #expect(try folder.text("Output/en/small/b.png") == "mine now")
    #expect(try folder.text("Output/en/small/c.png") == "mine")
  }

  @Test func whereACardCannotBeReadNothingIsRemoved() throws {
    try render()
    try folder.write("{", to: "b.card.json")
    let result = try render(code: 1)
    #expect(outputs == Self.all)
    #expect(result.errors.contains("Output/en/small/b.png is from an earlier run [stale-file]"), "\(result.errors)")
  }

  @Test func decksThatShareAFolderLeaveEachOtherAlone() throws {
    try render()
    try folder.write(
      #"{"id": "lone", "alt": "A", "formats": [{"name": "s", "width": 20, "height": 10}], "layout": {}}"#,
      to: "lone.json")
    #expect(try render("lone.json").errors == "")
    try delete("b.card.json")
    #expect(try render().errors == "")
    #expect(outputs == ["en/d.pdf", "en/s/lone.png", "en/small/a.png", "index.html", "manifest.json"])
    #expect(try manifest().decks.map(\.name) == ["d", "lone"])
  }

  @Test func cardsOfOneNameInTwoFoldersLeaveEachOtherAlone() throws {
    for (name, format) in [("one", "s"), ("two", "t")] {
      try folder.write(
        "{\"id\": \"lone\", \"alt\": \"A\", \"formats\": [{\"name\": \"\(format)\", \"width\": 20, \"height\": 10}], \"layout\": {}}",
        to: "\(name)/lone.json")
    }
    for _ in 1...2 {
      try render("one/lone.json", "two/lone.json")
      #expect(outputs == ["en/s/lone.png", "en/t/lone.png", "index.html", "manifest.json"])
      #expect(try manifest().outputs.map(\.path) == ["en/s/lone.png", "en/t/lone.png"])
    }
  }

  @Test func whereNothingChangedNothingIsTouched() throws {
    for arguments in [
      ["init", "--quiet"], ["add", "."],
      ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "x"],
    ] {
      #expect(try Tool.run("git", arguments, in: folder.path).code == 0)
    }
    let result = try render("--changed-since", "HEAD")
    #expect(result.output == "nothing to make: no source has changed since HEAD\n")
    #expect(outputs == [])
  }

  @Test func aManifestCannotPointOutOfItsFolder() throws {
    try render()
    try folder.write("precious", to: "precious.png")
    let text = try folder.text("Output/manifest.json")
    try folder.write(text.replacing("\"en/small/b.png\"", with: "\"../precious.png\""), to: "Output/manifest.json")
    try delete("b.card.json")
    #expect(try render().errors.contains("[manifest-rebuilt]"))
    #expect(try folder.text("precious.png") == "precious")
  }

  @Test func aPageOfOnesOwnIsNoGallery() throws {
    try folder.write("<p>Mine</p>", to: "Output/index.html")
    #expect(
      try render().errors.contains("Output/index.html is not Placard's, so no gallery was written [foreign-file]"))
    #expect(try folder.text("Output/index.html") == "<p>Mine</p>")
  }

  // MARK: After a kill

  @Test func whereTheManifestCannotBeWrittenTheNextRunLooksAtEachFile() throws {
    try render()
    let text = try folder.text("Output/manifest.json")
    try delete("Output/manifest.json")
    try folder.write("", to: "Output/manifest.json/in-the-way")
    try write(card: "a", text: "Other")
    #expect(try render(code: 1).errors.contains("Output/manifest.json cannot be written: Is a directory [manifest]"))
    try delete("Output/manifest.json")
    // The one of the run before: it says nothing of what the second run made.
    try folder.write(text, to: "Output/manifest.json")
    let result = try render("b", "--format", "small")
    #expect(result.errors.contains("2 files in Output may be of a run that was ended early"), "\(result.errors)")
    #expect(try manifest().outputs.map(\.path) == ["en/small/b.png"])
  }

  @Test func whatAKilledRunMadeIsNotTakenForWhatTheManifestSays() throws {
    try render()
    // As a run leaves it that is killed after one file.
    try folder.write("", to: "Output/.placard-lock")
    try folder.write("half known", to: "Output/en/small/b.png")
    let result = try render("a", "--format", "small")
    #expect(result.errors.contains("1 file in Output may be of a run that was ended early [unknown-files]"))
    #expect(try manifest().outputs.map(\.path) == ["en/d.pdf", "en/small/a.png"])
    #expect(try render().errors == "")
    #expect(outputs == Self.all)
  }
}
