import CardSpec
import Diagnostics
import Scene

/// Finds what is too fine for a press: lines that break up, and text that fills in or is blurred by plates that are a
/// hair off (GWG 2015, "Effective Line Width" and "Small Text").
struct FineDetailCheck {
  /// px; 0.25 pt is what print shops ask for.
  static let thinnestLine = 0.25 * 96 / 72
  static let smallestText = 5.0 * 96 / 72
  /// Text below this needs plates that lie exactly over each other where it has more than two inks.
  static let carefulText = 9.0 * 96 / 72

  private var lines: [Int?: Double] = [:]
  private var texts: [Int?: Double] = [:]
  private var inks: [Int?: (size: Double, color: Color)] = [:]

  mutating func visit(_ item: PlacedItem) {
    guard !item.isMask, item.drawing.colors.contains(where: { $0.alpha > 0 }) else { return }
    let scale = item.transform.leastScale
    switch item.drawing {
    case .stroke(_, _, let stroke): line(stroke.width * scale, item.node)
    case .fill(let path, _): path.thickness.map { line($0 * scale, item.node) }
    case .glyphs(let drawing): text(drawing.run.size * scale, drawing.color, item.node)
    case .picture, .vector, .shadow, .group: break
    }
  }

  /// A hair of tolerance, for lengths that were converted.
  private mutating func line(_ width: Double, _ node: Int?) {
    guard width > 0, width < Self.thinnestLine - 1e-3 else { return }
    lines[node] = min(width, lines[node] ?? width)
  }

  private mutating func text(_ size: Double, _ color: Color, _ node: Int?) {
    guard size > 0 else { return }
    if size < Self.smallestText - 1e-3 { texts[node] = min(size, texts[node] ?? size) }
    guard size < Self.carefulText - 1e-3, case .cmyk(let c, let m, let y, let k) = color.ink,
      [c, m, y, k].count(where: { $0 > 0 }) > 2, size < inks[node]?.size ?? .infinity
    else { return }
    inks[node] = (size, color)
  }

  func diagnostics(_ report: SceneReport) -> [Diagnostic] {
    func each<Value>(_ found: [Int?: Value], _ make: (Int?, Value) -> Diagnostic) -> [Diagnostic] {
      found.sorted { ($0.key ?? -1) < ($1.key ?? -1) }.map { make($0.key, $0.value) }
    }
    let lines = each(lines) { node, width in
      report.diagnostic(
        .warning, "thin-line", "a line of \(Figure.points(width)) is too thin to print; 0.25 pt is the least",
        reason: "it would break up, or not be seen at all", help: "make it wider in print", node: node)
    }
    let texts = each(texts) { node, size in
      report.diagnostic(
        .warning, "small-text", "text of \(Figure.points(size)) is too small to print; 5 pt is the least",
        reason: "its letters would fill with ink", help: "make it larger in print, or say less", node: node)
    }
    let inks = each(inks) { node, found in
      report.diagnostic(
        .warning, "small-text-inks",
        "text of \(Figure.points(found.size)) is printed in more than two inks: "
          + Color.words(found.color.ink?.process ?? []),
        reason: "plates never lie exactly over each other, and so small a text gets coloured edges",
        help: "give text below 9 pt a `cmyk` of one or two inks, best of black alone", node: node)
    }
    return lines + texts + inks
  }
}

extension Path {
  /// How thin it is where it is made of a few upright rectangles, or is the frame between two; `nil` for other shapes.
  fileprivate var thickness: Double? {
    guard let rectangles, (1...4).contains(rectangles.count) else { return nil }
    guard evenOdd, rectangles.count == 2 else { return rectangles.map { min($0.width, $0.height) }.min() }
    let (outer, inner) = (rectangles[0], rectangles[1])
    let sides = [inner.x - outer.x, inner.y - outer.y, outer.maxX - inner.maxX, outer.maxY - inner.maxY]
    return sides.filter { $0 > 0 }.min()
  }

  /// The rectangles that it is made of; `nil` where it has any other part.
  private var rectangles: [Rect]? {
    guard !elements.isEmpty, elements.count <= 20, elements.count % 5 == 0 else { return nil }
    var result: [Rect] = []
    for start in stride(from: 0, to: elements.count, by: 5) {
      guard case .move(let a) = elements[start], case .line(let b) = elements[start + 1],
        case .line(let c) = elements[start + 2], case .line(let d) = elements[start + 3],
        case .close = elements[start + 4]
      else { return nil }
      guard a.y == b.y, b.x == c.x, c.y == d.y, d.x == a.x else { return nil }
      result.append(Rect(min(a.x, b.x), min(a.y, d.y), abs(b.x - a.x), abs(d.y - a.y)))
    }
    return result
  }
}
