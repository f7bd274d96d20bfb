import CardSpec

/// Items that are painted together and then treated as one.
///
/// In this order, as CSS does it (Filter Effects 1, §5; CSS Masking 1, §7): the items are painted, blurred, clipped,
/// masked, and blended with what lies below. `transform` moves the result with everything that belongs to it.
public struct Group: Sendable, Hashable {
  public var items: [Item]
  public var clip: Path?
  /// 0…1.
  public var opacity: Double
  /// From the coordinates of the items, the clip and the mask to those that the group lies in.
  public var transform: Transform
  /// How the group is mixed with what lies below it in the nearest group around it that is painted as one.
  public var blendMode: BlendMode
  /// Whether blend modes inside end at this group even where nothing else makes it one.
  public var isIsolated: Bool
  /// The standard deviation of a Gaussian blur, px; 0 is sharp.
  public var blur: Double
  /// The group is seen as far as these are opaque; all of it where there are none.
  public var mask: [Item]

  public init(
    _ items: [Item], clip: Path? = nil, opacity: Double = 1, transform: Transform = .identity,
    blendMode: BlendMode = .normal, isIsolated: Bool = false, blur: Double = 0, mask: [Item] = []
  ) {
    self.items = items
    self.clip = clip
    self.opacity = opacity
    self.transform = transform
    self.blendMode = blendMode
    self.isIsolated = isIsolated
    self.blur = blur
    self.mask = mask
  }

  /// Whether the items may be painted one by one, since the group does nothing that needs them as one picture.
  public var isPassThrough: Bool { opacity >= 1 && blendMode == .normal && !isIsolated && blur <= 0 && mask.isEmpty }
}

/// The silhouette of something in one colour, blurred.
public struct Shadow: Sendable, Hashable {
  public enum Caster: Sendable, Hashable {
    case path(Path)
    case glyphs(GlyphDrawing)
  }

  /// What casts the shadow, already moved to the shadow's place.
  public var casters: [Caster]
  public var color: Color
  /// The standard deviation of the Gaussian, px; 0 is sharp.
  public var blur: Double
  public var clip: Path?

  public init(_ casters: [Caster], color: Color, blur: Double, clip: Path? = nil) {
    self.casters = casters
    self.color = color
    self.blur = blur
    self.clip = clip
  }
}
