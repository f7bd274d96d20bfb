import Foundation
import Hashing
import Manifest

/// The set for people: every card in every language and size, with its words, on one page that needs no server.
///
/// Texts of cards are escaped and carry their language. A policy in the page lets its own style and script run and
/// nothing else (CSP Level 3, §6.1).
public struct GalleryPage {
  private static let mark = #"<meta name="generator" content="Placard gallery">"#
  private let manifest: ManifestBook
  /// What the page can speak; the first where no script runs.
  private let languages: [String]
  private let words: PageWords

  public init(_ manifest: ManifestBook) {
    self.manifest = manifest
    languages = PageWords.languages(manifest.decks.flatMap(\.languages))
    words = PageWords(languages[0])
  }

  public init(_ manifest: Manifest) { self.init(ManifestBook(manifest)) }

  /// Whether a file is a page that Placard wrote.
  public static func wrote(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes.prefix(4096), as: UTF8.self).contains(mark)
  }

  public func html() throws -> String {
    var html = ""
    try write { html += $0 }
    return html
  }

  /// Gives the page piece by piece, card after card, as there may be very many.
  public func write(_ put: (String) throws -> Void) throws {
    try put(head)
    for deck in manifest.decks {
      try DeckSection(deck: deck, manifest: manifest, isOnly: manifest.decks.count == 1, words: words).write(put)
    }
    try put(foot)
  }

  private var head: String {
    """
    <!DOCTYPE html>
    <html lang="\(words.language)" data-languages="\(languages.joined(separator: " "))">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    \(Self.mark)
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>\(HTMLText.escaped(title?.text ?? words.text("cards"))) – \(words.text("gallery"))</title>
    <style>\(GalleryAssets.style)</style>
    </head>
    <body>
    <a class="skip" href="#cards" data-t="skip">\(words.text("skip"))</a>
    <header>
    \(chooser)
    <h1>\(title?.html ?? words.element("cards"))</h1>
    <p class="quiet">\(summary)</p>
    \(filters)
    </header>
    <main id="cards">

    """
  }

  private var foot: String {
    """
    </main>
    <footer><p>\(words.element("madeFrom")) <a href="./manifest.json">manifest.json</a>\(words.element("forPrograms"))</p></footer>
    <div id="status" class="skip" role="status" aria-live="polite"></div>
    <script>\(GalleryAssets.script)</script>
    </body>
    </html>

    """
  }

  // MARK: Parts

  /// `file:` is where the pictures are when no server is between.
  private var policy: String {
    "default-src 'none'; img-src 'self' file:; style-src '\(Self.digest(GalleryAssets.style))'; "
      + "script-src '\(Self.digest(GalleryAssets.script))'; base-uri 'none'; form-action 'none'"
  }

  /// As a policy names a script or a style: SHA-256 in Base64.
  package static func digest(_ text: String) -> String {
    let hex = Array(SHA256.digest(of: Array(text.utf8)).hex.utf8)
    let bytes = stride(from: 0, to: hex.count - 1, by: 2).compactMap { index in
      UInt8(String(decoding: hex[index...index + 1], as: UTF8.self), radix: 16)
    }
    return "sha256-" + Data(bytes).base64EncodedString()
  }

  /// The deck's, where there is one deck.
  private var title: TitleText? {
    guard manifest.decks.count == 1, let deck = manifest.decks.first else { return nil }
    return TitleText(deck, words)
  }

  /// Buttons for the languages of the page, shown by the script.
  private var chooser: String {
    guard languages.count > 1 else { return "" }
    let buttons = languages.map { language in
      "<button type=\"button\" data-speak=\"\(language)\" aria-pressed=\"\(language == words.language)\""
        + "\(Self.language(language))>\(HTMLText.escaped(LanguageName.of(language)))</button>"
    }
    return "<div id=\"chooser\" role=\"group\" hidden\(words.label("languageOfPage"))>\(buttons.joined())</div>"
  }

  private var summary: String {
    let pictures = manifest.outputs.count { $0.kind == .png }
    let documents = manifest.outputs.count - pictures
    let cards = manifest.decks.map(\.cards.count).reduce(0, +)
    let languages = Self.unique(manifest.decks.flatMap(\.languages)).count
    var parts = [
      ("cardCount", cards), ("languageCount", languages), ("pictureCount", pictures), ("documentCount", documents),
    ]
    let warnings = manifest.outputs.reduce(0) { $0 + Int($1.record.warnings) }
    if warnings > 0 { parts.append(("warningCount", warnings)) }
    if !manifest.failures.isEmpty { parts.append(("failureCount", manifest.failures.count)) }
    return parts.map { words.element($0, "\($1)") }.joined(separator: " · ")
  }

  /// Shown by the script, without which they would do nothing.
  private var filters: String {
    let languages = Self.ordered(
      Array(Set(manifest.outputs.lazy.map(\.language))) + manifest.failures.map(\.language),
      as: manifest.decks.flatMap(\.languages))
    let formats = Self.ordered(
      Array(Set(manifest.outputs.lazy.map(\.format))) + manifest.failures.map(\.format),
      as: manifest.decks.flatMap(\.formats))
    return """
      <form id="filters" hidden>
      \(fieldset("languages", "language", languages.map { ($0, LanguageName.of($0), $0) }))
      \(fieldset("sizes", "format", formats.map { ($0, $0, nil) }))
      </form>
      """
  }

  private func fieldset(
    _ legend: String, _ name: String, _ values: [(value: String, label: String, language: String?)]
  ) -> String {
    let inputs = values.map { value, label, language in
      "<label><input type=\"checkbox\" name=\"\(name)\" value=\"\(HTMLText.escaped(value))\" checked>"
        + "<span\(Self.language(language))>\(HTMLText.escaped(label))</span></label>"
    }
    return "<fieldset>\(words.element(legend, tag: "legend"))\(inputs.joined(separator: "\n"))</fieldset>"
  }

  static func language(_ language: String?) -> String {
    language.map { " lang=\"\(HTMLText.escaped($0))\" dir=\"auto\"" } ?? ""
  }

  static func unique(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// Each once; those of `order` first, in its order, then the others by name.
  static func ordered(_ values: [String], as order: [String]) -> [String] {
    let present = Set(values)
    let known = unique(order).filter(present.contains)
    return known + present.subtracting(known).sorted()
  }
}

/// What a language calls itself.
enum LanguageName {
  /// With the tag behind it; the tag alone where the name is not known.
  static func of(_ tag: String) -> String {
    let locale = Locale(identifier: tag)
    guard let name = locale.localizedString(forIdentifier: tag), name != tag else { return tag }
    return name.prefix(1).uppercased(with: locale) + name.dropFirst()
  }
}
