/// One side of a sheet of paper, ready to be drawn. Points from its lower left corner.
public struct Sheet: Sendable, Hashable {
  public enum Side: String, Sendable, Hashable {
    case front
    case back
  }

  /// From 0. A front and its back have the same.
  public let leaf: Int
  public let side: Side
  public let size: Extent
  /// From the top left, row by row as they lie on the front. A blank back has no placement.
  public let placements: [Placement]
  /// On a back they lie behind those of the front.
  public let marks: [Mark]
  /// Kinds of marks that were asked for and found no room.
  public let leftOutMarks: [Mark.Kind]
  /// What is cut out, all of it: the `TrimBox` of an imposed sheet.
  public let trim: Area
  /// What is printed of the cards, all of it: the `BleedBox`.
  public let bleed: Area

  /// The `MediaBox`.
  public var media: Area { Area(size) }
}

/// A page on a sheet.
public struct Placement: Sendable, Hashable {
  /// Of the document that is put on sheets.
  public let page: Int
  /// Where its trim lies on the sheet.
  public let trim: Area
  public let rotation: QuarterTurn
  /// What is seen of it: the trim and as much bleed as is its own.
  public let clip: Area

  /// From the page to the sheet.
  ///
  /// - Parameter trim: The page's own `TrimBox`.
  public func matrix(from trim: Area) -> PlacementMatrix {
    rotation.matrix(trim.extent, to: Position(self.trim.left, self.trim.bottom)).moved(by: -trim.left, -trim.bottom)
  }
}
