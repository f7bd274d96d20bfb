extension Item {
  /// A rectangle outside of which the item paints nothing, px; `nil` where it paints nothing at all.
  ///
  /// It may be too large, never too small: a translucent group takes memory and time for its whole rectangle.
  package var reach: Rect? {
    switch drawing {
    case .fill(let path, _): path.bounds
    // Corners reach out by the miter limit of 4 half widths.
    case .stroke(let path, _, let stroke): path.bounds?.grown(by: stroke.width * 2)
    case .glyphs(let drawing): drawing.reach
    case .picture(_, _, let clip), .vector(_, _, let clip): clip.bounds
    case .shadow(let shadow): shadow.reach
    case .group(let group): group.reach
    }
  }

  /// The rectangle around all items, cut to `bounds` where there are any.
  package static func reach(of items: [Item], within bounds: Rect?) -> Rect? {
    let whole = items.compactMap(\.reach).reduce(nil) { (whole: Rect?, part) in whole?.union(part) ?? part }
    guard let whole, let bounds else { return whole }
    return whole.intersection(bounds)
  }
}

extension Group {
  /// In the coordinates that the group lies in.
  package var reach: Rect? { contentReach.map(transform.map) }

  /// The same in the group's own coordinates.
  package var contentReach: Rect? {
    var reach = Item.reach(of: items, within: nil)
    if blur > 0 { reach = reach?.grown(by: blur * Shadow.reachInDeviations) }
    let bounds = [clip?.bounds, mask.isEmpty ? nil : Item.reach(of: mask, within: nil)].compactMap { $0 }
    return bounds.reduce(reach) { $0?.intersection($1) }
  }
}

extension Shadow {
  /// Beyond three standard deviations a Gaussian is less than a hundredth of its middle, and is cut off.
  package static let reachInDeviations = 3.0

  var reach: Rect? {
    let whole = casterReach?.grown(by: blur * Self.reachInDeviations)
    guard let whole, let bounds = clip?.bounds else { return whole }
    return whole.intersection(bounds)
  }

  /// A rectangle around what casts the shadow.
  private var casterReach: Rect? {
    casters.compactMap { caster in
      switch caster {
      case .path(let path): path.bounds
      case .glyphs(let drawing): drawing.reach
      }
    }.reduce(nil) { (whole: Rect?, part) in whole?.union(part) ?? part }
  }
}

extension GlyphDrawing {
  /// Marks and swashes leave a glyph's advance, but in no font by more than three times its size.
  fileprivate var reach: Rect? {
    let points = run.glyphs.map { Point(origin.x + $0.x, origin.y + $0.y) }
    return Rect(around: points)?.grown(by: run.size * 3)
  }
}

extension Path {
  /// The box around all points, control points included.
  package var bounds: Rect? {
    var points: [Point] = []
    points.reserveCapacity(elements.count)
    for element in elements {
      switch element {
      case .move(let to), .line(let to): points.append(to)
      case .curve(let a, let b, let to): points += [a, b, to]
      case .close: break
      }
    }
    return Rect(around: points)
  }
}

extension Rect {
  fileprivate init?(around points: [Point]) {
    guard let first = points.first else { return nil }
    let (left, right) = points.reduce((first.x, first.x)) { (min($0.0, $1.x), max($0.1, $1.x)) }
    let (top, bottom) = points.reduce((first.y, first.y)) { (min($0.0, $1.y), max($0.1, $1.y)) }
    self.init(left, top, right - left, bottom - top)
  }

  package func grown(by amount: Double) -> Rect { outset(top: amount, right: amount, bottom: amount, left: amount) }

  package func union(_ other: Rect) -> Rect {
    let (left, top) = (min(x, other.x), min(y, other.y))
    return Rect(left, top, max(maxX, other.maxX) - left, max(maxY, other.maxY) - top)
  }

  /// `nil` where the two have no area in common.
  package func intersection(_ other: Rect) -> Rect? {
    let (left, top) = (max(x, other.x), max(y, other.y))
    let (right, bottom) = (min(maxX, other.maxX), min(maxY, other.maxY))
    return right > left && bottom > top ? Rect(left, top, right - left, bottom - top) : nil
  }
}
