import CardSpec
import Diagnostics
import Typesetting

/// Words for texts that could not be set: unknown fonts, characters that no font has, text that does not fit.
struct TextProblems {
  let subject: Subject

  func find(in root: LayoutNode) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for node in root.subtree {
      guard let text = node.text, node.frame.isVisible else { continue }
      result += text.problems.map { diagnostic($0, node) }
      let shaped = text.shaped(width: node.contentRect.width)
      let missing = shaped.missing
      if !missing.isEmpty { result.append(diagnostic(missing, text, node)) }
      let unsupported = text.unsupportedFeatures
      if let failure = text.failure {
        result.append(diagnostic(failure, node))
        continue
      }
      if shaped.isClamped { result.append(clamped(shaped, text, node)) }
      result += notes(on: text, node).filter { note in
        // One word about a language is enough for a card.
        note.code != "no-hyphenation" || !result.contains { $0.message == note.message }
      }
      if !unsupported.isEmpty { result.append(unsupportedFeatures(unsupported, text, node)) }
      // One word about a family is enough for a card.
      if let family = text.missingFamily, !result.contains(where: { $0.message == Self.notInstalled(family) }) {
        result.append(missingFamily(family, text, node))
      }
    }
    return result
  }

  private func diagnostic(_ failure: TypesettingError, _ node: LayoutNode) -> Diagnostic {
    let fonts = "`placard fonts` lists the fonts that cards can use"
    let (code, help): (String, String?) =
      switch failure {
      case .unknownFamily: ("unknown-font", fonts)
      case .unknownFeature: ("unknown-feature", "correct it or take it out of `fontFeatures`")
      default: ("typesetting", nil)
      }
    return Diagnostic(
      .error, code, failure.message, help: help, at: node.node.location, path: node.node.path,
      subject: subject.naming(node))
  }

  private func diagnostic(_ problem: MarkupText.Problem, _ node: LayoutNode) -> Diagnostic {
    let (message, help): (String, String) =
      switch problem {
      case .image(let address):
        ("a text cannot hold the picture \"\(Self.excerpt(address))\"", "use a node of type \"image\" beside the text")
      case .html(let tag):
        (
          "a text cannot hold the HTML \"\(Self.excerpt(tag))\"",
          "write `**strong**`, `*emphasis*`, or a backslash at a line's end to break it; write \"\\\\<\" for the sign itself"
        )
      case .link(let address):
        (
          "\"\(Self.excerpt(address))\" is not an address that a text may link to",
          "write an address that begins with http://, https://, mailto: or tel:"
        )
      case .language(let tag):
        (
          "\"\(Self.excerpt(tag))\" is not a language tag",
          "write one such as `lang:en`, `lang:pt-BR` or `lang:zh-Hant` in the round brackets"
        )
      }
    return Diagnostic(
      .error, "text-markup", message, help: help, at: node.node.contentLocation, path: node.node.contentPath,
      subject: subject.naming(node))
  }

  private func unsupportedFeatures(_ tags: [String], _ text: TextContent, _ node: LayoutNode) -> Diagnostic {
    Diagnostic(
      .note, "unsupported-feature",
      "no font of the stack has the OpenType feature \(tags.map { "“\($0)”" }.joined(separator: ", "))",
      reason: "the fonts asked are: \(text.computed.families.joined(separator: ", "))", at: node.node.location,
      path: node.node.path, subject: subject.naming(node))
  }

  private static func notInstalled(_ family: String) -> String { "the font family “\(family)” is not installed" }

  private func missingFamily(_ family: String, _ text: TextContent, _ node: LayoutNode) -> Diagnostic {
    Diagnostic(
      .warning, "missing-font", Self.notInstalled(family), reason: "another family of the stack stands in for it",
      help: "`placard fonts` lists the fonts that cards can use; a brand's own go into the folder Fonts",
      at: node.node.location, path: node.node.path, subject: subject.naming(node))
  }

  private func diagnostic(_ missing: [Unicode.Scalar], _ text: TextContent, _ node: LayoutNode) -> Diagnostic {
    let shown = missing.prefix(8).map { "\"\($0)\" (\(Self.name($0)))" }.joined(separator: ", ")
    let more = missing.count > 8 ? " and \(missing.count - 8) more" : ""
    let families = text.computed.families.joined(separator: ", ")
    let sample = Self.excerpt(text.styled.spans.map(\.text).joined())
    return Diagnostic(
      .error, "missing-character",
      "no font of the stack has \(shown)\(more), needed for the text \"\(sample)\" in \(text.computed.language)",
      reason: "the fonts asked are: \(families)",
      help: "add a font that has it to the stack, or change the text; `placard fonts` lists the fonts",
      at: node.node.contentLocation, path: node.node.contentPath, subject: subject.naming(node))
  }

  func diagnostic(_ overflow: Overflow) -> Diagnostic {
    var amounts: [String] = []
    if overflow.horizontal > Overflow.tolerance { amounts.append("\(Self.amount(overflow.horizontal)) px too wide") }
    if overflow.vertical > Overflow.tolerance { amounts.append("\(Self.amount(overflow.vertical)) px too high") }
    let text = overflow.node.text
    let sample = Self.excerpt(text?.styled.spans.map(\.text).joined() ?? "")
    let place = overflow.container === overflow.node ? "its box" : "`\(overflow.container.path)`"
    return Diagnostic(
      .error, "text-overflow",
      "the text \"\(sample)\" does not fit \(place): it is \(amounts.joined(separator: " and "))"
        + (text.map(Self.lastResort) ?? ""),
      reason: text.flatMap(Self.hold) ?? "a card must not go out with text cut off or outside its place",
      help: text.flatMap(Self.groupHelp)
        ?? "shorten the text, give it more room, or let it shrink with \"fit\": \"shrink\" and a \"minFontSize\"",
      at: overflow.node.node.contentLocation, path: overflow.node.node.contentPath,
      subject: subject.naming(overflow.node))
  }

  // MARK: Fit

  /// How small the text was tried.
  private static func lastResort(_ text: TextContent) -> String {
    let size = "\(amount(text.size)) px"
    if let group = text.group, group.settlement != nil {
      return ", at \(size), the size of its fit group “\(group.key.name)”"
    }
    return text.computed.size > text.size ? ", even at its smallest size of \(size)" : ""
  }

  /// Why a group cannot be as small as the text needs.
  private static func hold(_ text: TextContent) -> String? {
    guard let group = text.group, let settlement = group.settlement, settlement.isHeld else { return nil }
    return "all texts of the group have one size, and \(settlement.decidedBy) may not be smaller than "
      + "\(Amount.percent(settlement.share)) of its own"
  }

  private static func groupHelp(_ text: TextContent) -> String? {
    guard let group = text.group, group.settlement?.isHeld == true else { return nil }
    return "shorten the text, lower the other text's `minFontSize`, or take one of them out of the group"
  }

  /// Notes of what was done to texts so that all of them fit.
  func fitNotes(in root: LayoutNode) -> [Diagnostic] { root.subtree.compactMap(fitNote) }

  private func fitNote(_ node: LayoutNode) -> Diagnostic? {
    guard let text = node.text, node.frame.isVisible, let decision = text.decision(allowed: node.node.text.fit),
      !decision.done.isEmpty
    else { return nil }
    let done = decision.done.map { step in
      switch step {
      case .shrink: "set at \(Amount.tenths(text.size)) px instead of \(Amount.tenths(text.computed.size)) px"
      case .tighten:
        "tightened from \(Amount.thousandths(decision.specifiedLetterSpacing)) em to "
          + "\(Amount.thousandths(decision.letterSpacing)) em"
      case .hyphenate: "hyphenated"
      case .clamp: "cut after \(decision.lineClamp.map(String.init) ?? "some") lines"
      }
    }
    let reason = decision.group.map { group in
      "its fit group “\(group.key.name)” has one size"
        + (group.settlement.map { ", that of \($0.decidedBy)" } ?? "")
    }
    return Diagnostic(
      .note, "fitted",
      "the text \"\(Self.excerpt(text.styled.spans.map(\.text).joined()))\" is \(done.joined(separator: " and ")) to fit",
      reason: reason, at: node.node.location, path: node.node.path, subject: subject.naming(node))
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }

  static func excerpt(_ text: String) -> String { text.count > 48 ? text.prefix(47) + "…" : text }

  /// Never less than a tenth: what is reported is something.
  private static func amount(_ value: Double) -> String { Amount.tenths(max(0.1, value)) }
}
