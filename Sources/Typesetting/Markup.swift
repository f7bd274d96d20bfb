import CCmark
import LiteralText

/// A stretch of text with one meaning.
public struct MarkupSpan: Sendable, Hashable {
  public var text: String
  public var isStrong: Bool
  public var isEmphasis: Bool
  public var isCode: Bool
  /// Where the text leads: an address that begins with `http:`, `https:`, `mailto:` or `tel:`.
  public var link: String?
  /// BCP 47, where the text says that it is in another language.
  public var language: String?

  public init(
    text: String, isStrong: Bool = false, isEmphasis: Bool = false, isCode: Bool = false, link: String? = nil,
    language: String? = nil
  ) {
    self.text = text
    self.isStrong = isStrong
    self.isEmphasis = isEmphasis
    self.isCode = isCode
    self.link = link
    self.language = language
  }
}

/// A text whose markup was read.
public struct MarkupText: Sendable, Hashable {
  public var spans: [MarkupSpan] = []
  /// What the markup asks for and a text cannot have, in order, each once.
  public var problems: [Problem] = []

  public enum Problem: Sendable, Hashable {
    /// A picture: its address.
    case image(String)
    /// HTML: the tag as it was written.
    case html(String)
    /// A link that does not lead to the web, to an e-mail address or to a telephone.
    case link(String)
    /// A stretch in a language whose tag is none.
    case language(String)
  }
}

/// CommonMark's inline markup: `**strong**`, `*emphasis*`, `` `code` ``, links, hard line breaks, entities. What looks like
/// a link to `lang:fr` is no link, but text in that language.
public enum Markup {
  /// Reads the markup of a text. Every text is valid CommonMark, so reading cannot fail.
  ///
  /// What `LiteralText` hides is revealed once the markup is read, and so is no markup.
  ///
  /// Block markup is not interpreted: `16. July`, `# 1` or `- yes` stay as they are. Hard line breaks and blank lines
  /// give U+2028, other line ends a space. Pictures, HTML, and links to anything but the web, e-mail and telephone are
  /// `problems`; what they say stays plain text.
  public static func read(_ source: String) -> MarkupText {
    var collected = SpanCollection()
    for (index, block) in blocks(source).enumerated() {
      if index > 0 { collected.append("\u{2028}", MarkupSpan(text: "")) }
      parse(block: block, into: &collected)
    }
    return MarkupText(spans: collected.spans, problems: collected.problems)
  }

  /// The stretches of lines between blank lines.
  private static func blocks(_ source: String) -> [[String]] {
    let text = source.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .split { line in line.allSatisfy { $0 == " " || $0 == "\t" } }
      .map { $0.map(String.init) }
  }

  /// Reads lines as one paragraph. A mark at the start of each keeps cmark from seeing lists, headings and the like;
  /// it is a space of Unicode, so that `**` after it still opens, and it is taken out again.
  private static func parse(block lines: [String], into collected: inout SpanCollection) {
    let marks: [Unicode.Scalar] = ["\u{205F}", "\u{2008}", "\u{2000}", "\u{2001}", "\u{1680}"]
    let used = Set(lines.lazy.flatMap(\.unicodeScalars))
    let mark = marks.first { !used.contains($0) } ?? marks[0]
    let marked = lines.map { "\(mark)\($0)" }.joined(separator: "\n")
    // cmark copies the text, and the tree owns all that is read from it; it is freed when reading is done.
    guard let document = cmark_parse_document(marked, marked.utf8.count, CMARK_OPT_DEFAULT) else { return }
    defer { cmark_node_free(document) }
    guard let walk = cmark_iter_new(document) else { return }
    defer { cmark_iter_free(walk) }
    var reader = InlineReader(mark: mark)
    while true {
      let event = cmark_iter_next(walk)
      if event == CMARK_EVENT_DONE { break }
      reader.read(cmark_iter_get_node(walk), entering: event == CMARK_EVENT_ENTER, into: &collected)
    }
  }
}

/// Spans in order; neighbours of the same meaning are one.
private struct SpanCollection {
  var spans: [MarkupSpan] = []
  private(set) var problems: [MarkupText.Problem] = []

