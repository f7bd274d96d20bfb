import Files
import Testing

@testable import Manifest

@Suite("A manifest's outputs can be put aside")
struct ManifestBookTests {
  private func output(_ path: String, kind: Manifest.Kind = .png, warnings: Int = 0) -> Manifest.Output {
    var message = Manifest.Message(severity: "warning", code: "c", message: "“m”\u{0}\n")
    (message.reason, message.help, message.source) = ("r", nil, "deck.json:1:2")
    (message.card, message.node) = ("a", "layout/0")
    let error = Manifest.Message(severity: "error", code: "e", message: "")
    return Manifest.Output(
      path: path, deck: "set", kind: kind, language: "fr", format: "og",
      cards: [
        Manifest.Card(
          id: "a", title: "Titre", alt: "Une carte « é »", link: "https://example.org/?a=1",
          fit: [Manifest.Fit(node: "layout/0", done: ["shrink", "clamp"], fontSize: 20.1, specifiedFontSize: 24)]),
        Manifest.Card(id: "b", title: "", alt: "", link: nil, fit: []),
      ], width: 209.903, height: -0.0, unit: .mm, pages: kind == .png ? nil : 2, bytes: 12,
      sha256: String(repeating: "0a", count: 32),
      fonts: [Manifest.Font(family: "Inter", style: "Bold", file: "Inter-Bold.otf")],
      diagnostics: Array(repeating: message, count: warnings) + [error])
  }

  private var manifest: Manifest {
    let deck = Manifest.Deck(
      name: "set", title: ["fr": "Titre"], languages: ["fr"], formats: ["og"], cards: ["a"], leftOut: [],
      diagnostics: [])
    let outputs = [output("fr/og/b.png", warnings: 2), output("fr/og/Z.png"), output("fr/og/é.pdf", kind: .pdf)]
    let failures = ["fr/og/z.png", "fr/og/y.png"].map { path in
      Manifest.Failure(
        path: path, deck: "set", kind: .png, language: "fr", format: "og", cards: ["z"], diagnostics: [])
    }
    return Manifest(decks: [deck], outputs: outputs, failures: failures)
  }

  @Test func itsTextIsTheManifests() throws {
    var text = ""
    try ManifestBook(manifest).write { text += $0 }
    #expect(try manifest.text() == text)
  }

  @Test func nothingOfAnOutputIsLost() throws {
    let book = ManifestBook(manifest)
    let outputs = try book.outputs.map { try book.output($0) }
    #expect(outputs == manifest.sorted.outputs)
  }

  @Test func anOutputIsFoundByItsPath() throws {
    let book = ManifestBook(manifest)
    for output in manifest.outputs {
      let entry = try #require(book.entry(output.path))
      #expect(entry.path == output.path)
      #expect(entry.card == (output.kind == .png ? "a" : nil))
    }
    #expect(book.entry("fr/og/b.png")?.record.warnings == 2)
    #expect(book.entry("fr/og/a.png") == nil)
    #expect(book.entry("zz") == nil)
  }
}
