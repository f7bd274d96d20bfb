import Painting

/// What is compared with.
public enum ReviewChoice: Sendable, Hashable {
  /// A revision of git.
  case git(String)
  /// The place of a folder among those that the session was given.
  case folder(Int)
}

/// How far a review is, for programs.
public struct ReviewReport: Sendable, Encodable {
  public struct Against: Sendable, Hashable, Encodable {
    /// As it was asked for, and the commit that it is.
    public var git: String?
    public var revision: String?
    public var folder: String?
  }

  public var against: Against
  public var done: Int
  public var total: Int
  public var isDone: Bool
  public var diagnostics: [DiagnosticReport]
  public var cells: [CellComparison]
}

/// How a cell differs from its approved state.
public struct CellComparison: Sendable, Hashable, Encodable {
  public enum Change: String, Sendable, Hashable, Encodable {
    case same, changed
    /// It is of another size.
    case resized
    case new, removed
    /// One of both cannot be shown.
    case unknown
  }

  public struct Frame: Sendable, Hashable, Encodable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double
  }

  public var card: String
  public var language: String
  public var format: String
  public var change: Change
  /// Of all pixels, 0…1.
  public var share: Double?
  /// What holds all differences, px of the format.
  public var frame: Frame?

  init(_ cell: CellID, _ change: Change) {
    (card, language, format) = (cell.card, cell.language, cell.format)
    self.change = change
  }

  /// - Parameter scale: Pixels per px of both pictures; `nil` pictures cannot be shown.
  init(_ cell: CellID, old: RasterImage?, new: RasterImage?, scale: Double) {
    self.init(cell, .unknown)
    guard let old, let new else { return }
    guard let difference = PictureDifference(old, new) else {
      change = .resized
      return
    }
    guard let area = difference.area else {
      change = .same
      return
    }
    change = .changed
    share = difference.share
    frame = Frame(
      x: Double(area.x) / scale, y: Double(area.y) / scale, width: Double(area.width) / scale,
      height: Double(area.height) / scale)
  }

  var cell: CellID { CellID(card: card, language: language, format: format) }

  /// What has changed most comes first, then what is new, gone, unknown, and as before.
  static func isBefore(_ a: CellComparison, _ b: CellComparison) -> Bool {
    (a.rank, -(a.share ?? 0)) < (b.rank, -(b.share ?? 0))
  }

  private var rank: Int {
    switch change {
    case .changed, .resized: 0
    case .new: 1
    case .removed: 2
    case .unknown: 3
    case .same: 4
    }
  }
}
