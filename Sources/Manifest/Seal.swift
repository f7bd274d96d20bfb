import Hashing

/// The last line of a shard's manifest: the SHA-256 of all that stands above it. It shows that nobody has changed the words since;
/// it does not show who wrote them.
enum Seal {
  private static let start = ",\n  \"seal\": \""
  private static let end = "\"\n}\n"

  /// What follows the sealed bytes.
  static func text(_ sum: Digest) -> String { start + sum.hex + end }

  /// Whether a file ends with the seal of its bytes.
  static func isIntact(_ bytes: [UInt8]) -> Bool {
    let length = start.utf8.count + 2 * Digest.byteCount + end.utf8.count
    guard bytes.count > length else { return false }
    return Array(bytes.suffix(length)) == Array(text(SHA256.digest(of: Array(bytes.dropLast(length)))).utf8)
  }
}
