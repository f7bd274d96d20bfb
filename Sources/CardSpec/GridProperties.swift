/// Grid properties with CSS names, meanings and initial values (CSS Grid Layout 2).
public struct GridProperties: Sendable, Hashable {
  /// One end of a track's size.
  public enum Breadth: Sendable, Hashable {
    case length(Length)
    /// `fr`; only as a maximum.
    case fraction(Double)
    case auto, minContent, maxContent
  }

  /// `minmax()`, one breadth for both ends, or `fit-content()`.
  public struct Track: Sendable, Hashable {
    public var min: Breadth
    public var max: Breadth
    public var fitContent: Length?

    public init(_ min: Breadth, _ max: Breadth, fitContent: Length? = nil) {
      self.min = min
      self.max = max
      self.fitContent = fitContent
    }
  }

  /// A track list; `repeat()` with a number is written out.
  public struct Template: Sendable, Hashable {
    public var leading: [Track] = []
    /// The tracks of `repeat(auto-fill, …)` or `repeat(auto-fit, …)`.
    public var repeated: [Track] = []
    /// Whether empty repeated tracks collapse.
    public var fits = false
    public var trailing: [Track] = []

    public init() {}
  }

  public enum Flow: String, Sendable, Hashable, CaseIterable {
    case row, column, dense
    case rowDense = "row dense"
    case columnDense = "column dense"
  }

  public enum Line: Sendable, Hashable {
    case auto
    case line(Int)
    case span(Int)
  }

  public var templateColumns = Template()
  public var templateRows = Template()
  public var autoColumns = [Track(.auto, .auto)]
  public var autoRows = [Track(.auto, .auto)]
  public var flow = Flow.row
  public var columnStart = Line.auto
  public var columnEnd = Line.auto
  public var rowStart = Line.auto
  public var rowEnd = Line.auto

  public init() {}
}
