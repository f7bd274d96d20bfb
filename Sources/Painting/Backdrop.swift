import CCairo
import CardSpec
import Scene

/// What a page, or a group that is painted as one, shows so far, as the screen's pixels: kept beside a document in inks
/// where a mode needs it that plates cannot blend.
///
/// A group in such a mode becomes a picture of the colours that blending gives it,
/// `Cs′ = (1 − αb)·Cs + αb·B(Cb, Cs)` (CSS Compositing 1, §10), with the alpha that it has itself. Painted in the normal
/// mode, that is the same as blending, so what lies below and beside it stays live.
final class Backdrop {
  /// Paints on the pixels all that the page's brush paints, in the same coordinates.
  let brush: Brush
  private let surface: PictureSurface
  // Safe: the only reference that this object owns, made in init and released in deinit. The brush that borrows it is
  // called through this object alone.
  private let context: OpaquePointer
  /// How many groups still need the backdrop.
  private var awaited: Int

  /// - Parameter items: All that is painted as one; `nil` where no mode among them needs a backdrop.
  init?(of items: [Item], on page: Brush) throws(PaintingError) {
    let reaches = items.flatMap(\.reachesOfScreenBlending)
    awaited = reaches.count
    guard let whole = reaches.reduce(nil, { (whole: Rect?, part) in whole?.union(part) ?? part }),
      let area = whole.grown(by: 1).intersection(page.visible.grown(by: 1)),
      let grid = PixelGrid(covering: area, matrix: page.pixelMatrix)
    else { return nil }
    surface = try PictureSurface(width: grid.width, height: grid.height)
    context = try grid.context(on: surface)
    brush = Brush(context: context, painter: page.painter, target: .image, scene: page.scene, area: grid.frame)
  }

  deinit { cairo_destroy(context) }

  /// Whether no group is left that needs what would be painted.
  var isDone: Bool { awaited <= 0 }

  func paint(_ item: Item, opacity: Double) throws(PaintingError) {
    guard item.reach?.intersection(brush.visible) != nil else { return }
    try brush.paint(item, opacity: opacity)
  }

  // MARK: Blending

  /// A group in the colours that blending gives it, as pixels.
  struct Blended {
    /// Where the group is transparent, those of the backdrop: what scales a picture mixes colours before it masks them.
    fileprivate let colors: PictureSurface
    fileprivate let coverage: PictureSurface
    /// From user space to the pixels.
    fileprivate let matrix: cairo_matrix_t

    func paint(on context: OpaquePointer) throws(PaintingError) {
      try colors.withPattern(matrix) { (pattern) throws(PaintingError) in cairo_set_source(context, pattern) }
      try coverage.withPattern(matrix) { (pattern) throws(PaintingError) in cairo_mask(context, pattern) }
    }
  }

  /// Paints a group on the pixels, too. `nil` where nothing of it can be seen.
  func blend(_ group: Group) throws(PaintingError) -> Blended? {
    awaited -= 1
    guard let area = pixels(of: group) else { return nil }
    var matrix = cairo_matrix_t()
    cairo_get_matrix(context, &matrix)
    matrix.x0 -= Double(area.left)
    matrix.y0 -= Double(area.top)
    let blended = try PictureSurface(width: area.width, height: area.height)
    try painting(on: blended) { (context) throws(PaintingError) in
      cairo_set_matrix(context, &matrix)
      var alone = group
      alone.blendMode = .normal
      try Brush(context: context, painter: brush.painter, target: .image, scene: brush.scene, area: brush.visible)
        .paint(Item(.group(alone)), opacity: 1)
    }
    let together = try PictureSurface(width: area.width, height: area.height)
    try painting(on: together) { (context) throws(PaintingError) in
      cairo_set_operator(context, CAIRO_OPERATOR_SOURCE)
      cairo_set_source_surface(context, surface.pointer, -Double(area.left), -Double(area.top))
      cairo_paint(context)
      cairo_set_operator(context, group.blendMode.cairoOperator)
      cairo_set_source_surface(context, blended.pointer, 0, 0)
      cairo_paint(context)
    }
    takeBackdrop(from: together, at: area, into: blended)
    // Through the clip of the groups around it.
    cairo_save(context)
    cairo_identity_matrix(context)
    cairo_set_source_surface(context, blended.pointer, Double(area.left), Double(area.top))
    cairo_paint(context)
    cairo_restore(context)
    try check(cairo_status(context), "cannot blend a part of \(brush.scene.card)")
    let colors = try PictureSurface(width: area.width, height: area.height, isOpaque: true)
    let coverage = try PictureSurface(width: area.width, height: area.height, isCoverage: true)
    split(blended, over: together, colors, coverage)
    return Blended(colors: colors, coverage: coverage, matrix: matrix)
  }

  private struct PixelArea {
    var left: Int
    var top: Int
    var width: Int
    var height: Int
  }

