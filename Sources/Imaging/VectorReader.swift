import CRsvg
import Hashing

/// Checks an SVG file with librsvg and finds its natural size.
enum VectorReader {
  static func read(_ bytes: [UInt8], path: String) throws(ImagingError) -> VectorPicture {
    guard bytes.big16(0) != 0x1f8b else { throw .notSVG(path: path, detail: "It is a compressed SVG") }
    try VectorReferences.check(bytes, path: path)
    guard let document = VectorDocument(bytes) else {
      throw .notSVG(path: path, detail: "It is not well-formed SVG, or it is nested too deeply")
    }
    guard document.canBeDrawn else {
      throw .notSVG(path: path, detail: "It repeats its elements too often to be drawn")
    }
    guard let (width, height) = document.naturalSize else {
      throw .notSVG(path: path, detail: "Its width and height must be above 0 and at most 100000 px")
    }
    return VectorPicture(id: SHA256.digest(of: bytes).hex, data: bytes, width: width, height: height)
  }
}

/// Owns a document of librsvg that was given no address, so that librsvg loads nothing else.
private final class VectorDocument {
  private let handle: UnsafeMutablePointer<RsvgHandle>

  init?(_ bytes: [UInt8]) {
    var failure: UnsafeMutablePointer<GError>?
    // Safety: the bytes are read during the call only; on failure the library hands over the error, which
    // `g_clear_error` frees.
    guard let made = rsvg_handle_new_from_data(bytes, gsize(bytes.count), &failure) else {
      g_clear_error(&failure)
      return nil
    }
    handle = made
    rsvg_handle_set_dpi(handle, 96)
  }

  // Safety: this object holds the only reference.
  deinit { g_object_unref(handle) }

  /// Whether librsvg gets through the whole drawing within its own limits.
  var canBeDrawn: Bool {
    var (ink, logical) = (RsvgRectangle(), RsvgRectangle())
    return rsvg_handle_get_geometry_for_element(handle, nil, &ink, &logical, nil) != 0
  }

  /// Width and height in px (CSS Images 3 §5.3); what is missing or in % comes from the viewBox, else 100 × 100.
  var naturalSize: (width: Double, height: Double)? {
    var (hasWidth, hasHeight, hasBox): (gboolean, gboolean, gboolean) = (0, 0, 0)
    var (width, height) = (RsvgLength(), RsvgLength())
    var box = RsvgRectangle()
    rsvg_handle_get_intrinsic_dimensions(handle, &hasWidth, &width, &hasHeight, &height, &hasBox, &box)
    let wide = hasWidth != 0 ? Self.px(width) : nil
    let tall = hasHeight != 0 ? Self.px(height) : nil
    let isBox = hasBox != 0 && box.width > 0 && box.height > 0
    let size: (width: Double, height: Double)
    switch (wide, tall) {
    case (let wide?, let tall?): size = (wide, tall)
    case (let wide?, nil): size = (wide, isBox ? wide * box.height / box.width : 100)
    case (nil, let tall?): size = (isBox ? tall * box.width / box.height : 100, tall)
    case (nil, nil): size = isBox ? (box.width, box.height) : (100, 100)
    }
    let allowed = 0...100_000.0
    guard size.width > 0, size.height > 0, allowed.contains(size.width), allowed.contains(size.height) else {
      return nil
    }
    return size
  }

  /// A length in px at 96 px to the inch; `nil` for percentages.
  private static func px(_ length: RsvgLength) -> Double? {
    switch length.unit {
    case RSVG_UNIT_PX: length.length
    case RSVG_UNIT_IN: length.length * 96
    case RSVG_UNIT_CM: length.length * 96 / 2.54
    case RSVG_UNIT_MM: length.length * 96 / 25.4
    case RSVG_UNIT_PT: length.length * 96 / 72
    case RSVG_UNIT_PC: length.length * 16
    case RSVG_UNIT_EM: length.length * 16
    case RSVG_UNIT_EX: length.length * 8
    default: nil
    }
  }
}
