/// The boxes (ISO 32000-1 §14.11.2) and marks of one card on a medium of its own. The medium begins at 0, 0.
public struct MarkedPage: Sendable, Hashable {
  public let media: Area
  public let bleed: Area
  public let trim: Area
  public let marks: [Mark]
  /// Kinds of marks that were asked for and found no room.
  public let leftOut: [Mark.Kind]

  /// - Parameters:
  ///   - trim: The card's size after cutting, points.
  ///   - bleed: On each side, points.
  ///   - style: `nil` for a page without marks, whose medium is the bleed.
  public init(trim: Extent, bleed: Double, marks style: MarkStyle?) {
    let room = style?.room(bleed: bleed) ?? bleed
    let item = MarkedItem(
      trim: Area(trim, at: Position(room, room)), bleed: Area(trim, at: Position(room, room)).outset(bleed))
    let medium = Area(Extent(width: trim.width + 2 * room, height: trim.height + 2 * room))
    let drawn = style.map { PrinterMarks(around: [item], bleed: bleed, within: medium, style: $0) }
    (media, self.bleed, self.trim) = (medium, item.bleed, item.trim)
    marks = drawn?.marks ?? []
    leftOut = drawn?.leftOut ?? []
  }
}
