import BoxLayout
import CardSpec
import Typesetting

/// Why a box is as it is.
public struct BoxExplanation: Sendable, Hashable {
  /// How one side came about; `nil` rules mean that the box is not drawn.
  public struct Side: Sendable, Hashable {
    public var rule: SizeRule?
    /// What was asked for: the property itself, and the limits.
    public var specified: Dimension
    public var minimum: Dimension
    /// `nil` is none.
    public var maximum: Dimension?
  }

  public var width: Side
  public var height: Side
  public var flexBasis: Dimension
  /// Width divided by height, where it was asked for.
  public var aspectRatio: Double?
  /// For texts.
  public var text: TextExplanation?
  /// px. What is `auto` of a margin counts as nothing.
  public var border: BoxEdges<Double>
  public var padding: BoxEdges<Double>
  public var margin: BoxEdges<Double>
  /// The properties that are written for the node, in the order of the spec, after styles and variants.
  public var stated: [StatedProperty] = []

  /// Of a node that was laid out to be explained.
  init(_ node: LayoutNode) {
    let box = node.node.box
    width = Side(
      rule: node.frame.widthRule, specified: box.width, minimum: box.minWidth, maximum: box.maxWidth)
    height = Side(
      rule: node.frame.heightRule, specified: box.height, minimum: box.minHeight, maximum: box.maxHeight)
    flexBasis = box.flexBasis
    aspectRatio = box.aspectRatio
    border = node.frame.border
    padding = node.frame.padding
    margin = Self.margin(of: node)
  }

  /// Percentages are of the width that the parent's content has (CSS Box 4, §3).
  private static func margin(of node: LayoutNode) -> BoxEdges<Double> {
    let margin = node.node.box.margin
    let base = node.parent?.contentRect.width ?? node.units.card.width
    func pixels(_ side: Dimension) -> Double {
      guard case .length(let length) = side else { return 0 }
      return node.units.pixels(length, percentBase: base)
    }
    let isReversed = (node.parent?.direction ?? node.direction) == .rtl
    let (start, end) = (margin.start, margin.end)
    return BoxEdges(
      top: pixels(margin.top), right: pixels((isReversed ? start : end) ?? margin.right),
      bottom: pixels(margin.bottom), left: pixels((isReversed ? end : start) ?? margin.left))
  }
}

/// Why a text has the fonts and the lines that it has.
public struct TextExplanation: Sendable, Hashable {
  /// A stretch of text in one font.
  public struct Run: Sendable, Hashable {
    public var text: String
    /// The face as the font names it, for instance `Inter Semi Bold`.
    public var font: String
    /// px.
    public var size: Double
    /// Why it is not in the first family asked for; `nil` where it is.
    public var fallback: FontFallback?
  }

  public struct Line: Sendable, Hashable {
    /// Why a line ends.
    public enum End: Sendable, Hashable {
      /// The text ends.
      case text
      /// A line break that was written.
      case forced
      /// What comes next does not fit beside it.
      case width(next: String)
      /// Lines are broken for the paragraph as a whole: in even lengths, or without a short last line.
      case composed(StyledText.WrapStyle, next: String)
      /// What comes next was cut.
      case clamp
    }
    public var text: String
    /// Of its visible content, and of the box that it lies in, px.
    public var width: Double
    public var room: Double
    public var end: End
    /// The y of its baseline on the card, px.
    public var baseline: Double
  }

  /// Stretches in one font, runs that only a line's end parts put together.
  public var runs: [Run]
  public var lines: [Line]

  /// - Parameters:
  ///   - room: the width of the box's content, px.
  ///   - top: the y of the text's top on the card, px.
  init(_ content: TextContent, _ shaped: ShapedText, room: Double, top: Double) {
    runs = []
    for run in shaped.lines.flatMap({ $0.runs }) {
      let font = "\(run.face.family) \(run.face.style)"
      let fallback = content.fallback(of: run)
      if let last = runs.last, last.font == font, last.size == run.size, (last.fallback == nil) == (fallback == nil) {
        runs[runs.count - 1].add(run.text, fallback)
      } else {
        runs.append(Run(text: run.text, font: font, size: run.size, fallback: fallback))
      }
    }
    let texts = shaped.lines.map { $0.runs.map(\.text).joined() }
    lines = shaped.lines.indices.map { index in
      let line = shaped.lines[index]
      let isLast = index == shaped.lines.count - 1
      let next = isLast ? "" : String(texts[index + 1].split(separator: " ").first ?? "")
      return Line(
        text: texts[index], width: line.width, room: room,
        end: isLast
          ? shaped.isClamped ? .clamp : .text
          : line.endsParagraph ? .forced : Self.broken(content.styled.wrapStyle, next),
        baseline: top + line.baseline)
    }
  }

  private static func broken(_ style: StyledText.WrapStyle, _ next: String) -> Line.End {
    style == .auto ? .width(next: next) : .composed(style, next: next)
  }
}

extension TextExplanation.Run {
  fileprivate mutating func add(_ more: String, _ fallback: FontFallback?) {
    text += more
    guard case .lacks(let family, let known) = self.fallback, case .lacks(_, let new) = fallback else { return }
    self.fallback = .lacks(family: family, known + new.filter { !known.contains($0) })
  }
}
