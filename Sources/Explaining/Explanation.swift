import CardSpec
import Scene
import Typesetting

/// Answers in words why a node looks as it does.
public struct Explanation {
  private let box: InspectedBox

  public init(box: InspectedBox) { self.box = box }

  /// Lines of text.
  public var text: String {
    let frame = box.frame
    var lines = [
      "\(box.path), \(box.type), \(box.location.file):\(box.location.line):\(box.location.column)",
      "  place   \(Numbers.short(frame.x)), \(Numbers.short(frame.y))",
    ]
    if let explanation = box.explanation {
      lines.append("  width   \(Numbers.short(frame.width)) px: \(SizeWords(width: explanation).text)")
      lines.append("  height  \(Numbers.short(frame.height)) px: \(SizeWords(height: explanation).text)")
    }
    if let text = box.text { lines.append("  text    \"\(text)\"") }
    if let size = box.fontSize { lines.append("  size    \(Numbers.short(size)) px\(sizeReason(size))") }
    if let fit = box.fit { lines += fitLines(fit) }
    if let text = box.explanation?.text { lines += text.runs.map(Self.line) + text.lines.enumerated().map(Self.line) }
    return lines.joined(separator: "\n")
  }

  private func sizeReason(_ size: Double) -> String {
    guard let asked = box.specifiedFontSize, size < asked else { return ", as asked" }
    return ", \(Numbers.percent(size / asked)) of the \(Numbers.short(asked)) px asked for"
  }

  private func fitLines(_ fit: FitDecision) -> [String] {
    let allowed = fit.allowed.isEmpty ? "nothing" : fit.allowed.map(\.rawValue).joined(separator: ", then ")
    var lines = [
      "  fit     may \(allowed)"
        + (fit.allowed.contains(.shrink) ? " down to \(Numbers.short(fit.minFontSize)) px" : "")
        + "; \(fit.done.isEmpty ? "needed nothing" : "did " + fit.done.map(\.rawValue).joined(separator: ", then "))"
    ]
    if fit.letterSpacing != fit.specifiedLetterSpacing {
      lines.append(
        "          tracking of \(Numbers.fine(fit.letterSpacing)) em instead of \(Numbers.fine(fit.specifiedLetterSpacing)) em"
      )
    }
    guard let group = fit.group else { return lines }
    var line = "  group   “\(group.key.name)” (\(group.key.scope.rawValue))"
    if let settlement = group.settlement {
      line += ": \(Numbers.percent(settlement.share)) of each text's size, "
      line +=
        settlement.isHeld ? "below which \(settlement.decidedBy) may not go" : "which \(settlement.decidedBy) needs"
    }
    lines.append(line)
    return lines
  }

  private static func line(_ run: TextExplanation.Run) -> String {
    let line = "  font    \(run.font): \"\(excerpt(run.text))\""
    switch run.fallback {
    case nil: return line
    case .notInstalled(let family): return line + ", as \(family) is not installed"
    case .lacks(let family, let scalars):
      if scalars.isEmpty { return line + ", as \(family) lacks what stands beside it" }
      let shown = scalars.prefix(6).map { "\"\($0)\"" }.joined(separator: ", ")
      return line + ", as \(family) has no \(shown)\(scalars.count > 6 ? " and \(scalars.count - 6) more" : "")"
    }
  }

  private static func line(_ index: Int, _ line: TextExplanation.Line) -> String {
    let end =
      switch line.end {
      case .text: "the text ends"
      case .forced: "a line break is written here"
      case .clamp: "the rest was cut"
      case .composed(.balance, let next): "\"\(excerpt(next))\" stands on the next line to make the lines even"
      case .composed(_, let next): "\"\(excerpt(next))\" stands on the next line, which suits the whole paragraph"
      case .width(let next):
        "\"\(excerpt(next))\" does not fit into the \(Numbers.short(max(0, line.room - line.width))) px left"
      }
    return "  line \(index + 1)  \(Numbers.short(line.width)) of \(Numbers.short(line.room)) px: "
      + "\"\(excerpt(line.text))\", as \(end)"
  }

  private static func excerpt(_ text: String) -> String { text.count > 60 ? text.prefix(59) + "…" : text }
}
