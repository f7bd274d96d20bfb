import Scene

extension Item {
  /// A rectangle outside of which the item paints nothing, px; `nil` where it paints nothing at all.
  ///
  /// It may be too large, never too small: a translucent group takes memory and time for its whole rectangle.
  var reach: Rect? {
    switch drawing {
    case .fill(let path, _): path.bounds
    // Corners reach out by the miter limit of 4 half widths.
    case .stroke(let path, _, let stroke): path.bounds?.grown(by: stroke.width * 2)
    case .glyphs(let drawing): drawing.reach
    case .picture(_, _, let clip), .vector(_, _, let clip): clip.bounds
    case .group(let items, let clip, _): Self.reach(of: items, within: clip?.bounds)
    }
  }

  /// The rectangle around all items, cut to `bounds` where there are any.
  static func reach(of items: [Item], within bounds: Rect?) -> Rect? {
    let whole = items.compactMap(\.reach).reduce(nil) { (whole: Rect?, part) in whole?.union(part) ?? part }
    guard let whole, let bounds else { return whole }
    return whole.intersection(bounds)
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
  var bounds: Rect? {
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

  func grown(by amount: Double) -> Rect { outset(top: amount, right: amount, bottom: amount, left: amount) }

  func union(_ other: Rect) -> Rect {
    let (left, top) = (min(x, other.x), min(y, other.y))
    return Rect(left, top, max(maxX, other.maxX) - left, max(maxY, other.maxY) - top)
  }

  /// `nil` where the two have no area in common.
  func intersection(_ other: Rect) -> Rect? {
    let (left, top) = (max(x, other.x), max(y, other.y))
    let (right, bottom) = (min(maxX, other.maxX), min(maxY, other.maxY))
    return right > left && bottom > top ? Rect(left, top, right - left, bottom - top) : nil
  }
}
