import Hashing

/// What a cache keeps under one key: words about a thing, and the thing itself.
public struct CacheEntry: Sendable, Hashable {
  /// For the one who stored it to read.
  public var record: [UInt8]
  /// Empty where the record is all.
  public var contents: [UInt8]

  public init(record: [UInt8], contents: [UInt8] = []) {
    self.record = record
    self.contents = contents
  }
}

/// An entry as a file: a mark, the sums of both parts, the length of the first, and the parts. A file that does not
/// agree with its sums is no entry: it was cut off, or changed.
struct EntryFile {
  private static let mark = Array("placard-cache-1\n".utf8)
  private static let headerLength = mark.count + 2 * Digest.byteCount + 8

  static func head(_ entry: CacheEntry, contents: Digest) -> [UInt8] {
    let length = UInt64(entry.record.count)
    let lengthBytes = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> UInt64($0)) }
    return mark + SHA256.digest(of: entry.record).bytes + contents.bytes + lengthBytes + entry.record
  }

  /// `nil` for what is no whole entry.
  static func read(_ file: [UInt8]) -> CacheEntry? {
    guard file.count >= headerLength, file.starts(with: mark) else { return nil }
    var at = mark.count
    func part(_ count: Int) -> ArraySlice<UInt8> {
      defer { at += count }
      return file[at..<at + count]
    }
    let (recordSum, contentsSum) = (Array(part(Digest.byteCount)), Array(part(Digest.byteCount)))
    let length = part(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(file.count - headerLength) else { return nil }
    let record = Array(part(Int(length)))
    let contents = Array(file[at...])
    guard SHA256.digest(of: record).bytes == recordSum, SHA256.digest(of: contents).bytes == contentsSum else {
      return nil
    }
    return CacheEntry(record: record, contents: contents)
  }
}
