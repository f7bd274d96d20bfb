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

/// An entry as a file: a mark, its key, the sums and lengths of both parts, and the parts. A file that does not agree with
/// all of that is no entry: it was cut off, changed, or moved.
struct EntryFile {
  private static let mark = Array("placard-cache-2\n".utf8)
  static let headerLength = mark.count + 3 * Digest.byteCount + 16

  static func head(_ entry: CacheEntry, key: Digest, contents: Digest) -> [UInt8] {
    mark + key.bytes + SHA256.digest(of: entry.record).bytes + contents.bytes + bytes(entry.record.count)
      + bytes(entry.contents.count) + entry.record
  }

  /// How long the whole file is, by its header; `nil` for what is no header.
  static func length(_ header: [UInt8]) -> Int? {
    guard header.count == headerLength, header.starts(with: mark) else { return nil }
    let lengths = header[(headerLength - 16)...]
    let (record, contents) = (number(lengths.prefix(8)), number(lengths.suffix(8)))
    guard record < 1 << 40, contents < 1 << 40 else { return nil }
    return headerLength + Int(record) + Int(contents)
  }

  /// `nil` for what is no whole entry of the key.
  static func read(_ file: [UInt8], key: Digest) -> CacheEntry? {
    guard length(Array(file.prefix(headerLength))) == file.count else { return nil }
    var at = mark.count
    func part(_ count: Int) -> ArraySlice<UInt8> {
      defer { at += count }
      return file[at..<at + count]
    }
    let (name, recordSum, contentsSum) = (part(Digest.byteCount), part(Digest.byteCount), part(Digest.byteCount))
    let recordLength = Int(number(part(8)))
    _ = part(8)
    let record = Array(part(recordLength))
    let contents = Array(file[at...])
    guard name.elementsEqual(key.bytes), SHA256.digest(of: record).bytes.elementsEqual(recordSum),
      SHA256.digest(of: contents).bytes.elementsEqual(contentsSum)
    else { return nil }
    return CacheEntry(record: record, contents: contents)
  }

  private static func bytes(_ number: Int) -> [UInt8] {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
