/// The free stretches on the four sides of what is printed, from which registration marks and colour bars take their
/// places.
struct Slug {
  enum Side: CaseIterable {
    case top
    case bottom
    case left
    case right

    var isHorizontal: Bool { self == .top || self == .bottom }
  }

  /// A stretch along a side, points.
  private struct Stretch {
    var low: Double
    var high: Double
    var length: Double { high - low }
  }

  private let trim: Area
  private let inner: Double
  private let bounds: Area
  private var stretches: [Side: [Stretch]] = [:]

  /// - Parameters:
  ///   - trim: What is cut out, all of it.
  ///   - inner: From there to where this begins.
  ///   - marks: What lies there already.
  init(around trim: Area, inner: Double, within bounds: Area, beside marks: [Area]) {
    self.trim = trim
    self.inner = inner
    self.bounds = bounds
    for side in Side.allCases {
      stretches[side] = [
        side.isHorizontal ? Stretch(low: trim.left, high: trim.right) : Stretch(low: trim.bottom, high: trim.top)
      ]
      for mark in marks { keepClear(of: mark, on: side) }
    }
  }

  /// How deep the side is: from `inner` to the end of what can be printed.
  private func depth(_ side: Side) -> Double {
    switch side {
    case .top: bounds.top - trim.top - inner
    case .bottom: trim.bottom - inner - bounds.bottom
    case .left: trim.left - inner - bounds.left
    case .right: bounds.right - trim.right - inner
    }
  }

  /// A square whose middle is at `along`, at the inner edge of the side.
  private func square(_ side: Side, along: Double, size: Double) -> Area {
    let half = size / 2
    switch side {
    case .top: return Area(Extent(width: size, height: size), at: Position(along - half, trim.top + inner))
    case .bottom: return Area(Extent(width: size, height: size), at: Position(along - half, trim.bottom - inner - size))
    case .left: return Area(Extent(width: size, height: size), at: Position(trim.left - inner - size, along - half))
    case .right: return Area(Extent(width: size, height: size), at: Position(trim.right + inner, along - half))
    }
  }

  private mutating func keepClear(of mark: Area, on side: Side) {
    let isBeside =
      switch side {
      case .top: mark.top > trim.top
      case .bottom: mark.bottom < trim.bottom
      case .left: mark.left < trim.left
      case .right: mark.right > trim.right
      }
    guard isBeside else { return }
    let low = (side.isHorizontal ? mark.left : mark.bottom) - MarkStyle.clearance
    let high = (side.isHorizontal ? mark.right : mark.top) + MarkStyle.clearance
    stretches[side] = (stretches[side] ?? []).flatMap { stretch in
      [
        Stretch(low: stretch.low, high: min(stretch.high, low)),
        Stretch(low: max(stretch.low, high), high: stretch.high),
      ].filter { $0.length > Points.tolerance }
    }
  }

  // MARK: Registration marks

  /// One on each side, as near to its middle as other marks allow.
  mutating func takeRegistrationMarks() -> [Mark] {
    var marks: [Mark] = []
    for side in Side.allCases {
      let size = min(MarkStyle.registrationSizes.upperBound, depth(side))
      guard size >= MarkStyle.registrationSizes.lowerBound, let along = middle(side, size) else { continue }
      let area = square(side, along: along, size: size)
      keepClear(of: area, on: side)
      marks += Self.registrationMark(in: area)
    }
    return marks
  }

  private func middle(_ side: Side, _ size: Double) -> Double? {
    let wanted = side.isHorizontal ? trim.center.x : trim.center.y
    let places = (stretches[side] ?? []).filter { $0.length >= size }.map {
      min(max(wanted, $0.low + size / 2), $0.high - size / 2)
    }
    return places.min { abs($0 - wanted) < abs($1 - wanted) - Points.tolerance }
  }

  /// A circle and a cross whose arms reach beyond it.
  private static func registrationMark(in area: Area) -> [Mark] {
    let center = area.center
    let shapes: [Mark.Shape] = [
      .line(from: Position(area.left, center.y), to: Position(area.right, center.y)),
      .line(from: Position(center.x, area.bottom), to: Position(center.x, area.top)),
      .circle(center: center, radius: area.width * 0.3),
    ]
    return shapes.map {
      Mark(
        kind: .registration, shape: $0, paint: .stroke(width: MarkStyle.strokeWidth, dash: []), ink: .registration)
    }
  }

  // MARK: Colour bars

  /// A row of squares on the top, as large as there is room for. What does not fit there continues at the bottom, then
  /// at both sides; a bar that does not fit around the cards is left out whole.
  mutating func takeColorBar(_ inks: [Mark.Ink]) -> [Mark] {
    for sides in [[Side.top], [.top, .bottom], [.top, .bottom, .left, .right]] {
      for size in MarkStyle.patchSides {
        let places = sides.flatMap { side in self.places(side, size) }
        guard places.count >= inks.count else { continue }
        return zip(places, inks).map { Mark(kind: .colorBar, shape: .rectangle($0), paint: .fill, ink: $1) }
      }
    }
    return []
  }

  /// From left to right, or from top to bottom.
  private func places(_ side: Side, _ size: Double) -> [Area] {
    guard depth(side) >= size - Points.tolerance else { return [] }
    let areas = (stretches[side] ?? []).flatMap { stretch in
      let count = Int((stretch.length / size + Points.tolerance).rounded(.down))
      return (0..<count).map { index in
        let from = Double(index) * size + size / 2
        return square(side, along: side.isHorizontal ? stretch.low + from : stretch.high - from, size: size)
      }
    }
    return side.isHorizontal ? areas : areas.sorted { $0.bottom > $1.bottom }
  }
}
