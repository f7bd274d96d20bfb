import Hashing

/// Turns the bytes of a file into an upright sRGB picture.
enum PictureReader {
  static func read(_ bytes: [UInt8], path: String) throws(ImagingError) -> Picture {
    guard !bytes.isEmpty else { throw .damaged(path: path, detail: "The file is empty") }
    var header = try header(bytes, path)
    let inks = PictureInks(header)
    var pixels = try decode(bytes, header, path)
    if let profile = header.profile {
      pixels = try convert(pixels, profile, &header, path)
    } else if header.components == 4 {
      pixels = PixelArithmetic.plainInks(pixels, inverted: header.isInverted)
    }
    let isOpaque = PixelArithmetic.premultiply(&pixels)
    if header.orientation != 1 {
      pixels = PixelArithmetic.upright(pixels, width: header.width, height: header.height, header.orientation)
      if header.orientation >= 5 { (header.width, header.height) = (header.height, header.width) }
    }
    return Picture(
      id: SHA256.digest(of: bytes).hex, width: header.width, height: header.height, isOpaque: isOpaque, pixels: pixels,
      jpeg: header.passthrough, isLossy: header.isLossy, inks: inks)
  }

  private static func header(_ bytes: [UInt8], _ path: String) throws(ImagingError) -> PictureHeader {
    let header: PictureHeader
    do { header = try PictureHeader.read(bytes) } catch {
      switch error {
      case .unknownKind: throw .unknownKind(path: path)
      case .damaged(let detail): throw .damaged(path: path, detail: detail)
      case .badProfile(let profile): throw .badProfile(path: path, profile: profile)
      }
    }
    guard ImagingLimits.allows(width: header.width, height: header.height) else {
      throw .tooManyPixels(path: path, width: header.width, height: header.height)
    }
    return header
  }

  private static func decode(
    _ bytes: [UInt8], _ header: PictureHeader, _ path: String
  ) throws(ImagingError) -> [UInt8] {
    let damaged = ImagingError.damaged(path: path, detail: "Its picture data cannot be decoded to the end")
    if header.kind == .jpeg {
      guard let decoder = JPEGDecoder() else { throw .noDecoder(path: path, kind: header.kind.rawValue) }
      guard let pixels = decoder.decode(bytes, header: header) else { throw damaged }
      return pixels
    }
    do { return try PixbufDecoder(kind: header.kind).decode(bytes, header: header) } catch {
      switch error {
      case .noDecoder: throw .noDecoder(path: path, kind: header.kind.rawValue)
      case .damaged: throw damaged
      }
    }
  }

  private static func convert(
    _ pixels: [UInt8], _ profile: [UInt8], _ header: inout PictureHeader, _ path: String
  ) throws(ImagingError) -> [UInt8] {
    let space = ColorConversion.Space(profile: profile)
    // A grey profile needs grey pixels and inks need inks; a colour profile also suits grey stored as colour.
    let isGray = space == .gray && header.components != 4
    let source: ColorConversion.Source =
      header.components == 4 ? .ink(inverted: header.isInverted) : isGray ? .gray : .color
    guard !isGray || PixelArithmetic.isGray(pixels),
      let conversion = ColorConversion(profile: profile, source: source)
    else { throw .badProfile(path: path, profile: ColorConversion.name(of: profile)) }
    if conversion.isIdentity { return pixels }
    header.passthrough = nil
    let count = pixels.count / 4
    if !isGray { return conversion.converted(pixels, pixels: count) }
    let table = conversion.converted((0...255).map(UInt8.init), pixels: 256)
    return PixelArithmetic.mapGray(pixels, through: table)
  }
}
