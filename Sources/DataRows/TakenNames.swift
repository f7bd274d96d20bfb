/// The names that rows have taken, and in which lines.
///
/// Of a name 64 bits are kept, so that a million names need at most 32 MB, not the memory of their texts. That two different
/// names among a million are taken for one has a chance of one in 37 million; the second would be left out and told.
public struct TakenNames: Sendable {
  /// Open addressing; 0 is a free place.
  private var hashes: [UInt64]
  private var lines: [UInt32]
  public private(set) var count = 0

  public init() {
    hashes = Array(repeating: 0, count: 64)
    lines = Array(repeating: 0, count: 64)
  }

  /// Takes a name; gives the line that has it already. Capitals make no difference, as on many file systems.
  public mutating func take(_ name: String, line: Int) -> Int? {
    if (count + 1) * 8 > hashes.count * 7 { grow() }
    let hash = Self.hash(name.lowercased())
    let place = place(of: hash)
    if hashes[place] == hash { return Int(lines[place]) }
    hashes[place] = hash
    lines[place] = UInt32(clamping: line)
    count += 1
    return nil
  }

  /// Where the hash stands, or would stand.
  private func place(of hash: UInt64) -> Int {
    let mask = hashes.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while hashes[place] != 0, hashes[place] != hash { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = zip(hashes, lines)
    hashes = Array(repeating: 0, count: hashes.count * 2)
    lines = Array(repeating: 0, count: hashes.count)
    for (hash, line) in old where hash != 0 {
      let place = place(of: hash)
      (hashes[place], lines[place]) = (hash, line)
    }
  }

  /// FNV-1a, its bits mixed once more by MurmurHash3's finalizer; never 0.
  private static func hash(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return max(1, hash ^ hash >> 33)
  }
}
