import CCairo
import Caching
import Imaging
import Scene
import Typesetting

/// Paints scenes. Keeps open fonts, SVG files and picture surfaces between scenes; one per worker.
public final class Painter {
  /// The largest width or height of a Cairo image, pixels.
  static let largestSide = 32_767
  /// The most pixels of an image that is painted: a story at eight times its size has 133 million, which take half a
  /// gigabyte.
  static let largestArea = 200_000_000

  private struct FaceKey: Hashable {
    var file: String
    var index: Int
  }

  private struct PictureKey: Hashable {
    var id: String
    var width: Int
    var height: Int
    var document: Bool
  }

  /// Makes a picture of the given size in pixels from a larger one, for raster output.
  public typealias Resampler = (_ picture: Picture, _ width: Int, _ height: Int) -> Picture

  private var faces = RecentCache<FaceKey, CairoFontFace>(limit: 128)
  private var pictures: RecentCache<PictureKey, PictureSurface>
  private var vectors: RecentCache<String, VectorDrawing>
  private let resampler: Resampler?
  let fontOptions = FontOptions()

  /// - Parameters:
  ///   - resampler: Scales pictures down before they are drawn on images; Cairo's own filter does where it is `nil`.
  ///     PDFs always get the picture as it is.
  ///   - bytes: How much decoded picture data may be kept between uses, and a third as much of SVG files.
  public init(resampler: Resampler? = nil, budget bytes: Int = 192 << 20) {
    self.resampler = resampler
    vectors = RecentCache(limit: bytes / 3)
    pictures = RecentCache(limit: bytes)
  }

  /// The scene as pixels, on a transparent ground.
  ///
  /// - Parameters:
  ///   - scale: Pixels per px. The image measures the trim size times the scale, rounded.
  ///   - includeBleed: Whether the paint around the trim box is part of the image.
  /// - Throws: If a side is larger than 32,767 pixels or the area than 200 million, or something in the scene cannot be drawn.
  public func raster(
    _ scene: Scene, scale: Double, includeBleed: Bool = false
  ) throws(PaintingError) -> RasterImage {
    let bleed = includeBleed ? scene.bleed : 0
    let area = Rect(-bleed, -bleed, scene.trim.width + 2 * bleed, scene.trim.height + 2 * bleed)
    let width = try Self.pixels(area.width * scale, of: scene)
    let height = try Self.pixels(area.height * scale, of: scene)
    guard width * height <= Self.largestArea else {
      throw PaintingError(
        "\(scene.card) would be \(width) × \(height) pixels; an image has at most \(Self.largestArea / 1_000_000) million "
          + "pixels, so render it at a smaller scale")
    }
    let stride = width * 4
    var pixels = [UInt8](repeating: 0, count: stride * height)
    try pixels.withUnsafeMutableBufferPointer { (buffer) throws(PaintingError) in
      // Safe: Cairo writes to `stride × height` bytes, which the array has; the surface is finished and released before
      // the buffer's closure ends, so that Cairo cannot use it later even if someone still held a reference.
      guard
        let surface = cairo_image_surface_create_for_data(
          buffer.baseAddress, CAIRO_FORMAT_ARGB32, Int32(width), Int32(height), Int32(stride))
      else { throw PaintingError("out of memory for an image") }
      defer {
        cairo_surface_finish(surface)
        cairo_surface_destroy(surface)
      }
      try check(cairo_surface_status(surface), "cannot make an image of \(width) × \(height) pixels")
      guard let context = cairo_create(surface) else { throw PaintingError("out of memory for an image") }
      defer { cairo_destroy(context) }
      // The image's edges are the card's edges, even where rounding to whole pixels moved them a little.
      cairo_scale(context, Double(width) / area.width, Double(height) / area.height)
      cairo_translate(context, bleed, bleed)
      try Brush(context: context, painter: self, target: .image, scene: scene, area: area).paint()
      cairo_surface_flush(surface)
      try check(cairo_surface_status(surface), "cannot paint \(scene.card)")
    }
    return RasterImage(width: width, height: height, stride: stride, pixels: pixels)
  }

  private static func pixels(_ length: Double, of scene: Scene) throws(PaintingError) -> Int {
    guard length.isFinite, length >= 0.5, length.rounded() <= Double(largestSide) else {
      throw PaintingError(
        "\(scene.card) would be \(length) pixels wide or high; an image has 1 to \(largestSide) pixels on each side")
    }
    return Int(length.rounded())
  }
}

// MARK: What is kept

extension Painter {
  func face(_ face: FontFace) throws(PaintingError) -> CairoFontFace {
    let key = FaceKey(file: face.file, index: face.index)
    if let known = faces[key] { return known }
    let made = try CairoFontFace(face)
    faces.insert(made, for: key, cost: 1)
    return made
  }

  func vector(_ vector: VectorPicture) throws(PaintingError) -> VectorDrawing {
    if let known = vectors[vector.id] { return known }
    let made = try VectorDrawing(vector)
    // What librsvg builds in memory is several times the file, and some of it whatever the file.
    vectors.insert(made, for: vector.id, cost: (32 << 10) + vector.data.count * 8)
    return made
  }

  /// The surface of a picture for an image on which it covers `width × height` pixels.
  func imageSurface(_ picture: Picture, width: Double, height: Double) throws(PaintingError) -> PictureSurface {
    guard let resampler, width.isFinite, height.isFinite, width >= 1, height >= 1 else {
      return try surface(picture, document: false)
    }
    let (columns, rows) = (width.rounded(.up), height.rounded(.up))
    // Enlarging is left to Cairo: it needs no more memory than the picture has.
    guard columns <= Double(picture.width), rows <= Double(picture.height) else {
      return try surface(picture, document: false)
    }
    return try surface(resampler(picture, Int(columns), Int(rows)), document: false)
  }

  func documentSurface(_ picture: Picture) throws(PaintingError) -> PictureSurface {
    try surface(picture, document: true)
  }

  private func surface(_ picture: Picture, document: Bool) throws(PaintingError) -> PictureSurface {
    let key = PictureKey(id: picture.id, width: picture.width, height: picture.height, document: document)
    if let known = pictures[key] { return known }
    let made = try PictureSurface(picture, document: document)
    pictures.insert(made, for: key, cost: picture.pixels.count + (picture.jpeg?.count ?? 0))
    return made
  }
}