  mutating func report(_ problem: MarkupText.Problem) {
    if problems.count < 8, !problems.contains(problem) { problems.append(problem) }
  }

  mutating func append(_ text: String, _ style: MarkupSpan) {
    guard !text.isEmpty else { return }
    if let last = spans.last, last.isStrong == style.isStrong, last.isEmphasis == style.isEmphasis,
      last.isCode == style.isCode, last.link == style.link, last.language == style.language
    {
      spans[spans.count - 1].text += text
    } else {
      var span = style
      span.text = text
      spans.append(span)
    }
  }
}

/// What is open at a point of the walk through cmark's tree.
private struct InlineReader {
  let mark: Unicode.Scalar
  private var strong = 0
  private var emphasis = 0
  private var links: [String?] = []
  private var languages: [String?] = []

  init(mark: Unicode.Scalar) { self.mark = mark }

  mutating func read(_ node: OpaquePointer?, entering: Bool, into collected: inout SpanCollection) {
    var style = MarkupSpan(
      text: "", isStrong: strong > 0, isEmphasis: emphasis > 0, link: links.last.flatMap { $0 },
      language: languages.last.flatMap { $0 })
    switch cmark_node_get_type(node) {
    case CMARK_NODE_STRONG: strong += entering ? 1 : -1
    case CMARK_NODE_EMPH: emphasis += entering ? 1 : -1
    case CMARK_NODE_LINK:
      if entering {
        open(string(cmark_node_get_url(node)), &collected)
      } else {
        links.removeLast()
        languages.removeLast()
      }
    case CMARK_NODE_IMAGE: if entering { collected.report(.image(string(cmark_node_get_url(node)))) }
    case CMARK_NODE_HTML_INLINE:
      let tag = string(cmark_node_get_literal(node))
      collected.report(.html(tag))
      collected.append(tag, style)
    case CMARK_NODE_TEXT: collected.append(string(cmark_node_get_literal(node)), style)
    case CMARK_NODE_CODE:
      style.isCode = true
      collected.append(string(cmark_node_get_literal(node)), style)
    case CMARK_NODE_SOFTBREAK: collected.append(" ", style)
    case CMARK_NODE_LINEBREAK: collected.append("\u{2028}", style)
    default: break
    }
  }

  /// A link, or a stretch in another language.
  private mutating func open(_ address: String, _ collected: inout SpanCollection) {
    let language = address.lowercased().hasPrefix("lang:") ? String(address.dropFirst(5)) : nil
    languages.append(language.flatMap { Self.isTag($0) ? $0 : nil })
    links.append(language == nil ? Self.allowed(address) : nil)
    if let language {
      if !Self.isTag(language) { collected.report(.language(language)) }
    } else if links.last == .some(nil) {
      collected.report(.link(address))
    }
  }

  /// The shape of BCP 47: a language of two to eight letters, then subtags of up to eight letters and digits.
  private static func isTag(_ text: String) -> Bool {
    let subtags = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let language = subtags.first, (2...8).contains(language.utf8.count),
      language.unicodeScalars.allSatisfy({ $0.isASCII && $0.properties.isAlphabetic })
    else { return false }
    return subtags.dropFirst().allSatisfy { subtag in
      (1...8).contains(subtag.utf8.count)
        && subtag.unicodeScalars.allSatisfy {
          $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType == .decimal)
        }
    }
  }

  private func string(_ pointer: UnsafePointer<CChar>?) -> String {
    guard let pointer else { return "" }
    var scalars = String(cString: pointer).unicodeScalars
    scalars.removeAll { $0 == mark }
    return LiteralText.reveal(String(scalars), lineBreak: "\u{2028}")
  }

  private static func allowed(_ link: String) -> String? {
    let scheme = link.prefix { $0 != ":" }.lowercased()
    guard ["http", "https", "mailto", "tel"].contains(scheme), scheme.utf8.count + 1 < link.utf8.count,
      !link.unicodeScalars.contains(where: { $0.value < 0x21 || $0.value == 0x7F })
    else { return nil }
    return link
  }
}
