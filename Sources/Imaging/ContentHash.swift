import CPixbuf

/// The identity of a file's contents.
package enum ContentHash {
  /// The SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
  package static func hex(_ bytes: [UInt8]) -> String {
    // Safety: the bytes are read during the call only; GLib hands over a string, which is copied and freed.
    guard let digits = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, gsize(bytes.count)) else { return "" }
    defer { g_free(digits) }
    return String(cString: digits)
  }
}
