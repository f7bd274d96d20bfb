/// Reads the tables of a font program in the Compact Font Format (Adobe Technical Note 5176). Whatever lies outside the
/// file is `nil`.
struct CFFReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The parts of a DICT that are of use here (tables 9, 10 and 23); two-byte operators are 1200 and more.
  enum Operator: Int {
    case charset = 15
    case encoding = 16
    case charStrings = 17
    case privateDictionary = 18
    case subroutines = 19
    case defaultWidth = 20
    case nominalWidth = 21
    case matrix = 1207
    case fontArray = 1236
  }

  /// A DICT (§4).
  struct Entries {
    fileprivate var operands: [Int: [Double]] = [:]

    func numbers(_ key: Operator) -> [Double]? { operands[key.rawValue] }
    func whole(_ key: Operator) -> Int? { operands[key.rawValue]?.last.flatMap { Int(exactly: $0) } }
  }

  mutating func skipHeader() -> Bool {
    guard bytes.count > 3 else { return false }
    position = Int(bytes[2])
    return true
  }

  /// A part of the file.
  func range(_ start: Double, count: Double) -> Range<Int>? {
    guard let start = Int(exactly: start), let count = Int(exactly: count), start >= 0, count >= 0,
      start <= bytes.count, count <= bytes.count - start
    else { return nil }
    return start..<start + count
  }

  /// A big-endian number.
  private mutating func number(_ size: Int) -> Int? {
    guard position >= 0, position <= bytes.count - size else { return nil }
    defer { position += size }
    return bytes[position..<position + size].reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func index(at offset: Int) -> [Range<Int>]? {
    position = offset
    return index()
  }

  /// The places of an INDEX's objects (§5).
  mutating func index() -> [Range<Int>]? {
    guard let count = number(2) else { return nil }
    guard count > 0 else { return [] }
    guard let size = number(1), (1...4).contains(size) else { return nil }
    var offsets: [Int] = []
    for _ in 0...count {
      guard let offset = number(size) else { return nil }
      offsets.append(offset)
    }
    // Offsets count from the byte before the data.
    let base = position - 1
    guard let last = offsets.last, offsets[0] == 1, base + last <= bytes.count,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    position = base + last
    return zip(offsets, offsets.dropFirst()).map { base + $0..<base + $1 }
  }

  mutating func dictionary(_ range: Range<Int>) -> Entries {
    var entries = Entries()
    var operands: [Double] = []
    position = range.lowerBound
    while position < range.upperBound, let first = number(1) {
      switch first {
      case 0...21:
        let key = first == 12 ? 1200 + (number(1) ?? 0) : first
        entries.operands[key] = operands
        operands = []
      case 28: operands.append(Double(Int16(truncatingIfNeeded: number(2) ?? 0)))
      case 29: operands.append(Double(Int32(truncatingIfNeeded: number(4) ?? 0)))
      case 30: operands.append(real(before: range.upperBound))
      case 32...246: operands.append(Double(first - 139))
      case 247...250: operands.append(Double((first - 247) * 256 + (number(1) ?? 0) + 108))
      case 251...254: operands.append(Double(-(first - 251) * 256 - (number(1) ?? 0) - 108))
      default: break
      }
    }
    return entries
  }

  /// A decimal number in half bytes (table 5).
  private mutating func real(before end: Int) -> Double {
    let signs = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "e", "e-", "", "-"]
    var text = ""
    while position < end, let pair = number(1) {
      for half in [pair >> 4, pair & 15] {
        guard signs.indices.contains(half) else { return Double(text) ?? 0 }
        text += signs[half]
      }
    }
    return 0
  }

  /// The string identifiers of all glyphs (§13).
  mutating func charset(at offset: Int, glyphs: Int) -> [Int]? {
    // Offsets below three stand for built-in sets, which are no places in the file.
    guard offset > 2, glyphs > 0 else { return nil }
    position = offset
    guard let format = number(1), format <= 2 else { return nil }
    var identifiers = [0]
    while identifiers.count < glyphs {
      guard let first = number(2), let more = format == 0 ? 0 : number(format) else { return nil }
      identifiers += first...first + more
    }
    return identifiers.count == glyphs ? identifiers : nil
  }

  /// The glyph of each code (§12).
  mutating func encoding(at offset: Int) -> [Int: Int] {
    guard offset > 1 else { return [:] }
    position = offset
    guard let format = number(1).map({ $0 & 0x7F }), format <= 1, let count = number(1) else { return [:] }
    var glyphs: [Int: Int] = [:]
    var glyph = 1
    for _ in 0..<count {
      guard let first = number(1), let more = format == 0 ? 0 : number(1) else { return glyphs }
      for code in first...first + more {
        glyphs[code] = glyph
        glyph += 1
      }
    }
    return glyphs
  }
}
