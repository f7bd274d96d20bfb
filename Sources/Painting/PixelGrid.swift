import CCairo
import Scene

/// Where the pixels of something lie that is computed pixel by pixel: in user space, along its axes.
struct PixelGrid {
  /// User space.
  private(set) var frame: Rect
  private(set) var width: Int
  private(set) var height: Int
  /// Pixels per unit of user space.
  private(set) var densityX: Double
  private(set) var densityY: Double

  /// Together these bound memory: a side that Cairo takes, and 64 million pixels.
  private static let mostPixels = Double(1 << 26)

  /// `nil` where nothing would be seen.
  ///
  /// - Parameters:
  ///   - rect: What the pixels must cover.
  ///   - matrix: From user space to the pixels of the target.
  ///   - coarseness: How many pixels of the target one pixel is wide and high, at least 1. Fine grids lie on the
  ///     target's own pixels where it is neither turned nor slanted.
  init?(covering rect: Rect, matrix: cairo_matrix_t, coarseness: (x: Double, y: Double) = (1, 1)) {
    let (fullX, fullY) = Self.densities(of: matrix)
    guard rect.isFinite, rect.width > 0, rect.height > 0, fullX.isFinite, fullY.isFinite, fullX > 0, fullY > 0 else {
      return nil
    }
    let isFine = coarseness.x <= 1 && coarseness.y <= 1
    let isUpright = matrix.xy == 0 && matrix.yx == 0
    var (x, y) = (fullX / max(1, coarseness.x), fullY / max(1, coarseness.y))
    x = min(x, Double(Painter.largestSide - 2) / rect.width)
    y = min(y, Double(Painter.largestSide - 2) / rect.height)
    let excess = (rect.width * x + 2) * (rect.height * y + 2) / Self.mostPixels
    if excess > 1 { (x, y) = (x / excess.squareRoot(), y / excess.squareRoot()) }
    (densityX, densityY) = (x, y)
    var origin = Point(rect.x, rect.y)
    if isFine, isUpright, excess <= 1 {
      origin.x = Self.aligned(rect.x, rect.maxX, scale: matrix.xx, offset: matrix.x0)
      origin.y = Self.aligned(rect.y, rect.maxY, scale: matrix.yy, offset: matrix.y0)
    }
    width = max(1, Int(((rect.maxX - origin.x) * x - 1e-6).rounded(.up)))
    height = max(1, Int(((rect.maxY - origin.y) * y - 1e-6).rounded(.up)))
    frame = Rect(origin.x, origin.y, Double(width) / x, Double(height) / y)
  }

  static func densities(of matrix: cairo_matrix_t) -> (x: Double, y: Double) {
    (
      (matrix.xx * matrix.xx + matrix.yx * matrix.yx).squareRoot(),
      (matrix.xy * matrix.xy + matrix.yy * matrix.yy).squareRoot()
    )
  }

  /// The start of a span, moved down to an edge between pixels of the target.
  private static func aligned(_ start: Double, _ end: Double, scale: Double, offset: Double) -> Double {
    // A mirrored axis counts pixels from the other side.
    let place = start * scale + offset
    return ((scale > 0 ? (place + 1e-6).rounded(.down) : (place - 1e-6).rounded(.up)) - offset) / scale
  }

  /// The middle of a pixel in user space.
  func middle(_ column: Int, _ row: Int) -> Point {
    Point(frame.x + (Double(column) + 0.5) / densityX, frame.y + (Double(row) + 0.5) / densityY)
  }

  /// Paints on a surface of its own.
  func paint(
    isCoverage: Bool, _ body: (OpaquePointer) throws(PaintingError) -> Void
  ) throws(PaintingError) -> PictureSurface {
    let surface = try PictureSurface(width: width, height: height, isCoverage: isCoverage)
    let context = try context(on: surface)
    defer { cairo_destroy(context) }
    try body(context)
    try check(cairo_status(context), "cannot paint a part of a picture")
    return surface
  }

  /// A context with the grid's user space on a surface of these pixels. The caller destroys it.
  func context(on surface: PictureSurface) throws(PaintingError) -> OpaquePointer {
    guard let context = cairo_create(surface.pointer) else { throw PaintingError("out of memory for a picture") }
    cairo_scale(context, densityX, densityY)
    cairo_translate(context, -frame.x, -frame.y)
    return context
  }

  /// Makes a surface of these pixels the context's source.
  func setSource(_ surface: PictureSurface, on context: OpaquePointer) throws(PaintingError) {
    try surface.withPattern(toPixels) { (pattern) throws(PaintingError) in cairo_set_source(context, pattern) }
  }

  /// Paints the context's source through a surface of these pixels.
  func mask(_ surface: PictureSurface, on context: OpaquePointer) throws(PaintingError) {
    try surface.withPattern(toPixels) { (pattern) throws(PaintingError) in cairo_mask(context, pattern) }
  }

  /// From user space to the pixels.
  private var toPixels: cairo_matrix_t {
    var matrix = cairo_matrix_t()
    cairo_matrix_init_scale(&matrix, densityX, densityY)
    cairo_matrix_translate(&matrix, -frame.x, -frame.y)
    return matrix
  }
}
