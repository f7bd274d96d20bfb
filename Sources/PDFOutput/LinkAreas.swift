import Scene

/// Joins the rectangles of a link's runs to one rectangle a line.
enum LinkAreas {
  static func lines(_ rects: [Rect]) -> [Rect] {
    var lines: [Rect] = []
    for rect in rects where rect.width > 0 && rect.height > 0 {
      if let last = lines.last, continues(last, rect) {
        lines[lines.count - 1] = union(last, rect)
      } else {
        lines.append(rect)
      }
    }
    return lines
  }

  /// On the same line, and not further away than the line is high.
  private static func continues(_ line: Rect, _ rect: Rect) -> Bool {
    let overlap = min(line.maxY, rect.maxY) - max(line.y, rect.y)
    let gap = max(rect.x - line.maxX, line.x - rect.maxX)
    return overlap > min(line.height, rect.height) / 2 && gap < max(line.height, rect.height)
  }

  private static func union(_ a: Rect, _ b: Rect) -> Rect {
    let (left, top) = (min(a.x, b.x), min(a.y, b.y))
    return Rect(left, top, max(a.maxX, b.maxX) - left, max(a.maxY, b.maxY) - top)
  }
}

/// The text of each link element, as it is painted.
struct LinkTexts {
  private(set) var texts: [Int: String] = [:]
  private let elements: [StructureElement]

  init(_ scene: Scene) {
    elements = scene.structure
    guard elements.contains(where: { $0.role == .link }) else { return }
    collect(scene.items)
    // A picture is called by what it shows.
    for (index, element) in elements.enumerated() where element.role != .link {
      if let alt = element.alt, !alt.isEmpty { add(alt, to: index) }
    }
  }

  private mutating func collect(_ items: [Item]) {
    for item in items {
      switch item.drawing {
      case .glyphs(let drawing): add(drawing.run.text, to: item.element)
      case .group(let group): collect(group.items)
      default: break
      }
    }
  }

  private mutating func add(_ text: String, to element: Int?) {
    var index = element
    while let current = index, elements.indices.contains(current) {
      if elements[current].role == .link { texts[current, default: ""] += text }
      index = elements[current].parent.flatMap { (0..<current).contains($0) ? $0 : nil }
    }
  }
}
