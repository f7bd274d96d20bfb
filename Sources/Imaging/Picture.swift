/// A decoded raster picture: upright, in sRGB, ready to be drawn. Immutable and shared.
public final class Picture: Sendable, Hashable {
  /// The SHA-256 of the file's bytes, hexadecimal; of a resampled picture, that and its size.
  public let id: String
  /// Size in pixels, after EXIF orientation.
  public let width: Int
  public let height: Int
  public let isOpaque: Bool
  /// Premultiplied BGRA in memory order on little-endian machines (Cairo's ARGB32), rows of `width × 4` bytes, sRGB.
  public let pixels: [UInt8]
  /// The original JPEG file where it may pass into a PDF untouched: upright, RGB or grey, sRGB or untagged.
  public let jpeg: [UInt8]?
  /// Whether the file had given up fine detail to its compression, as JPEG and most WebP do: packed that way again, at a
  /// high quality, it loses nothing that can be seen.
  public let isLossy: Bool
  /// The inks of a CMYK file, for a press; screens are shown `pixels`.
  public let inks: PictureInks?

  public init(
    id: String, width: Int, height: Int, isOpaque: Bool, pixels: [UInt8], jpeg: [UInt8]?, isLossy: Bool = false,
    inks: PictureInks? = nil
  ) {
    self.id = id
    self.width = width
    self.height = height
    self.isOpaque = isOpaque
    self.pixels = pixels
    self.jpeg = jpeg
    self.isLossy = isLossy
    self.inks = inks
  }

  public static func == (a: Picture, b: Picture) -> Bool { a.id == b.id && a.width == b.width && a.height == b.height }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// An SVG file that was checked: its bytes and its natural size in px.
public final class VectorPicture: Sendable, Hashable {
  /// The SHA-256 of the file's bytes, hexadecimal.
  public let id: String
  public let data: [UInt8]
  public let width: Double
  public let height: Double

  public init(id: String, data: [UInt8], width: Double, height: Double) {
    self.id = id
    self.data = data
    self.width = width
    self.height = height
  }

  public static func == (a: VectorPicture, b: VectorPicture) -> Bool { a.id == b.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A QR symbol: `size × size` modules, row by row, `true` is dark. Without quiet zone.
public struct QRCode: Sendable, Hashable {
  public let size: Int
  public let modules: [Bool]

  public init(size: Int, modules: [Bool]) {
    self.size = size
    self.modules = modules
  }
}
