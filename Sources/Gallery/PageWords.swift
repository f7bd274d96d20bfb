/// The gallery's own words in one language. The same words are in the page's script, which exchanges them where a reader wants
/// another of the deck's languages.
struct PageWords: Sendable {
  /// BCP 47.
  let language: String
  private let place: Int

  /// English where there are no words of a language.
  init(_ language: String) {
    place = GalleryWords.languages.firstIndex(of: Self.base(language)) ?? 0
    self.language = GalleryWords.languages[place]
  }

  /// The languages that a page can speak: those of its decks that there are words of, in their order, or else English.
  static func languages(_ decks: [String]) -> [String] {
    let known = GalleryPage.unique(decks.map(base).filter(GalleryWords.languages.contains))
    return known.isEmpty ? ["en"] : known
  }

  /// The language of a tag, without region and script.
  static func base(_ tag: String) -> String {
    tag.split(separator: "-").first.map { $0.lowercased() } ?? ""
  }

  /// Words by their key, with values filled in; the first value chooses between one and many.
  func text(_ key: String, _ values: String...) -> String { fill(key, values) }

  /// An element whose words the script can exchange.
  func element(_ key: String, _ values: String..., tag: String = "span") -> String {
    "<\(tag) data-t=\"\(key)\"\(Self.data(values))>\(HTMLText.escaped(fill(key, values)))</\(tag)>"
  }

  /// The attributes of an element whose name for screen readers, and whose words where they have a key, can be exchanged.
  func label(_ key: String, _ values: String..., words: String? = nil) -> String {
    (words.map { " data-t=\"\($0)\"" } ?? "") + " data-l=\"\(key)\"\(Self.data(values))"
      + " aria-label=\"\(HTMLText.escaped(fill(key, values)))\""
  }

  /// How large a file is.
  func bytes(_ count: Int) -> String {
    if count < 1000 { return element("bytes", "\(count)") }
    if count < 1_000_000 { return element("kilobytes", "\((count + 500) / 1000)") }
    let tenths = (count + 50_000) / 100_000
    return element("megabytes", "\(tenths / 10).\(tenths % 10)")
  }

  private static func data(_ values: [String]) -> String {
    values.enumerated().map { " data-v\($0 + 1)=\"\(HTMLText.escaped($1))\"" }.joined()
  }

  private func fill(_ key: String, _ values: [String]) -> String {
    guard let forms = GalleryWords.table[key]?[place] else { preconditionFailure("no words for \(key)") }
    var text = forms.count > 1 && !isOne(values.first ?? "") ? forms[1] : forms[0]
    for (index, value) in values.enumerated() {
      text = text.replacing("{\(index + 1)}", with: value)
      text = text.replacing("{#\(index + 1)}", with: language == "en" ? value : value.replacing(".", with: ","))
    }
    return text
  }

  /// CLDR's category "one" of whole numbers: in French also nought.
  private func isOne(_ value: String) -> Bool { value == "1" || language == "fr" && value == "0" }
}
