import CCairo
import Imaging

/// Cairo surfaces of pictures, kept while a worker draws with them, the least recently used dropped first.
final class PictureSurfaces {
  /// Owns one surface and the pixels that it reads.
  private final class Entry {
    let surface: OpaquePointer
    let bytes: Int
    var lastUse = 0
    private let pixels: UnsafeMutablePointer<UInt8>

    init(_ picture: Picture) throws(PaintingError) {
      bytes = picture.width * picture.height * 4
      // Safe: freed in deinit, after the only surface that reads it; Cairo never writes to a source surface.
      pixels = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes)
      picture.pixels.withUnsafeBufferPointer { pixels.initialize(from: $0.baseAddress!, count: min(bytes, $0.count)) }
      let format = picture.isOpaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32
      surface = cairo_image_surface_create_for_data(
        pixels, format, Int32(picture.width), Int32(picture.height), Int32(picture.width * 4))
      let status = cairo_surface_status(surface)
      guard status == CAIRO_STATUS_SUCCESS else { throw PaintingError(status) }
    }

    deinit {
      // Finishing severs the surface from the pixels, whoever else may still hold a reference to it.
      cairo_surface_finish(surface)
      cairo_surface_destroy(surface)
      pixels.deallocate()
    }
  }

  private let budget: Int
  private var entries: [String: Entry] = [:]
  private var total = 0
  private var clock = 0

  init(budget: Int = 128 << 20) { self.budget = budget }

  /// Calls `body` with a surface of the picture that is valid during the call.
  func withSurface(_ picture: Picture, _ body: (OpaquePointer) throws(PaintingError) -> Void) throws(PaintingError) {
    let key = "\(picture.id) \(picture.width)x\(picture.height)"
    let entry: Entry
    if let known = entries[key] {
      entry = known
    } else {
      entry = try Entry(picture)
      entries[key] = entry
      total += entry.bytes
      evict(keeping: key)
    }
    clock += 1
    entry.lastUse = clock
    try body(entry.surface)
  }

  private func evict(keeping key: String) {
    while total > budget,
      let oldest = entries.filter({ $0.key != key }).min(by: { $0.value.lastUse < $1.value.lastUse })
    {
      total -= oldest.value.bytes
      entries[oldest.key] = nil
    }
  }
}
