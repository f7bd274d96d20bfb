/// Which marks are printed, and how. Lengths are points.
public struct MarkStyle: Sendable, Hashable {
  /// From the trim to where the marks begin. They never begin within the bleed: a smaller offset counts as the bleed.
  public var offset = 3.0.millimetres
  /// Of crop and fold marks.
  public var length = 5.0.millimetres
  public var crop = true
  public var registration = true
  public var colorBars = true
  /// The named inks that get a patch of their own, in the order of their patches.
  public var spotInks: [String] = []

  public init() {}

  /// Of all lines: the hairline of press and InDesign alike.
  static let strokeWidth = 0.25
  /// A crop mark shorter than this is of no use to the one who cuts.
  static let shortestCrop = 1.5.millimetres
  /// The width of a registration mark; what is smaller than the least cannot be read through a magnifier.
  static let registrationSizes = 3.0.millimetres...5.0.millimetres
  /// Sides of a colour bar's patches, largest first. A densitometer's aperture is up to 3 mm wide.
  static let patchSides = [5, 4.5, 4, 3.5, 3].map(\.millimetres)
  /// What lies between a mark and another, and between the bleed and all marks that are not for cutting.
  static let clearance = 1.0.millimetres
  /// From the outermost mark to the edge of a single card's medium.
  static let edge = 1.0.millimetres
  /// Dash and gap of fold marks.
  static let dash = [2.0, 2.0]

  /// From the trim to where crop marks begin, beside a bleed.
  public func start(bleed: Double) -> Double { max(offset, bleed) }

  /// From the trim to where registration marks and colour bars begin.
  func inner(bleed: Double) -> Double { max(offset, bleed + Self.clearance) }

  /// What lies around the trim of a card that has a medium of its own: bleed, marks, and a little room.
  public func room(bleed: Double) -> Double {
    var reach = bleed
    if crop { reach = max(reach, start(bleed: bleed) + length) }
    if registration { reach = max(reach, inner(bleed: bleed) + Self.registrationSizes.upperBound) }
    if colorBars { reach = max(reach, inner(bleed: bleed) + Self.patchSides[0]) }
    return reach > bleed ? reach + Self.edge : bleed
  }

  /// The least that has to lie around the trims on a sheet, so that bleeds are whole and cuts can be found.
  func leastRoom(bleed: Double) -> Double {
    crop ? start(bleed: bleed) + min(length, Self.shortestCrop) : bleed
  }
}
