import Caching
import CardSpec
import Imaging
import PressColor

/// Prepares pictures for a press: not finer than paper can show, and in inks.
///
/// Pictures from lossy files are packed as JPEG again, once for all pages and documents that show them. All others stay
/// as they are here, and are converted in the finished file without a loss.
final class PressPictures {
  private struct Key: Hashable {
    var id: String
    var width: Int
    var height: Int
  }

  private let conversion: PressConversion
  private let library: PictureLibrary
  private let settings: PressSettings
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
    let result = packed(library.resampled(picture, width: columns, height: rows))
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

  private func packed(_ picture: Picture) -> Picture {
    // The file's own JPEG is for screens, in red, green and blue.
    var jpeg: [UInt8]?
    if picture.isOpaque, picture.isLossy {
      if let plate = conversion.blackPlate(ofPixels: picture.pixels) {
        jpeg = encode(plate, picture, .gray)
      } else {
        jpeg = encode(conversion.inks(ofPixels: picture.pixels), picture, .inks)
      }
    }
    return Picture(
      id: "press \(picture.id)", width: picture.width, height: picture.height, isOpaque: picture.isOpaque,
      pixels: picture.pixels, jpeg: jpeg, isLossy: picture.isLossy)
  }

  private func encode(_ pixels: [UInt8], _ picture: Picture, _ layout: JPEGEncoder.Layout) -> [UInt8]? {
    JPEGEncoder.encode(
      pixels, width: picture.width, height: picture.height, layout: layout, quality: settings.quality)
  }
}
