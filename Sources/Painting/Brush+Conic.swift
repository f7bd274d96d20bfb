import CCairo
import CardSpec
import Scene

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Brush {
  /// Makes a conic gradient the source: pixels on images, patches of a mesh in documents, which have no such gradient.
  func setConic(
    _ center: Point, _ angle: Double, _ stops: [Paint.Stop], within path: Path, opacity: Double
  ) throws(PaintingError) -> Bool {
    guard stops.contains(where: { $0.color.alpha > 0 }), opacity > 0,
      let area = path.bounds?.grown(by: 1).intersection(visible.grown(by: 1))
    else { return false }
    switch target {
    case .image: return try setConicPixels(ConicColors(stops, opacity: opacity), center, angle, area)
    case .document:
      let corners = [area.x, area.maxX].flatMap { x in [area.y, area.maxY].map { y in (x - center.x, y - center.y) } }
      let radius = corners.map { ($0.0 * $0.0 + $0.1 * $0.1).squareRoot() }.max() ?? 0
      try setConicMesh(stops, center, angle, radius: radius + 1, opacity: opacity)
      return true
    }
  }

  private func setConicPixels(
    _ colors: ConicColors, _ center: Point, _ angle: Double, _ area: Rect
  ) throws(PaintingError) -> Bool {
    guard let grid = PixelGrid(covering: area, matrix: pixelMatrix) else { return false }
    let surface = try PictureSurface(width: grid.width, height: grid.height)
    cairo_surface_flush(surface.pointer)
    let stride = Int(cairo_image_surface_get_stride(surface.pointer))
    // Cairo allocated `stride × height` bytes; each row takes `width × 4`.
    if let pixels = cairo_image_surface_get_data(surface.pointer) {
      for row in 0..<grid.height {
        let target = UnsafeMutableRawPointer(pixels + row * stride).assumingMemoryBound(to: UInt32.self)
        for column in 0..<grid.width {
          let place = grid.middle(column, row)
          let turns = (atan2(place.x - center.x, center.y - place.y) - angle) / (2 * .pi)
          target[column] = colors.premultiplied(at: turns - turns.rounded(.down))
        }
      }
    }
    cairo_surface_mark_dirty(surface.pointer)
    try grid.setSource(surface, on: context)
    return true
  }

  private func setConicMesh(
    _ stops: [Paint.Stop], _ center: Point, _ angle: Double, radius: Double, opacity: Double
  ) throws(PaintingError) {
    guard let mesh = cairo_pattern_create_mesh() else { throw PaintingError("out of memory for a gradient") }
    defer { cairo_pattern_destroy(mesh) }
    let placed = placed(stops)
    for (from, to) in zip(placed, placed.dropFirst()) where to.offset > from.offset {
      // Narrow patches: within one, colours run along a curve, not along the angle.
      let pieces = max(1, Int(((to.offset - from.offset) * 36).rounded(.up)))
      for piece in 0..<pieces {
        let shares = [piece, piece + 1].map { Double($0) / Double(pieces) }
        let offsets = shares.map { from.offset + (to.offset - from.offset) * $0 }
        let colors = shares.map { from.color.plainlyMixed(with: to.color, $0) }
        let angles = offsets.map { angle + $0 * 2 * .pi }
        addPatch(to: mesh, center, radius, angles, colors, opacity)
      }
    }
    try check(cairo_pattern_status(mesh), "cannot make a gradient")
    cairo_set_source(context, mesh)
  }

  /// A sector as a patch whose fourth side has no length.
  private func addPatch(
    to mesh: OpaquePointer, _ center: Point, _ radius: Double, _ angles: [Double], _ colors: [Color], _ opacity: Double
  ) {
    // The arc's control points lie on its tangents.
    let reach = 4.0 / 3 * tan((angles[1] - angles[0]) / 4) * radius
    let ends = angles.map { Point(center.x + sin($0) * radius, center.y - cos($0) * radius) }
    let handles = zip(angles, [reach, -reach]).map { Point(cos($0) * $1, sin($0) * $1) }
    cairo_mesh_pattern_begin_patch(mesh)
    cairo_mesh_pattern_move_to(mesh, center.x, center.y)
    cairo_mesh_pattern_line_to(mesh, ends[0].x, ends[0].y)
    cairo_mesh_pattern_curve_to(
      mesh, ends[0].x + handles[0].x, ends[0].y + handles[0].y, ends[1].x + handles[1].x, ends[1].y + handles[1].y,
      ends[1].x, ends[1].y)
    cairo_mesh_pattern_line_to(mesh, center.x, center.y)
    for (corner, color) in [colors[0], colors[0], colors[1], colors[1]].enumerated() {
      let (red, green, blue) = components(of: color, alpha: color.alpha * opacity)
      cairo_mesh_pattern_set_corner_color_rgba(mesh, UInt32(corner), red, green, blue, color.alpha * opacity)
    }
    cairo_mesh_pattern_end_patch(mesh)
  }
}

/// The colours around a conic gradient.
private struct ConicColors {
  /// Premultiplied blue, green, red, alpha, 0…255.
  private let stops: [(offset: Double, color: SIMD4<Double>)]

  init(_ stops: [Paint.Stop], opacity: Double) {
    self.stops = stops.map { stop in
      let color = stop.color
      let alpha = color.alpha * opacity * 255
      return (stop.offset, SIMD4(color.blue * alpha, color.green * alpha, color.red * alpha, alpha))
    }
  }

  /// - Parameter place: 0…1, once around.
  func premultiplied(at place: Double) -> UInt32 {
    guard let first = stops.first, let last = stops.last else { return 0 }
    var color = place < first.offset ? first.color : last.color
    for index in 1..<max(1, stops.count) where place < stops[index].offset && place >= stops[index - 1].offset {
      let (a, b) = (stops[index - 1], stops[index])
      color = a.color + (b.color - a.color) * ((place - a.offset) / (b.offset - a.offset))
      break
    }
    let bytes = SIMD4<UInt32>(truncatingIfNeeded: SIMD4<Int32>(color.rounded(.toNearestOrAwayFromZero)))
    return bytes[3] << 24 | bytes[2] << 16 | bytes[1] << 8 | bytes[0]
  }
}
