import Diagnostics
import Testing

@Suite("Diagnostics as text")
struct TextRendererTests {
  private func diagnostic(_ severity: Diagnostic.Severity = .error, line: Int = 1, language: String? = nil)
    -> Diagnostic
  {
    Diagnostic(
      severity, "missing-slot", "the slot \"title\" is not filled", reason: "The headline.", help: "add it",
      at: SourceLocation(file: "card.json", line: line, column: 3), path: "slots.title",
      subject: Subject(card: "fact", language: language))
  }

  @Test("say place, what, where in the document, which card, why and what to do")
  func whole() {
    let expected = """
      card.json:1:3: error: the slot "title" is not filled [missing-slot]
        at: slots.title
        in: card fact, language fr
        why: The headline.
        help: add it
      1 error

      """
    #expect(TextRenderer().render([diagnostic(language: "fr")]) == expected)
  }

  @Test("are in the order of the files, each once, and counted")
  func order() {
    let text = TextRenderer().render([diagnostic(line: 9), diagnostic(.warning, line: 2), diagnostic(line: 9)])
    let lines = text.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("card.json") }.map { $0.prefix(12) } == ["card.json:2:", "card.json:9:"])
    #expect(lines.last == "1 error, 1 warning")
  }

  @Test("tell once what is the same in many languages")
  func grouped() {
    let text = TextRenderer().render(["en", "es", "fr"].map { diagnostic(language: $0) })
    #expect(text.contains("  in: card fact, language en, and 2 more\n"))
    #expect(text.hasSuffix("\n1 error\n"))
  }

  @Test("are nothing where nothing is wrong")
  func none() {
    #expect(TextRenderer().render([]) == "")
  }

  @Test("use colour only where they are told to")
  func color() {
    #expect(TextRenderer(color: true).render(diagnostic()).contains("\u{1B}[1;31merror\u{1B}[0m"))
    #expect(!TextRenderer().render(diagnostic()).contains("\u{1B}"))
  }

  @Test("keep control characters of a spec away from the terminal")
  func control() {
    var hostile = diagnostic()
    hostile.message = "\u{1B}]0;owned\u{7}\nline"
    #expect(TextRenderer().render(hostile).hasPrefix("card.json:1:3: error:  ]0;owned  line [missing-slot]\n"))
  }
}

@Suite("A suggestion")
struct SuggestionTests {
  @Test(
    "is the nearest word",
    arguments: [("titel", "title"), ("fontsize", "fontSize"), ("colour", "color"), ("landscpae", "landscape")])
  func nearest(word: String, expected: String) {
    let words = ["title", "subtitle", "fontSize", "fontStyle", "color", "landscape", "portrait"]
    #expect(Suggestion.nearest(to: word, among: words) == expected)
  }

  @Test("is not made where nothing is near", arguments: ["", "x", "background", "titleist of the century"])
  func none(word: String) {
    #expect(Suggestion.nearest(to: word, among: ["title", "fontSize"]) == nil)
  }

  @Test("does not depend on the order of the words")
  func stable() {
    #expect(Suggestion.nearest(to: "bat", among: ["rat", "cat"]) == "cat")
    #expect(Suggestion.nearest(to: "bat", among: ["cat", "rat"]) == "cat")
  }
}