  /// The pixels that a group reaches within the clip.
  private func pixels(of group: Group) -> PixelArea? {
    guard let reach = group.reach?.intersection(brush.visible), reach.isFinite else { return nil }
    cairo_save(context)
    defer { cairo_restore(context) }
    var matrix = cairo_matrix_t()
    cairo_get_matrix(context, &matrix)
    cairo_identity_matrix(context)
    var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
    cairo_clip_extents(context, &left, &top, &right, &bottom)
    let toPixels = Transform(a: matrix.xx, b: matrix.yx, c: matrix.xy, d: matrix.yy, tx: matrix.x0, ty: matrix.y0)
    let place = toPixels.map(reach).intersection(Rect(left, top, right - left, bottom - top))
    guard let place, place.isFinite else { return nil }
    let (x, y) = (max(0, Int(place.x.rounded(.down))), max(0, Int(place.y.rounded(.down))))
    let (endX, endY) = (
      min(surface.width, Int(place.maxX.rounded(.up))), min(surface.height, Int(place.maxY.rounded(.up)))
    )
    return endX > x && endY > y ? PixelArea(left: x, top: y, width: endX - x, height: endY - y) : nil
  }

  private func painting(
    on surface: PictureSurface, _ body: (OpaquePointer) throws(PaintingError) -> Void
  ) throws(PaintingError) {
    guard let context = cairo_create(surface.pointer) else { throw PaintingError("out of memory for a picture") }
    defer { cairo_destroy(context) }
    try body(context)
    try check(cairo_status(context), "cannot blend a part of \(brush.scene.card)")
  }

  // MARK: Pixels

  /// Takes from pixels that a group was blended into what shows through of the backdrop, `(1 − αs)·αb·Cb`.
  ///
  /// - Parameters:
  ///   - together: The backdrop with the group.
  ///   - group: The group alone; only its alpha is read, and its colours become the blended ones.
  private func takeBackdrop(from together: PictureSurface, at area: PixelArea, into group: PictureSurface) {
    guard let below = Rows(surface), let sum = Rows(together), let own = Rows(group) else { return }
    for y in 0..<area.height {
      let below = below.row(area.top + y) + area.left * 4
      let (sum, own) = (sum.row(y), own.row(y))
      for x in 0..<area.width {
        let alpha = Int32(own[4 * x + 3])
        for at in 4 * x..<4 * x + 3 {
          let shown = (Int32(below[at]) * (255 - alpha) + 127) / 255
          own[at] = UInt8(truncatingIfNeeded: min(max(Int32(sum[at]) - shown, 0), alpha))
        }
      }
    }
    cairo_surface_mark_dirty(group.pointer)
  }

  /// Parts premultiplied pixels into colours and coverage.
  ///
  /// - Parameter ground: Where nothing covers it, its colours on white.
  private func split(
    _ pixels: PictureSurface, over ground: PictureSurface, _ colors: PictureSurface, _ coverage: PictureSurface
  ) {
    guard let from = Rows(pixels), let below = Rows(ground), let to = Rows(colors), let alphas = Rows(coverage) else {
      return
    }
    for y in 0..<pixels.height {
      let (from, below, to, alphas) = (from.row(y), below.row(y), to.row(y), alphas.row(y))
      for x in 0..<pixels.width {
        let alpha = Int32(from[4 * x + 3])
        alphas[x] = UInt8(truncatingIfNeeded: alpha)
        for at in 4 * x..<4 * x + 3 {
          let straight =
            alpha == 0
            ? Int32(below[at]) + 255 - Int32(below[4 * x + 3]) : (Int32(from[at]) * 255 + alpha / 2) / alpha
          to[at] = UInt8(truncatingIfNeeded: min(straight, 255))
        }
      }
    }
    for each in [colors, coverage] { cairo_surface_mark_dirty(each.pointer) }
  }

  /// The rows of a surface's bytes.
  private struct Rows {
    // Safe: Cairo allocated `stride × height` bytes, of which a row uses those of its pixels, and callers keep the
    // surface and stay within its size.
    private let start: UnsafeMutablePointer<UInt8>
    private let stride: Int

    init?(_ surface: PictureSurface) {
      cairo_surface_flush(surface.pointer)
      guard let start = cairo_image_surface_get_data(surface.pointer) else { return nil }
      self.start = start
      stride = Int(cairo_image_surface_get_stride(surface.pointer))
    }

    func row(_ y: Int) -> UnsafeMutablePointer<UInt8> { start + y * stride }
  }
}

extension Item {
  /// Where a mode that only the screen can blend mixes parts of the item with what lies around it.
  fileprivate var reachesOfScreenBlending: [Rect] {
    guard case .group(let group) = drawing, group.opacity > 0 else { return [] }
    if !group.blendMode.suitsPlates { return [group.reach].compactMap(\.self) }
    guard group.isPassThrough else { return [] }
    let inside = group.items.flatMap(\.reachesOfScreenBlending)
    guard let bounds = group.clip?.bounds else { return inside.map(group.transform.map) }
    return inside.compactMap { $0.intersection(bounds) }.map(group.transform.map)
  }
}
