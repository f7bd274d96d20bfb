import Foundation
import Hashing
import Manifest

/// The set for people: every card in every language and size, with its words, on one page that needs no server.
///
/// Texts of cards are escaped and carry their language. A policy in the page lets its own style and script run and
/// nothing else (CSP Level 3, §6.1).
public struct GalleryPage {
  private static let mark = #"<meta name="generator" content="Placard gallery">"#
  private let manifest: Manifest

  public init(_ manifest: Manifest) { self.manifest = manifest }

  /// Whether a file is a page that Placard wrote.
  public static func wrote(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes.prefix(4096), as: UTF8.self).contains(mark)
  }

  public var html: String {
    var html = ""
    write { html += $0 }
    return html
  }

  /// Gives the page piece by piece, card after card, as there may be very many.
  public func write(_ put: (String) throws -> Void) rethrows {
    try put(head)
    for deck in manifest.decks {
      try DeckSection(deck: deck, manifest: manifest, isOnly: manifest.decks.count == 1).write(put)
    }
    try put(foot)
  }

  private var head: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    \(Self.mark)
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <title>\(HTMLText.escaped(title.text)) – gallery</title>
    <style>\(GalleryAssets.style)</style>
    </head>
    <body>
    <a class="skip" href="#cards">Skip to the cards</a>
    <header>
    <h1\(Self.language(title.language))>\(HTMLText.escaped(title.text))</h1>
    <p class="quiet">\(summary)</p>
    \(filters)
    </header>
    <main id="cards">

    """
  }

  private var foot: String {
    """
    </main>
    <footer><p>Made by Placard from <a href="./manifest.json">manifest.json</a>, which says the same to programs.</p></footer>
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

  private var title: (text: String, language: String?) {
    guard manifest.decks.count == 1, let deck = manifest.decks.first else { return ("Cards", nil) }
    guard let language = deck.languages.first(where: { deck.title[$0] != nil }) else { return (deck.name, nil) }
    return (deck.title[language] ?? deck.name, language)
  }

  private var summary: String {
    let pictures = manifest.outputs.filter { $0.kind == .png }.count
    let documents = manifest.outputs.count - pictures
    let cards = manifest.decks.map(\.cards.count).reduce(0, +)
    let languages = Self.unique(manifest.decks.flatMap(\.languages)).count
    var parts = [
      Self.count(cards, "card"), Self.count(languages, "language"), Self.count(pictures, "picture"),
      Self.count(documents, "document"),
    ]
    let warnings = manifest.outputs.flatMap(\.diagnostics).filter { $0.severity == "warning" }.count
    if warnings > 0 { parts.append(Self.count(warnings, "warning")) }
    if !manifest.failures.isEmpty { parts.append("\(Self.count(manifest.failures.count, "file")) could not be made") }
    return parts.joined(separator: " · ")
  }

  /// Shown by the script, without which they would do nothing.
  private var filters: String {
    let shown = manifest.outputs.map { ($0.language, $0.format) } + manifest.failures.map { ($0.language, $0.format) }
    let languages = Self.ordered(shown.map(\.0), as: manifest.decks.flatMap(\.languages))
    let formats = Self.ordered(shown.map(\.1), as: manifest.decks.flatMap(\.formats))
    return """
      <form id="filters" hidden>
      \(Self.fieldset("Languages", "language", languages.map { ($0, LanguageName.of($0), $0) }))
      \(Self.fieldset("Sizes", "format", formats.map { ($0, $0, nil) }))
      </form>
      """
  }

  private static func fieldset(
    _ legend: String, _ name: String, _ values: [(value: String, label: String, language: String?)]
  ) -> String {
    let inputs = values.map { value, label, language in
      "<label><input type=\"checkbox\" name=\"\(name)\" value=\"\(HTMLText.escaped(value))\" checked>"
        + "<span\(Self.language(language))>\(HTMLText.escaped(label))</span></label>"
    }
    return "<fieldset><legend>\(legend)</legend>\(inputs.joined(separator: "\n"))</fieldset>"
  }

  static func language(_ language: String?) -> String {
    language.map { " lang=\"\(HTMLText.escaped($0))\" dir=\"auto\"" } ?? ""
  }

  static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

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
