import CDeflate

/// Writes the chunks of a PNG file (PNG specification, third edition, §5.3): length, type, data, CRC.
struct ChunkWriter {
  private(set) var bytes: [UInt8] = []

  /// The most data bytes that one chunk can hold.
  static let largestChunk = Int(Int32.max)

  init(expecting count: Int) {
    bytes.reserveCapacity(count)
    bytes += [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  }

  mutating func write(_ type: StaticString, _ data: [UInt8]) {
    data.withUnsafeBytes { write(type, $0) }
  }

  mutating func write(_ type: StaticString, _ data: UnsafeRawBufferPointer) {
    precondition(data.count <= Self.largestChunk && type.utf8CodeUnitCount == 4)
    bytes.append(bigEndian: UInt32(data.count))
    let start = bytes.count
    type.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: data)
    let crc = bytes.withUnsafeBytes { all in
      // Unsafe: `start` lies inside the array, so the address is valid for the rest of its bytes.
      libdeflate_crc32(0, all.baseAddress! + start, all.count - start)
    }
    bytes.append(bigEndian: crc)
  }

  /// Writes a zlib stream as one `IDAT` chunk, or as several when it is longer than one may be.
  mutating func writeImageData(_ stream: UnsafeRawBufferPointer, chunkLength: Int = Self.largestChunk) {
    var start = 0
    while start < stream.count {
      let end = min(start + chunkLength, stream.count)
      write("IDAT", UnsafeRawBufferPointer(rebasing: stream[start..<end]))
      start = end
    }
  }

  /// Writes uncompressed international text.
  mutating func writeText(keyword: String, language: String = "", text: String) throws(RasterError) {
    var data = Array(keyword.utf8)
    data += [0, 0, 0]
    data += Array(language.utf8)
    data += [0, 0]
    data += Array(text.utf8)
    guard data.count <= Self.largestChunk else { throw .textTooLong(field: keyword) }
    write("iTXt", data)
  }
}

extension [UInt8] {
  mutating func append(bigEndian value: UInt32) {
    append(UInt8(truncatingIfNeeded: value >> 24))
    append(UInt8(truncatingIfNeeded: value >> 16))
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value))
  }
}
