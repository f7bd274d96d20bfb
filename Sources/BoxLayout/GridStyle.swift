/// One end of a grid track's size (CSS Grid Layout 2, §7.2).
public enum TrackBreadth: Sendable, Hashable {
  /// px or a percentage of the grid container's content box.
  case length(BoxLength)
  /// A share of the space that is left, `fr`; only as a maximum.
  case fraction(Double)
  case auto
  case minContent
  case maxContent
}

/// The size of a grid track: `minmax()`, one breadth for both ends, or `fit-content()`.
public struct TrackSize: Sendable, Hashable {
  public var min: TrackBreadth
  public var max: TrackBreadth
  /// The argument of `fit-content()`, which also limits how far content makes the track grow.
  public var fitContent: BoxLength?

  public init(min: TrackBreadth, max: TrackBreadth, fitContent: BoxLength? = nil) {
    self.min = min
    self.max = max
    self.fitContent = fitContent
  }

  /// One breadth: a fraction has an automatic minimum.
  public init(_ breadth: TrackBreadth) {
    if case .fraction = breadth { self.init(min: .auto, max: breadth) } else { self.init(min: breadth, max: breadth) }
  }

  public static let auto = TrackSize(.auto)

  /// `fit-content(limit)`.
  public static func fitContent(_ limit: BoxLength) -> TrackSize {
    TrackSize(min: .auto, max: .maxContent, fitContent: limit)
  }
}

/// The explicit tracks of one axis (CSS Grid Layout 2, §7.2). `repeat()` with a number is written out.
public struct GridTemplate: Sendable, Hashable {
  public enum Filling: String, Sendable, Hashable { case autoFill, autoFit }

  public var leading: [TrackSize]
  /// The tracks of `repeat(auto-fill, …)` or `repeat(auto-fit, …)`.
  public var repeated: [TrackSize] = []
  public var filling = Filling.autoFill
  public var trailing: [TrackSize] = []

  public init(_ tracks: [TrackSize] = []) { leading = tracks }
}

/// Where a grid item begins or ends (CSS Grid Layout 2, §8.3).
public enum GridLine: Sendable, Hashable {
  case auto
  /// A line's number from 1, or from -1 backwards.
  case line(Int)
  /// How many tracks, at least 1.
  case span(Int)
}

/// The place of a grid item in one axis.
public struct GridPlace: Sendable, Hashable {
  public var start: GridLine
  public var end: GridLine

  public init(start: GridLine = .auto, end: GridLine = .auto) {
    self.start = start
    self.end = end
  }
}

/// What makes a container a grid.
public struct GridStyle: Sendable, Hashable {
  public var columns = GridTemplate()
  public var rows = GridTemplate()
  /// Sizes of tracks that no template gives, repeated in turn.
  public var autoColumns = [TrackSize.auto]
  public var autoRows = [TrackSize.auto]
  /// Whether items without a place go down columns instead of along rows.
  public var flowsInColumns = false
  /// Whether later items fill earlier holes.
  public var isDense = false

  public init() {}
}

extension GridStyle {
  /// The style with every number made safe for arithmetic.
  var sanitized: GridStyle {
    var style = self
    style.columns = columns.sanitized
    style.rows = rows.sanitized
    style.autoColumns = autoColumns.map(\.sanitized)
    style.autoRows = autoRows.map(\.sanitized)
    return style
  }
}

extension GridTemplate {
  fileprivate var sanitized: GridTemplate {
    var template = self
    template.leading = leading.prefix(GridPlacement.limit).map(\.sanitized)
    template.repeated = repeated.prefix(GridPlacement.limit).map(\.sanitized)
    template.trailing = trailing.prefix(GridPlacement.limit).map(\.sanitized)
    return template
  }
}

extension TrackSize {
  fileprivate var sanitized: TrackSize {
    TrackSize(min: min.sanitized, max: max.sanitized, fitContent: fitContent?.sanitized(nonNegative: true))
  }
}

extension TrackBreadth {
  fileprivate var sanitized: TrackBreadth {
    switch self {
    case .length(let length): .length(length.sanitized(nonNegative: true))
    case .fraction(let factor): .fraction(factor.asSize)
    default: self
    }
  }
}
