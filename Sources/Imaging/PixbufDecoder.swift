import CPixbuf

/// Owns a gdk-pixbuf loader for one kind of picture; PNG and WebP are decoded through it.
final class PixbufDecoder {
  enum Fault: Error {
    case noDecoder
    case damaged
  }

  private let loader: UnsafeMutablePointer<GdkPixbufLoader>
  private var isOpen = true
  /// Rows that the loader has reported as drawn, from the top; an interlaced picture reports them once per pass.
  private let coverage = Coverage()

  init(kind: PictureHeader.Kind) throws(Fault) {
    var failure: UnsafeMutablePointer<GError>?
    let name = kind == .png ? "png" : "webp"
    guard let made = gdk_pixbuf_loader_new_with_type(name, &failure) else {
      // Safety: on failure the library hands over the error; `g_clear_error` frees it and accepts none.
      g_clear_error(&failure)
      throw .noDecoder
    }
    loader = made
    watchRows()
  }

  // Safety: this object holds the only reference; a loader must be closed before it goes. The handler of `watchRows`
  // goes with the loader, while `coverage` still lives.
  deinit {
    if isOpen { gdk_pixbuf_loader_close(loader, nil) }
    g_object_unref(loader)
  }

  /// The straight BGRA pixels of the (first) picture in `bytes`.
  func decode(_ bytes: [UInt8], header: PictureHeader) throws(Fault) -> [UInt8] {
    // Safety: the loader reads `bytes.count` bytes during the call and keeps no pointer.
    let isWritten = bytes.withUnsafeBufferPointer { buffer in
      gdk_pixbuf_loader_write(loader, buffer.baseAddress, gsize(buffer.count), nil)
    }
    isOpen = false
    let isClosed = gdk_pixbuf_loader_close(loader, nil)
    guard isWritten != 0, isClosed != 0, let pixbuf = gdk_pixbuf_loader_get_pixbuf(loader),
      coverage.isComplete(height: header.height) || header.kind == .webp
    else { throw .damaged }
    // Safety: the pixbuf belongs to the loader, which outlives this call.
    guard let pixels = Self.straightBGRA(pixbuf, header) else { throw .damaged }
    return pixels
  }

  private static func straightBGRA(_ pixbuf: OpaquePointer, _ header: PictureHeader) -> [UInt8]? {
    let channels = Int(gdk_pixbuf_get_n_channels(pixbuf))
    let stride = Int(gdk_pixbuf_get_rowstride(pixbuf))
    let (width, height) = (header.width, header.height)
    guard gdk_pixbuf_get_width(pixbuf) == width, gdk_pixbuf_get_height(pixbuf) == height,
      gdk_pixbuf_get_bits_per_sample(pixbuf) == 8, channels == 3 || channels == 4, stride >= width * channels,
      let source = gdk_pixbuf_read_pixels(pixbuf)
    else { return nil }
    // Safety: row y starts at y × stride and holds width × channels bytes (gdk-pixbuf's documented layout); the
    // result has width × height × 4 bytes, all of which are written.
    return [UInt8](unsafeUninitializedCapacity: width * height * 4) { target, count in
      guard var out = target.baseAddress else { return }
      for y in 0..<height {
        var at = source + y * stride
        for _ in 0..<width {
          out[0] = at[2]
          out[1] = at[1]
          out[2] = at[0]
          out[3] = channels == 4 ? at[3] : 255
          at += channels
          out += 4
        }
      }
      count = target.count
    }
  }

  /// libpng's progressive reader takes a stream that ends early for a complete one, and leaves the rest of the
  /// memory as it was. Only the rows that it reports were truly drawn.
  private func watchRows() {
    typealias Handler = @convention(c) (gpointer, gint, gint, gint, gint, gpointer) -> Void
    let handler: Handler = { _, _, y, _, height, data in
      // Safety: `data` is the coverage object that the decoder holds for as long as the loader.
      Unmanaged<Coverage>.fromOpaque(data).takeUnretainedValue().add(Int(y), Int(height))
    }
    // Safety: GObject calls the handler with the arguments of "area-updated" (x, y, width, height); the cast only
    // erases that signature, as G_CALLBACK does.
    g_signal_connect_data(
      loader, "area-updated", unsafeBitCast(handler, to: GCallback.self), Unmanaged.passUnretained(coverage).toOpaque(),
      nil, GConnectFlags(rawValue: 0))
  }
}

/// Which rows were drawn last.
private final class Coverage {
  private var end = 0

  func add(_ y: Int, _ height: Int) { end = y + height }
  func isComplete(height: Int) -> Bool { end >= height }
}
