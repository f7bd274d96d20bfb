import Caching
import Files

/// Reads pictures and keeps those that were used last. One per worker.
///
/// A picture is kept as long as its file does not change (`FileStamp`) and the budget lasts.
public final class PictureLibrary {
  private enum Key: Hashable {
    case picture(FileStamp)
    case vector(FileStamp)
    case resampled(id: String, width: Int, height: Int)
  }

  private enum Entry {
    case picture(Picture)
    case vector(VectorPicture)
  }

  private var cache: RecentCache<Key, Entry>

  /// - Parameter bytes: How much decoded picture data may be kept between uses.
  public init(budget bytes: Int = 256 << 20) { cache = RecentCache(limit: bytes) }

  /// The picture in a JPEG, PNG or WebP file: upright and in sRGB.
  ///
  /// The kind is told from the contents. At most 100 million pixels and 256 MB.
  public func picture(at path: String) throws(ImagingError) -> Picture {
    let file = try SourceFile(path: path, limit: ImagingLimits.pictureBytes)
    if case .picture(let picture) = cache[.picture(file.stamp)] { return picture }
    let picture = try PictureReader.read(file.bytes(), path: path)
    cache.insert(.picture(picture), for: .picture(file.stamp), cost: picture.cost)
    return picture
  }

  /// An SVG file that can be drawn, stands on its own, and is at most 16 MB.
  public func vector(at path: String) throws(ImagingError) -> VectorPicture {
    let file = try SourceFile(path: path, limit: ImagingLimits.vectorBytes)
    if case .vector(let vector) = cache[.vector(file.stamp)] { return vector }
    let vector = try VectorReader.read(file.bytes(), path: path)
    cache.insert(.vector(vector), for: .vector(file.stamp), cost: vector.data.count)
    return vector
  }

  /// The picture at another size in pixels, without keeping its proportions.
  ///
  /// A size below one pixel counts as one; a size beyond 100 million pixels gives the picture as it is.
  public func resampled(_ picture: Picture, width: Int, height: Int) -> Picture {
    let (width, height) = (max(1, width), max(1, height))
    if (width, height) == (picture.width, picture.height) { return picture }
    guard ImagingLimits.allows(width: width, height: height), picture.width > 0, picture.height > 0,
      picture.pixels.count == picture.width * picture.height * 4
    else { return picture }
    let key = Key.resampled(id: picture.id, width: width, height: height)
    if case .picture(let known) = cache[key] { return known }
    let pixels = Resampler.scale(picture.pixels, from: (picture.width, picture.height), to: (width, height))
    let result = Picture(
      id: "\(picture.id)-\(width)x\(height)", width: width, height: height, isOpaque: picture.isOpaque, pixels: pixels,
      jpeg: nil, isLossy: picture.isLossy)
    cache.insert(.picture(result), for: key, cost: result.cost)
    return result
  }
}

extension Picture {
  fileprivate var cost: Int { pixels.count + (jpeg?.count ?? 0) + (inks?.jpeg.count ?? 0) }

  /// The premultiplied colour of one pixel, as blue, green, red, alpha.
  func pixel(_ x: Int, _ y: Int) -> [UInt8] {
    let at = (y * width + x) * 4
    return pixels.part(at..<at + 4) ?? []
  }
}
