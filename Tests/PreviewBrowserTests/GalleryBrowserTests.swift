import Foundation
import Gallery
import Manifest
import TestSupport
import Testing

@Suite(
  "The gallery in a browser", .serialized,
  .enabled(if: Browser.executable != nil, "no Chromium is installed: `make install-test` does so where it can"))
struct GalleryBrowserTests {
  private let folder = TemporaryFolder()
  private let browser: Browser

  init() throws { browser = try Browser() }

  /// Opens the gallery of a card in three languages, a document, and a picture that could not be made.
  private func open(languages: [String] = ["en", "es", "fr"], reader: String = "en") throws {
    let titles = ["en": "Three targets", "es": "Tres metas", "fr": "Trois cibles"]
    let pictures = languages.map { language in
      Manifest.Output(
        path: "\(language)/og/a.png", deck: "set", kind: .png, language: language, format: "og",
        cards: [Manifest.Card(id: "a", title: "Card, \(language)", alt: "Alt", link: nil, fit: [])], width: 1200,
        height: 630, unit: .px, pages: nil, bytes: 1_250_000, sha256: "", fonts: [],
        diagnostics: [Manifest.Message(severity: "warning", code: "c", message: "small text")])
    }
    var document = pictures[0]
    (document.path, document.kind, document.width, document.unit) = ("en/set.pdf", .pdf, 52.92, .mm)
    let failure = Manifest.Failure(
      path: "fr/square/a.png", deck: "set", kind: .png, language: "fr", format: "square", cards: ["a"],
      diagnostics: [])
    let deck = Manifest.Deck(
      name: "set", title: titles, languages: languages, formats: ["og", "square"], cards: ["a"], leftOut: ["b"],
      diagnostics: [])
    let manifest = Manifest(decks: [deck], outputs: pictures + [document], failures: [failure])
    try folder.write(try GalleryPage(manifest).html(), to: "index.html")
    try browser.send("Emulation.setUserAgentOverride", ["userAgent": "test", "acceptLanguage": reader])
    try browser.open(URL(fileURLWithPath: folder.path + "/index.html").absoluteString)
  }

  private var language: String { get throws { try browser.text("document.documentElement.lang") } }

  /// Every element whose words are the page's own: key, values, words and label.
  private var words: [String] {
    get throws {
      try browser.list(
        """
        [...document.querySelectorAll('[data-t], [data-l]')].map(element =>
          [JSON.stringify({ ...element.dataset, copy: '' }), element.textContent, element.ariaLabel].join(' ')).sort()
        """)
    }
  }

  @Test(
    "It speaks what the reader prefers of its deck's languages",
    arguments: [
      ("fr-CA,en", "fr", "Trois cibles – galerie", "1 carte · 3 langues · 3 images · 1 document"),
      ("de,es", "es", "Tres metas – galería", "1 tarjeta · 3 idiomas · 3 imágenes · 1 documento"),
      ("de", "en", "Three targets – gallery", "1 card · 3 languages · 3 pictures · 1 document"),
    ])
  func speaksTheReadersLanguage(reader: String, spoken: String, title: String, summary: String) throws {
    try open(reader: reader)
    #expect(try language == spoken)
    #expect(try browser.text("document.title") == title)
    #expect(try browser.text("document.querySelector('header p').innerText").hasPrefix(summary))
    #expect(try browser.text("document.querySelector('h3').innerText") == "Card, \(spoken)")
    #expect(browser.complaints == [])
  }

  @Test("What the script says is what the page would have said", arguments: ["en", "es", "fr"])
  func scriptAndPageAgree(language: String) throws {
    let others = ["en", "es", "fr"].filter { $0 != language }
    try open(languages: [language] + others, reader: language)
    let written = try words
    #expect(written.count > 20)
    for other in others { try browser.click("[data-speak='\(other)']") }
    #expect(try self.language == others[1])
    #expect(try words != written)
    try browser.click("[data-speak='\(language)']")
    #expect(try words == written)
    #expect(
      try browser.list("[...document.querySelectorAll('[aria-pressed=true]')].map(one => one.dataset.speak)") == [
        language
      ])
  }

  @Test("Whoever looks at one language alone reads it")
  func followsTheFilter() throws {
    try open()
    try browser.click("input[value='en']")
    #expect(try language == "en")
    try browser.click("input[value='es']")
    #expect(try language == "fr")
    try browser.wait(for: "what is told", "document.getElementById('status').textContent === '2 fichiers affichés'")
    #expect(try browser.text("document.querySelector('article').innerText").contains("square n’a pas pu être créé"))
    #expect(
      try browser.text("document.querySelector('[data-copy]').ariaLabel") == "Copier le texte de remplacement, English")
    #expect(browser.complaints == [])
  }
}
