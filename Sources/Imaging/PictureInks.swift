/// The inks that a CMYK JPEG states: the file itself, unpacked only where a press asks for it.
public final class PictureInks: Sendable {
  /// The file without its metadata.
  public let jpeg: [UInt8]
  private let header: PictureHeader

  /// The ICC profile of the inks; `nil` where the file names none, and leaves them to the press.
  public var profile: [UInt8]? { header.profile }
  /// Whether the file stores 255 where there is no ink, as Adobe's programs do.
  public var isInverted: Bool { header.isInverted }
  /// Whether the file's rows are the picture's own, from the top, without a turn by EXIF.
  public var isUpright: Bool { header.orientation == 1 }

  /// - Parameter header: As it was read; `nil` for files without inks.
  init?(_ header: PictureHeader) {
    guard let jpeg = header.inks else { return nil }
    self.jpeg = jpeg
    self.header = header
  }

  /// Upright; four bytes a pixel: cyan, magenta, yellow, black; 255 is full ink.
  ///
  /// - Returns: `nil` where the library has no memory for it.
  public func pixels() -> [UInt8]? {
    guard var pixels = JPEGDecoder()?.decode(jpeg, header: header) else { return nil }
    if isInverted { for at in pixels.indices { pixels[at] = 255 - pixels[at] } }
    guard !isUpright else { return pixels }
    return PixelArithmetic.upright(pixels, width: header.width, height: header.height, header.orientation)
  }

  /// Inks of another number of pixels.
  public static func scaled(
    _ pixels: [UInt8], from: (width: Int, height: Int), to: (width: Int, height: Int)
  ) -> [UInt8] {
    from == to ? pixels : Resampler.scaleChannels(pixels, from: from, to: to)
  }
}
