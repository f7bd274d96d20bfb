import CardSpec
import Imposition

// What a deck says about printing, in px, as the geometry of marks and sheets, in points.

extension MarkStyle {
  /// `nil` for a deck that wants no marks.
  public init?(_ press: PressSettings) {
    guard !press.marks.isEmpty else { return nil }
    self.init()
    crop = press.marks.contains(.crop)
    registration = press.marks.contains(.registration)
    colorBars = press.marks.contains(.colorBars)
    if let stated = press.markOffset { offset = stated * PageBoxes.pointsPerPixel }
    length = press.markLength * PageBoxes.pointsPerPixel
  }
}

extension ImpositionSettings {
  /// - Parameters:
  ///   - press: Which marks the sheets have.
  ///   - back: The page that is the back of all others, by its index, if the sheet names one.
  ///   - isRightToLeft: Whether the cards are read from right to left, so that folded ones open the other way.
  ///   - spotInks: The named inks of the document, for colour bars.
  public init(
    _ sheet: SheetSettings, press: PressSettings, back: Int?, isRightToLeft: Bool = false, spotInks: [String] = []
  ) {
    let scale = PageBoxes.pointsPerPixel
    self.init(size: Extent(width: sheet.width * scale, height: sheet.height * scale))
    if case .fixed(let columns, let rows) = sheet.grid { grid = .fixed(columns: columns, rows: rows) }
    gutter = sheet.gutter.map { $0 * scale }
    margin = sheet.margin * scale
    filling = sheet.fill == .repeat ? .repeated : .deck
    marks = MarkStyle(press)
    if marks == nil, !press.statesMarks {
      // Cards that share a sheet cannot be cut without.
      var style = MarkStyle()
      (style.registration, style.colorBars) = (false, false)
      marks = style
    }
    marks?.spotInks = spotInks
    let flip: Flip = sheet.flip == .longEdge ? .longEdge : .shortEdge
    switch sheet.fold {
    case .vertical: sides = .folded(isRightToLeft ? .right : .left, flip)
    case .horizontal: sides = .folded(.top, flip)
    case .none: if sheet.duplex { sides = back.map { .common(back: $0, flip) } ?? .alternating(flip) }
    }
  }
}
