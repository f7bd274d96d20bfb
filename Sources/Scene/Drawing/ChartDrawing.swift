import CardSpec

/// Turns a number graphic into paths. Everything is exact: the count of filled dots, the length of a bar, the
/// angle of a ring are the value itself.
struct ChartDrawing {
  var chart: Chart
  /// The content box, px.
  var box: Rect
  var current: Color
  var isRTL: Bool
  var cornerRadius: Double

  func drawings() -> [Item.Drawing] {
    guard box.width > 0, box.height > 0 else { return [] }
    return switch chart.kind {
    case .dots: dots()
    case .bar: bar()
    case .ring: ring()
    }
  }

  // MARK: Dots

  private func dots() -> [Item.Drawing] {
    let total = max(1, chart.total)
    let columns = chart.columns > 0 ? min(chart.columns, total) : Self.columns(total, chart.gap, box)
    let diameter = Self.diameter(total, columns, chart.gap, box)
    let pitch = diameter * (1 + chart.gap)
    let rows = (total + columns - 1) / columns
    let used = Size(pitch * Double(columns) - diameter * chart.gap, pitch * Double(rows) - diameter * chart.gap)
    let origin = Point(isRTL ? box.maxX - used.width : box.x, box.y + (box.height - used.height) / 2)
    let filled = Int((min(1, max(0, chart.value)) * Double(total)).rounded())
    var (on, off) = (Path(), Path())
    for index in 0..<total {
      let column = index % columns
      let x = origin.x + pitch * Double(isRTL ? columns - 1 - column : column)
      let dot = Outline.ellipse(Rect(x, origin.y + pitch * Double(index / columns), diameter, diameter))
      if index < filled { on.elements += dot.elements } else { off.elements += dot.elements }
    }
    var result: [Item.Drawing] = []
    if !off.elements.isEmpty { result.append(.fill(off, chart.track.paint(in: box, current: current))) }
    if !on.elements.isEmpty { result.append(.fill(on, chart.fill.paint(in: box, current: current))) }
    return result
  }

  /// The number of columns that gives the largest dots, full last rows preferred where they cost under 15 %.
  private static func columns(_ total: Int, _ gap: Double, _ box: Rect) -> Int {
    let all = (1...total).map { ($0, diameter(total, $0, gap, box)) }
    let best = all.max { $0.1 < $1.1 } ?? (1, 0)
    let even = all.filter { total % $0.0 == 0 }.max { $0.1 < $1.1 } ?? best
    return even.1 >= best.1 * 0.85 ? even.0 : best.0
  }

  private static func diameter(_ total: Int, _ columns: Int, _ gap: Double, _ box: Rect) -> Double {
    let rows = Double((total + columns - 1) / columns)
    let columns = Double(columns)
    return min(box.width / (columns + (columns - 1) * gap), box.height / (rows + (rows - 1) * gap))
  }

  // MARK: Bar and ring

  private func bar() -> [Item.Drawing] {
    let radius = Size(cornerRadius, cornerRadius)
    let radii = CornerRadii(topLeft: radius, topRight: radius, bottomRight: radius, bottomLeft: radius)
    let outline = Outline.rounded(box, radii: radii)
    let length = box.width * min(1, max(0, chart.value))
    let part = Rect(isRTL ? box.maxX - length : box.x, box.y, length, box.height)
    let fill = Item.Drawing.fill(Outline.rectangle(part), chart.fill.paint(in: box, current: current))
    return [
      .fill(outline, chart.track.paint(in: box, current: current)),
      .group(Group([Item(fill)], clip: outline, opacity: 1)),
    ]
  }

  /// Filled outlines instead of thick strokes: viewers of PDFs flatten strokes too coarsely for a narrow hole.
  private func ring() -> [Item.Drawing] {
    let outer = min(box.width, box.height) / 2
    let inner = outer * (1 - min(1, max(0, chart.thickness)))
    let center = Point(box.x + box.width / 2, box.y + box.height / 2)
    let value = min(1, max(0, chart.value))
    func part(_ fraction: Double) -> Path {
      Arc.ring(center: center, outer: outer, inner: inner, fraction: fraction, mirrored: isRTL)
    }
    var result: [Item.Drawing] = [.fill(part(1), chart.track.paint(in: box, current: current))]
    if value > 0 { result.append(.fill(part(value), chart.fill.paint(in: box, current: current))) }
    return result
  }
}
