/// An installed font family and its faces.
public struct FontFamily: Sendable, Hashable {
  public var name: String
  /// Sorted by weight, upright before italic, then by file.
  public var faces: [Face]

  /// One face of a family.
  public struct Face: Sendable, Hashable {
    /// As the font names it, for instance `Semi Bold Italic`.
    public var style: String
    /// 1…1000, as in CSS.
    public var weight: Int
    public var italic: Bool
    public var file: String
    /// Which font of the file.
    public var index: Int
    public var isVariable: Bool
    /// Whether the font's own licence bits (OS/2 `fsType`) let it be embedded in a PDF; `nil` if the file does not say.
    public var embeddingAllowed: Bool?
  }
}

/// A font's vertical measures at some size, px. Distances from the baseline, all positive in ordinary fonts.
public struct FontMetrics: Sendable, Hashable {
  public var ascent: Double
  /// Downwards.
  public var descent: Double
  public var capHeight: Double
  public var xHeight: Double
  public var lineGap: Double
  /// From the baseline down to the top of an underline.
  public var underlineOffset: Double
  public var underlineThickness: Double

  public init(
    ascent: Double, descent: Double, capHeight: Double, xHeight: Double, lineGap: Double, underlineOffset: Double,
    underlineThickness: Double
  ) {
    self.ascent = ascent
    self.descent = descent
    self.capHeight = capHeight
    self.xHeight = xHeight
    self.lineGap = lineGap
    self.underlineOffset = underlineOffset
    self.underlineThickness = underlineThickness
  }

  func scaled(by factor: Double) -> FontMetrics {
    FontMetrics(
      ascent: ascent * factor, descent: descent * factor, capHeight: capHeight * factor, xHeight: xHeight * factor,
      lineGap: lineGap * factor, underlineOffset: underlineOffset * factor,
      underlineThickness: underlineThickness * factor)
  }
}

/// The widths that a text has of itself, px (CSS Sizing 3, §4.1).
public struct IntrinsicWidths: Sendable, Hashable {
  /// The widest part that cannot be broken.
  public var minContent: Double
  /// The widest line when lines are broken only where breaks are forced.
  public var maxContent: Double

  public init(minContent: Double, maxContent: Double) {
    self.minContent = minContent
    self.maxContent = maxContent
  }
}
