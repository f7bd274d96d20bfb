import CDeflate

/// Tells how large a stream's data would be, so that a small file that unpacks to gigabytes is refused before it does.
struct UnpackedSize {
  let limit: Int

  /// Takes the filters of ISO 32000-1 §7.4 off one after the other.
  ///
  /// - Parameter filters: As the file names them, short names of inline images included.
  /// - Returns: Whether the data stay within the limit. What is damaged ends where it is damaged.
  func isWithinLimit(_ packed: [UInt8], filters: [String]) -> Bool {
    var bytes = packed
    for (index, filter) in filters.enumerated() {
      let unpacked: [UInt8]?
      switch filter {
      case "/FlateDecode", "/Fl": unpacked = inflated(bytes, isLast: index == filters.count - 1)
      case "/LZWDecode", "/LZW": unpacked = LZWReader(limit: limit).read(bytes)
      case "/RunLengthDecode", "/RL": unpacked = runLengths(bytes)
      case "/ASCIIHexDecode", "/AHx": unpacked = Self.hexadecimal(bytes)
      case "/ASCII85Decode", "/A85": unpacked = Self.base85(bytes)
      case "/DCTDecode", "/DCT": return Self.jpegSize(bytes).map { $0 <= limit } ?? true
      default: return true
      }
      guard let unpacked else { return false }
      bytes = unpacked
    }
    return bytes.count <= limit
  }

  /// - Parameter isLast: Whether the size is all that is needed.
  private func inflated(_ bytes: [UInt8], isLast: Bool) -> [UInt8]? {
    // Deflate's largest ratio is 1,032: most streams need no try.
    if isLast, bytes.count <= limit / 1032 { return bytes }
    guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
    // Safe: made here, used and freed here.
    defer { libdeflate_free_decompressor(decompressor) }
    var capacity = min(limit, max(4096, bytes.count.multipliedReportingOverflow(by: 8).partialValue))
    while true {
      var count = 0
      var result = LIBDEFLATE_BAD_DATA
      let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
        // Safe: libdeflate writes at most `capacity` bytes, and says how many where it succeeds.
        result = libdeflate_zlib_decompress(decompressor, bytes, bytes.count, buffer.baseAddress, capacity, &count)
        initialized = result == LIBDEFLATE_SUCCESS ? count : 0
      }
      if result != LIBDEFLATE_INSUFFICIENT_SPACE { return output }
      guard capacity < limit else { return nil }
      capacity = min(limit, capacity * 4)
    }
  }

  private func runLengths(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count, bytes[index] != 128 {
      let length = Int(bytes[index])
      if length < 128 {
        result += bytes[min(index + 1, bytes.count)..<min(index + 2 + length, bytes.count)]
        index += 2 + length
      } else {
        if index + 1 < bytes.count { result += Array(repeating: bytes[index + 1], count: 257 - length) }
        index += 2
      }
      guard result.count <= limit else { return nil }
    }
    return result
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
    let digits = bytes.prefix { $0 != UInt8(ascii: ">") }.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(digits[$0] << 4 | ($0 + 1 < digits.count ? digits[$0 + 1] : 0))
    }
  }

  private static func base85(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var (group, count): (UInt32, Int) = (0, 0)
    func tail(_ value: UInt32, _ length: Int) -> [UInt8] {
      (0..<length).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
    }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "~"):
        guard count > 1 else { return result }
        let filled = (count..<5).reduce(group) { value, _ in value &* 85 &+ 84 }
        return result + tail(filled, count - 1)
      case UInt8(ascii: "z") where count == 0: result += [0, 0, 0, 0]
      case UInt8(ascii: "!")...UInt8(ascii: "u"):
        group = group &* 85 &+ UInt32(byte - 33)
        count += 1
        guard count == 5 else { continue }
        result += tail(group, 4)
        (group, count) = (0, 0)
      default: continue
      }
    }
    return result
  }

  /// How many samples a JPEG says that it has (ITU-T T.81, B.2.2).
  private static func jpegSize(_ bytes: [UInt8]) -> Int? {
    func short(_ index: Int) -> Int { Int(bytes[index]) << 8 | Int(bytes[index + 1]) }
    var index = 2
    while index + 9 < bytes.count {
      guard bytes[index] == 0xFF else {
        index += 1
        continue
      }
      let marker = bytes[index + 1]
      switch marker {
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        return short(index + 5) * short(index + 7) * Int(bytes[index + 9])
      case 0xFF, 0x00, 0x01, 0xD0...0xD9: index += marker == 0xFF ? 1 : 2
      default: index += 2 + short(index + 2)
      }
    }
    return nil
  }
}

/// Reads data packed by LZW as PDF has it (ISO 32000-1 §7.4.4): codes of 9 to 12 bits, 256 to begin anew, 257 to end.
private struct LZWReader {
  let limit: Int

  /// - Returns: `nil` if there is more than the limit.
  func read(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var strings: [Range<Int>] = []
    var previous: Range<Int>?
    var (bits, count, width) = (0, 0, 9)
    for byte in bytes {
      bits = (bits << 8 | Int(byte)) & 0xFF_FFFF
      count += 8
      guard count >= width else { continue }
      count -= width
      let code = bits >> count & (1 << width - 1)
      if code == 257 { return result }
      if code == 256 {
        (strings, previous, width) = ([], nil, 9)
        continue
      }
      let start = result.count
      if code < 256 {
        result.append(UInt8(code))
      } else if code - 258 < strings.count {
        result += result[strings[code - 258]]
      } else if let previous {
        result += result[previous]
        result.append(result[previous.lowerBound])
      } else {
        return result
      }
      // A string is the one before it and one byte more, which is where it stands in the result.
      if let previous, strings.count < 4096 - 258 { strings.append(previous.lowerBound..<previous.upperBound + 1) }
      previous = start..<result.count
      let next = 258 + strings.count + 1
      width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9
      guard result.count <= limit else { return nil }
    }
    return result
  }
}

extension QPDFFile {
  /// The names of a stream's filters, in the order in which they are taken off.
  package func filters(of stream: PDFObject) -> [String] {
    guard let filter = entry("/Filter", of: stream) else { return [] }
    return name(filter).map { [$0] } ?? items(of: filter).compactMap { name($0) }
  }

  /// A stream's data, unpacked.
  ///
  /// - Parameters:
  ///   - limit: How many bytes they may be.
  ///   - isPicture: Whether JPEGs are unpacked too.
  package func data(of stream: PDFObject, atMost limit: Int, isPicture: Bool = false) throws(PDFError) -> [UInt8] {
    let filters = filters(of: stream)
    if !filters.isEmpty {
      let packed = try packedData(of: stream)
      guard UnpackedSize(limit: limit).isWithinLimit(packed, filters: filters) else {
        throw PDFError("its data would unpack to more than \(limit / 1_048_576) MB, so they are not unpacked")
      }
    }
    return try isPicture ? samples(of: stream) : data(of: stream)
  }
}
