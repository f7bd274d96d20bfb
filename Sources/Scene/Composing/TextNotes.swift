import CardSpec
import Diagnostics
import Typesetting

/// Words for what was done to a text on request: shortened, put right, left whole.
extension TextProblems {
  func clamped(_ shaped: ShapedText, _ text: TextContent, _ node: LayoutNode) -> Diagnostic {
    note(
      "text-clamped",
      "the text \"\(Self.excerpt(Self.text(of: text)))\" was cut after \(shaped.lines.count) "
        + (shaped.lines.count == 1 ? "line" : "lines"),
      reason: (text.lineClamp == text.ladder.lineClamp
        ? "`lineClamp` asks for it" : "`fit` allows it where all else fails")
        + "; what was cut is not in the output", node)
  }

  func notes(on text: TextContent, _ node: LayoutNode) -> [Diagnostic] {
    var result = text.languagesWithoutPatterns.map { language in
      note(
        "no-hyphenation", "words in \"\(language)\" are not hyphenated: there are no patterns for it",
        reason: "`hyphens` is \"auto\"",
        help: HyphenationLibrary.package(for: language).map {
          "install the package \($0); `placard doctor` says what else is missing"
        }, node)
    }
    guard let typography = text.typography else { return result }
    result += typography.changes.map { change in
      let places = change.count == 1 ? "once" : "\(change.count) times"
      return note(
        "typography",
        "\(Self.name(change.rule)) put right \(places): \"\(Self.visible(change.before))\" became "
          + "\"\(Self.visible(change.after))\"",
        reason: "`typography` applies the rules of \"\(text.computed.language)\"", node)
    }
    result += typography.unopened.map { sentence in
      Diagnostic(
        .warning, "unopened-sentence", "the sentence that ends in \"\(Self.visible(sentence))\" has no ¿ or ¡",
        reason: "Spanish opens questions and exclamations with a mark", help: "put it where the question begins",
        at: node.node.location, path: node.node.path, subject: subject.naming(node))
    }
    return result
  }

  private func note(_ code: String, _ message: String, reason: String, help: String? = nil, _ node: LayoutNode)
    -> Diagnostic
  {
    Diagnostic(
      .note, code, message, reason: reason, help: help, at: node.node.location, path: node.node.path,
      subject: subject.naming(node))
  }

  private static func name(_ rule: TypographicRules.Rule) -> String {
    switch rule {
    case .ellipsis: "ellipses were"
    case .quotes: "quotation marks were"
    case .apostrophes: "apostrophes were"
    case .dashes: "dashes were"
    case .ranges: "ranges of numbers were"
    case .spaces: "spaces at punctuation were"
    case .units: "spaces of numbers were"
    }
  }

  private static func text(of content: TextContent) -> String { content.styled.spans.map(\.text).joined() }

  /// Spaces that look like others, and forced breaks, are shown by their names.
  private static func visible(_ text: String) -> String {
    text.replacing("\u{202F}", with: "[U+202F]").replacing("\u{A0}", with: "[U+00A0]").replacing("\u{2028}", with: " ")
  }
}
