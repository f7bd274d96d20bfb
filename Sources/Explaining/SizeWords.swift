import BoxLayout
import CardSpec
import Scene

/// Says in words how a side of a box came about.
public struct SizeWords {
  /// `width` or `height`, and the names of its limits.
  private let name: String
  private let side: BoxExplanation.Side
  private let box: BoxExplanation

  public init(width box: BoxExplanation) { (name, side, self.box) = ("Width", box.width, box) }
  public init(height box: BoxExplanation) { (name, side, self.box) = ("Height", box.height, box) }

  public var text: String {
    guard let rule = side.rule else { return "not drawn" }
    return ([source(rule.source)] + [rule.flexing.map(flexing), rule.limit.map(limit)].compactMap { $0 })
      .joined(separator: "; ")
  }

  private func source(_ source: SizeRule.Source) -> String {
    switch source {
    case .specified: "`\(name.lowercased())` of \(Numbers.text(side.specified))"
    case .flexBasis: "`flexBasis` of \(Numbers.text(box.flexBasis))"
    case .content: name == "Width" ? "as wide as its content" : "as high as its content"
    case .room(let room): "its content would like more than the \(Numbers.short(room)) px that there are"
    case .aspectRatio:
      box.aspectRatio.map { "`aspectRatio` of \(Numbers.short($0))" } ?? "the picture's own proportions"
    case .stretched(let room): "stretched to the \(Numbers.short(room)) px of its line by `alignItems` or `alignSelf`"
    case .area(let room): "stretched to the \(Numbers.short(room)) px of its grid area"
    case .insets: name == "Width" ? "from `left` to `right`" : "from `top` to `bottom`"
    case .card: "fills the card"
    }
  }

  private func flexing(_ flexing: SizeRule.Flexing) -> String {
    switch flexing {
    case .grown(let from, let free):
      "grown from \(Numbers.short(from)) px, as its line had \(Numbers.short(free)) px left (`flexGrow`)"
    case .shrunk(let from, let missing):
      "shrunk from \(Numbers.short(from)) px, as its line had \(Numbers.short(missing)) px too little (`flexShrink`)"
    }
  }

  private func limit(_ limit: SizeRule.Limit) -> String {
    switch limit {
    case .minimum: "stopped at `min\(name)` of \(Numbers.text(side.minimum))"
    case .maximum: "stopped at `max\(name)` of \(side.maximum.map(Numbers.text) ?? "none")"
    case .automaticMinimum: "stopped at its content, below which it does not shrink (`min\(name)` of auto)"
    case .edges: "stopped at its own padding and border"
    }
  }
}
