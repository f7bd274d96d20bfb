import CardSpec
import Diagnostics
import Typesetting

/// Words for texts that could not be set: unknown fonts, characters that no font has, text that does not fit.
struct TextProblems {
  let subject: Subject

  func find(in root: LayoutNode) -> [Diagnostic] {
    var result: [Diagnostic] = []
    root.forEach { node in
      guard let text = node.text, node.frame.isVisible else { return }
      if let failure = text.failure { result.append(diagnostic(failure, node)) }
      let missing = text.shaped(width: node.contentRect.width).missing
      if !missing.isEmpty { result.append(diagnostic(missing, text, node)) }
    }
    return result
  }

  private func diagnostic(_ failure: TypesettingError, _ node: LayoutNode) -> Diagnostic {
    Diagnostic(
      .error, "typesetting", failure.message, help: "`placard fonts` lists the fonts that cards can use", at: node.node.location, path: node.node.path,
      subject: subject.naming(node))
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
      at: node.node.location, path: node.node.path, subject: subject.naming(node))
  }

  func diagnostic(_ overflow: Overflow) -> Diagnostic {
    var amounts: [String] = []
    if overflow.horizontal > Overflow.tolerance { amounts.append("\(Self.amount(overflow.horizontal)) px too wide") }
    if overflow.vertical > Overflow.tolerance { amounts.append("\(Self.amount(overflow.vertical)) px too high") }
    let text = overflow.node.text
    let sample = Self.excerpt(text?.styled.spans.map(\.text).joined() ?? "")
    let place = overflow.container == overflow.node.path ? "its box" : "`\(overflow.container)`"
    let shrunk =
      text.map { $0.computed.size > $0.size ? ", even at its smallest size of \(Self.amount($0.size)) px" : "" } ?? ""
    return Diagnostic(
      .error, "text-overflow",
      "the text \"\(sample)\" does not fit \(place): it is \(amounts.joined(separator: " and "))\(shrunk)",
      reason: "a card must not go out with text cut off or outside its place",
      help: "shorten the text, give it more room, or let it shrink with \"fit\": \"shrink\" and a \"minFontSize\"",
      at: overflow.node.node.location, path: overflow.node.node.path, subject: subject.naming(overflow.node))
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }

  private static func excerpt(_ text: String) -> String { text.count > 48 ? text.prefix(47) + "…" : text }

  /// One decimal, without the locale's help.
  private static func amount(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
