import Caching
import CardSpec
import Hashing
import Imaging
import PressColor

/// Prepares pictures for a press: not finer than paper can show, and in inks.
///
/// Pictures from lossy files are packed as JPEG again, once for all pages and documents that show them. All others stay
/// as they are here, and are converted in the finished file without a loss. CMYK files keep their inks where they are
/// the press's own, and are converted once, from ink to ink, where they are not.
final class PressPictures {
  private struct Key: Hashable {
    var id: String
    var width: Int
    var height: Int
  }

  private let conversion: PressConversion
  private let library: PictureLibrary
  private let settings: PressSettings
  /// Files that pass into documents as they are, by what they hold.
  private var inverted: Set<String> = []
  private var prepared = RecentCache<Key, Picture>(limit: 128 << 20)

  init(_ conversion: PressConversion, _ library: PictureLibrary, _ settings: PressSettings) {
    self.conversion = conversion
    self.library = library
    self.settings = settings
  }

  /// - Parameters: The size on paper, inches.
  func prepared(_ picture: Picture, width: Double, height: Double) -> Picture {
    let (columns, rows) = size(of: picture, width: width, height: height)
    let key = Key(id: picture.id, width: columns, height: rows)
    if let known = prepared[key] { return known }
    let scaled = library.resampled(picture, width: columns, height: rows)
    let result = picture.inks.flatMap { inked($0, picture, scaled) } ?? packed(scaled)
    prepared.insert(result, for: key, cost: result.pixels.count + (result.jpeg?.count ?? 0))
    return result
  }

  /// The fewest pixels that give the resolution in both directions; a tenth more is not worth another loss of detail.
  private func size(of picture: Picture, width: Double, height: Double) -> (width: Int, height: Int) {
    let share = max(
      width * settings.resolution / Double(picture.width), height * settings.resolution / Double(picture.height))
    guard share.isFinite, share > 0, share < 1 / 1.1 else { return (picture.width, picture.height) }
    return (
      Int((Double(picture.width) * share).rounded(.up)), Int((Double(picture.height) * share).rounded(.up))
    )
  }

  /// Whether a JPEG in a document is one whose file stores 255 where there is no ink, which PDF must be told.
  func isInverted(_ jpeg: [UInt8]) -> Bool { inverted.contains(SHA256.digest(of: jpeg).hex) }

  // MARK: Packing

  /// - Returns: `nil` where the inks cannot be had; the picture's colours are converted then.
  private func inked(_ inks: PictureInks, _ picture: Picture, _ scaled: Picture) -> Picture? {
    guard let own = inks.pixels(), own.count == picture.width * picture.height * 4,
      let converted = try? conversion.inks(ofInks: own, for: inks.profile)
    else { return nil }
    let (from, to) = ((picture.width, picture.height), (scaled.width, scaled.height))
    var jpeg: [UInt8]?
    if converted == own, from == to, inks.isUpright {
      jpeg = inks.jpeg
      if inks.isInverted { inverted.insert(SHA256.digest(of: inks.jpeg).hex) }
    } else {
      // The filters overshoot at edges, by some ink.
      let pixels = try? conversion.inks(ofInks: PictureInks.scaled(converted, from: from, to: to), for: nil)
      jpeg = pixels.flatMap { encodeInks($0, scaled) }
    }
    return Picture(
      id: "press \(scaled.id)", width: scaled.width, height: scaled.height, isOpaque: true, pixels: scaled.pixels,
      jpeg: jpeg, isLossy: true)
  }

  private func packed(_ picture: Picture) -> Picture {
    // The file's own JPEG is for screens, in red, green and blue.
    var jpeg: [UInt8]?
    if picture.isOpaque, picture.isLossy {
      if let plate = conversion.blackPlate(ofPixels: picture.pixels) {
        jpeg = encode(plate, picture, .gray)
      } else {
        jpeg = encodeInks(conversion.inks(ofPixels: picture.pixels), picture)
      }
    }
    return Picture(
      id: "press \(picture.id)", width: picture.width, height: picture.height, isOpaque: picture.isOpaque,
      pixels: picture.pixels, jpeg: jpeg, isLossy: picture.isLossy)
  }

  /// JPEG moves inks by some steps; where that takes them beyond what the paper takes, less is packed.
  ///
  /// - Returns: `nil` where no packing keeps to it: the picture's colours are converted without a loss then.
  private func encodeInks(_ pixels: [UInt8], _ picture: Picture) -> [UInt8]? {
    var (pixels, limit) = (pixels, conversion.totalInk)
    for _ in 0..<Self.attempts {
      guard let jpeg = encode(pixels, picture, .inks),
        let most = JPEGEncoder.largestInk(of: jpeg, width: picture.width, height: picture.height)
      else { return nil }
      guard most > conversion.totalInk else { return jpeg }
      limit -= most - conversion.totalInk + 1 / 255
      pixels = conversion.limited(pixels, to: limit)
    }
    return nil
  }

  private static let attempts = 4

  private func encode(_ pixels: [UInt8], _ picture: Picture, _ layout: JPEGEncoder.Layout) -> [UInt8]? {
    JPEGEncoder.encode(
      pixels, width: picture.width, height: picture.height, layout: layout, quality: settings.quality)
  }
}
