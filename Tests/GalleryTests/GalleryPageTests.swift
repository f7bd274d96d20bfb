import Foundation
import Manifest
import TestSupport
import Testing

@testable import Gallery

@Suite("The gallery shows the set to people")
struct GalleryPageTests {
  private func picture(
    _ card: String, _ language: String, _ format: String = "og", alt: String = "What it shows", link: String? = nil
  ) -> Manifest.Output {
    Manifest.Output(
      path: "\(language)/\(format)/\(card).png", deck: "set", kind: .png, language: language, format: format,
      cards: [Manifest.Card(id: card, title: "Title of \(card)", alt: alt, link: link, fit: [])], width: 1200,
      height: 630, unit: .px, pages: nil, bytes: 12_345, sha256: "", fonts: [], diagnostics: [])
  }

  private func page(
    _ outputs: [Manifest.Output], failures: [Manifest.Failure] = [], title: String = "The set"
  ) throws -> String {
    let deck = Manifest.Deck(
      name: "set", title: ["en": title], languages: ["en", "ar"], formats: ["square", "og"], cards: ["two", "one"],
      leftOut: [], diagnostics: [])
    return try GalleryPage(Manifest(decks: [deck], outputs: outputs, failures: failures)).html()
  }

  /// What Python's own parser of HTML finds: a line for each element with its attributes, sorted.
  private func elements(_ html: String) throws -> [String] {
    let folder = TemporaryFolder()
    try folder.write(html, to: "page.html")
    let script = """
      import html.parser
      class Reader(html.parser.HTMLParser):
          def handle_starttag(self, tag, attributes):
              print(tag, *(f"{name}={value}" for name, value in sorted(attributes, key=lambda a: a[0])), sep="|")
      Reader().feed(open("page.html", encoding="utf-8").read())
      """
    let process = Process()
    process.executableURL = Python.executable
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(filePath: folder.path)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func everyCardIsThereInEveryLanguageAndSizeInTheDecksOrder() throws {
    let html = try page([
      picture("one", "en"), picture("two", "ar"), picture("two", "en", "square"), picture("two", "en"),
    ])
    let images = try elements(html).filter { $0.hasPrefix("img|") }
    #expect(
      images.map { $0.split(separator: "|").first { $0.hasPrefix("src=") } } == [
        "src=./en/square/two.png", "src=./en/og/two.png", "src=./ar/og/two.png", "src=./en/og/one.png",
      ])
    for image in images {
      for part in ["alt=What it shows", "loading=lazy", "width=1200", "height=630"] {
        #expect(image.split(separator: "|").contains { $0 == part }, "\(image)")
      }
    }
    #expect(images[2].contains("|lang=ar|"))
  }

  @Test func nothingOfATextBecomesMarkup() throws {
    let evil = #""><script>alert(1)</script><img src=x onerror=alert(1)> & 'so' </style>"#
    let plain = try elements(try page([picture("one", "en")]))
    let found = try elements(try page([picture("one", "en", alt: evil)], title: evil))
    #expect(found.count == plain.count)
    #expect(found.filter { $0.hasPrefix("script") }.count == 1)
    #expect(!found.contains { $0.contains("onerror=") && !$0.contains("alt=") })
  }

  @Test func onlyAddressesOfTheWebBecomeLinks() throws {
    func links(_ address: String) throws -> Int {
      try elements(try page([picture("one", "en", link: address)])).filter { $0.hasPrefix("a|href=" + address) }.count
    }
    #expect(try links("https://example.org/a") == 1)
    #expect(try links("javascript:alert(1)") == 0)
    #expect(try links("data:text/html,x") == 0)
  }

  @Test func itsPolicyLetsItsOwnScriptAndStyleRunAndNoOther() throws {
    let html = try page([picture("one", "en")])
    let policy = try #require(try elements(html).first { $0.contains("http-equiv=Content-Security-Policy") })
    #expect(policy.contains("default-src 'none'"))
    #expect(!policy.contains("unsafe"))
    for tag in ["script", "style"] {
      let start = try #require(html.firstRange(of: "<\(tag)>")).upperBound
      let end = try #require(html[start...].firstRange(of: "</\(tag)>")).lowerBound
      let digest = try sha256(String(html[start..<end]))
      #expect(policy.contains("\(tag)-src 'sha256-\(digest)'"), "\(tag)")
    }
    #expect(!html.contains(" onclick=") && !html.contains(" style="))
  }

