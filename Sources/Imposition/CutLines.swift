/// Where crop and fold marks lie: outside each corner, on the prolonged edges of the trim, and at both ends of a fold.
struct CutLines {
  private(set) var crops: [Ray] = []
  private(set) var folds: [Ray] = []

  init(items: [MarkedItem], start: Double, length: Double, bounds: Area) {
    let bleeds = items.map(\.bleed)
    func open(_ rays: [Ray]) -> [Ray] {
      let shortest = min(length, MarkStyle.shortestCrop)
      return Ray.merged(rays.compactMap { $0.shortened(before: bleeds, within: bounds, shortest: shortest) })
    }
    crops = open(items.flatMap { Self.corners($0.trim, start, length) })
    folds = open(items.flatMap { Self.ends($0, start, length) })
  }

  private static func corners(_ trim: Area, _ start: Double, _ length: Double) -> [Ray] {
    [trim.left, trim.right].flatMap { vertical(at: $0, trim, start, length) }
      + [trim.bottom, trim.top].flatMap { horizontal(at: $0, trim, start, length) }
  }

  private static func ends(_ item: MarkedItem, _ start: Double, _ length: Double) -> [Ray] {
    switch item.fold {
    case nil: []
    case .vertical(let x): vertical(at: x, item.trim, start, length)
    case .horizontal(let y): horizontal(at: y, item.trim, start, length)
    }
  }

  private static func vertical(at x: Double, _ trim: Area, _ start: Double, _ length: Double) -> [Ray] {
    [
      Ray(axis: .vertical, at: x, from: trim.bottom - start, to: trim.bottom - start - length),
      Ray(axis: .vertical, at: x, from: trim.top + start, to: trim.top + start + length),
    ]
  }

  private static func horizontal(at y: Double, _ trim: Area, _ start: Double, _ length: Double) -> [Ray] {
    [
      Ray(axis: .horizontal, at: y, from: trim.left - start, to: trim.left - start - length),
      Ray(axis: .horizontal, at: y, from: trim.right + start, to: trim.right + start + length),
    ]
  }
}

/// A line that begins beside a card and leads away from it.
struct Ray {
  enum Axis: Int {
    case horizontal
    case vertical
  }

  let axis: Axis
  /// y of a horizontal line, x of a vertical one.
  let at: Double
  let from: Double
  var to: Double

  private var low: Double { min(from, to) }
  private var high: Double { max(from, to) }

  /// The part of it that runs free of what is printed; `nil` if that is too little.
  func shortened(before obstacles: [Area], within bounds: Area, shortest: Double) -> Ray? {
    var ray = self
    let limits = span(of: bounds, along: true)
    ray.to = min(max(to, limits.low), limits.high)
    for obstacle in obstacles {
      let across = span(of: obstacle, along: false)
      let half = MarkStyle.strokeWidth / 2
      guard at > across.low - half + Points.tolerance, at < across.high + half - Points.tolerance else { continue }
      let along = span(of: obstacle, along: true)
      guard along.low < ray.high - Points.tolerance, along.high > ray.low + Points.tolerance else { continue }
      // It ends where it meets the bleed first; where it would begin in a bleed, nothing is left.
      ray.to = to > from ? max(from, along.low) : min(from, along.high)
    }
    guard (ray.to - from) * (to - from) > 0, ray.high - ray.low >= shortest - Points.tolerance else { return nil }
    return ray
  }

  private func span(of area: Area, along: Bool) -> (low: Double, high: Double) {
    (axis == .horizontal) == along ? (area.left, area.right) : (area.bottom, area.top)
  }

  /// Each stretch of line once: the cards on both sides of a gutter ask for the same marks.
  static func merged(_ rays: [Ray]) -> [Ray] {
    let sorted = rays.sorted {
      ($0.axis.rawValue, ($0.at / grain).rounded(), $0.low) < ($1.axis.rawValue, ($1.at / grain).rounded(), $1.low)
    }
    var result: [Ray] = []
    for ray in sorted {
      if let last = result.last, last.axis == ray.axis, abs(last.at - ray.at) < grain,
        ray.low <= last.high + Points.tolerance
      {
        result[result.count - 1] = Ray(
          axis: last.axis, at: last.at, from: last.low, to: max(last.high, ray.high))
      } else {
        result.append(Ray(axis: ray.axis, at: ray.at, from: ray.low, to: ray.high))
      }
    }
    return result
  }

  /// Lines closer than this are one line, points.
  private static let grain = 0.001

  func mark(_ kind: Mark.Kind, dash: [Double]) -> Mark {
    let ends =
      switch axis {
      case .horizontal: (Position(from, at), Position(to, at))
      case .vertical: (Position(at, from), Position(at, to))
      }
    return Mark(
      kind: kind, shape: .line(from: ends.0, to: ends.1), paint: .stroke(width: MarkStyle.strokeWidth, dash: dash),
      ink: .registration)
  }
}