  private func sha256(_ text: String) throws -> String {
    let process = Process()
    process.executableURL = Python.executable
    process.arguments = [
      "-c",
      "import base64, hashlib, sys; print(base64.b64encode(hashlib.sha256(sys.stdin.buffer.read()).digest()).decode())",
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  @Test func documentsAreLinksToDownload() throws {
    var document = picture("one", "en")
    (document.path, document.kind, document.pages) = ("en/my set#1.pdf", .pdf, 13)
    (document.width, document.height, document.unit) = (148, 105, .mm)
    let html = try page([document])
    #expect(
      try elements(html).contains {
        $0.hasPrefix("a|") && $0.contains("download=") && $0.contains("href=./en/my%20set%231.pdf")
      })
    #expect(html.contains("148 × 105 mm"))
  }

  @Test func whatCouldNotBeMadeIsShownWithItsReason() throws {
    let failure = Manifest.Failure(
      path: "en/og/one.png", deck: "set", kind: .png, language: "en", format: "og", cards: ["one"],
      diagnostics: [Manifest.Message(severity: "error", code: "x", message: "the text does not fit")])
    let html = try page([], failures: [failure])
    #expect(html.contains("og could not be made"))
    #expect(html.contains("the text does not fit"))
    #expect(html.contains("1 file could not be made"))
  }

  @Test func aPageKnowsItsOwn() throws {
    let html = try page([])
    #expect(GalleryPage.wrote(Array(html.utf8)))
    #expect(!GalleryPage.wrote(Array("<!DOCTYPE html><title>Mine</title>".utf8)))
  }

  @Test(arguments: [
    ("en", 0, "0 bytes"), ("en", 1, "1 byte"), ("en", 12_345, "12 KB"), ("en", 1_250_000, "1.3 MB"),
    ("es", 999, "999 bytes"), ("es", 1_250_000, "1,3 MB"), ("fr", 0, "0 octet"), ("fr", 999, "999 octets"),
    ("fr", 1_250_000, "1,3 Mo"),
  ])
  func sizesAreRounded(language: String, bytes: Int, words: String) {
    #expect(PageWords(language).bytes(bytes).contains(">\(words)<"))
  }

  // MARK: The page's language

  @Test(arguments: [
    ["en"]: "en", ["fr-CA", "es", "de"]: "fr es", ["de", "es"]: "es", ["de"]: "en", []: "en", ["es-MX", "es"]: "es",
  ])
  func thePageSpeaksTheDecksLanguages(languages: [String], spoken: String) throws {
    let deck = Manifest.Deck(
      name: "set", title: [:], languages: languages, formats: [], cards: [], leftOut: ["a"], diagnostics: [])
    let html = try GalleryPage(Manifest(decks: [deck], outputs: [], failures: [])).html()
    let first = spoken.split(separator: " ")[0]
    #expect(html.contains("<html lang=\"\(first)\" data-languages=\"\(spoken)\">"))
    #expect(
      html.contains(
        ["en": ">Skip to the cards<", "es": ">Ir a las tarjetas<", "fr": ">Aller aux cartes<"][first] ?? "?"))
    #expect(html.contains("data-speak=") == spoken.contains(" "))
  }

  @Test func titlesOfEachLanguageAreThereAndOneIsSeen() throws {
    var (english, spanish) = (picture("one", "en"), picture("one", "es"))
    (english.cards[0].title, spanish.cards[0].title) = ("In English", "En español")
    let deck = Manifest.Deck(
      name: "set", title: ["en": "The set", "es": "El conjunto"], languages: ["es", "en"], formats: ["og"],
      cards: ["one"], leftOut: [], diagnostics: [])
    let html = try GalleryPage(Manifest(decks: [deck], outputs: [english, spanish], failures: [])).html()
    #expect(html.contains("<title>El conjunto – galería</title>"))
    #expect(
      html.contains(
        #"<span data-title lang="es" dir="auto">El conjunto</span><span data-title lang="en" dir="auto" hidden>The set</span>"#
      ))
    #expect(html.contains(#"hidden>In English</span></h3>"#))
  }

  /// The same in every language: keys, forms, and places for values.
  @Test(arguments: GalleryWords.table.keys.sorted())
  func wordsAreThereInEveryLanguage(key: String) throws {
    let words = try #require(GalleryWords.table[key])
    #expect(words.count == GalleryWords.languages.count)
    func places(_ text: String) -> [String] { text.matches(of: #/\{#?\d\}/#).map { String($0.output) }.sorted() }
    for forms in words {
      #expect(forms.count == words[0].count && forms.allSatisfy { !$0.isEmpty && places($0) == places(words[0][0]) })
    }
  }

  @Test func everyKeyOfThePageHasWords() throws {
    let failure = Manifest.Failure(
      path: "en/a.pdf", deck: "set", kind: .pdf, language: "en", format: "og", cards: ["one"],
      diagnostics: [Manifest.Message(severity: "error", code: "x", message: "m")])
    let html = try page([picture("one", "en")], failures: [failure])
    let keys = Set(html.matches(of: #/ data-[tl]="([^"]*)"/#).map { String($0.output.1) })
    #expect(keys.count > 10 && keys.isSubset(of: GalleryWords.table.keys))
  }
}
