import Testing

@testable import Imaging

@Suite("QR codes")
struct QRTests {
  private let link = "https://sdgs.un.org/goals/goal16"

  @Test(arguments: QRCorrectionLevel.allCases)
  func theCodeHoldsTheLinkAtItsCorrectionLevel(correction: QRCorrectionLevel) throws {
    let code = try QREncoder.encode("short", correction: correction)
    let reader = QRReader(code)
    #expect(reader.correction == correction)
    #expect(reader.text == "short")
  }

  @Test(arguments: ["https://sdgs.un.org/goals/goal16", "https://example.org/año?a=1&b=ü", "a"])
  func anyTextIsHeldAsUTF8(text: String) throws {
    #expect(QRReader(try QREncoder.encode(text, correction: .low)).text == text)
  }

  @Test func moreCorrectionNeedsMoreRoom() throws {
    let sizes = try QRCorrectionLevel.allCases.map { try QREncoder.encode(link, correction: $0).size }
    #expect(sizes == sizes.sorted())
    #expect(sizes[3] > sizes[0])
    // ISO/IEC 18004 §7.1: 21 modules for version 1, four more for each further one.
    #expect(sizes.allSatisfy { ($0 - 17) % 4 == 0 && (21...177).contains($0) })
  }

  @Test func theSameLinkGivesTheSameCode() throws {
    #expect(try QREncoder.encode(link, correction: .medium) == QREncoder.encode(link, correction: .medium))
  }

  @Test(arguments: zip(QRCorrectionLevel.allCases, [2953, 2331, 1663, 1273]))
  func theLargestCodeIsTheLimit(correction: QRCorrectionLevel, bytes: Int) throws {
    #expect(try QREncoder.encode(String(repeating: "a", count: bytes), correction: correction).size == 177)
    let error = #expect(throws: ImagingError.self) {
      try QREncoder.encode(String(repeating: "a", count: bytes + 1), correction: correction)
    }
    #expect(error == .qrTooLong(bytes: bytes + 1, correction: correction))
    #expect(error?.reason == "With correction \(correction.rawValue) a QR code holds at most \(bytes) bytes")
  }

  @Test func digitsTakeLessRoom() throws {
    #expect(try QREncoder.encode(String(repeating: "7", count: 7089), correction: .low).size == 177)
    #expect(throws: ImagingError.self) { try QREncoder.encode(String(repeating: "7", count: 7090), correction: .low) }
  }

  @Test func withoutTextThereIsNoCode() {
    #expect(throws: ImagingError.qrEmpty) { try QREncoder.encode("", correction: .low) }
  }
}

/// Reads undamaged symbols of one error correction block with text in byte mode (ISO/IEC 18004 §7), written for these tests.
private struct QRReader {
  let code: QRCode

  init(_ code: QRCode) { self.code = code }

  private func isDark(_ x: Int, _ y: Int) -> Bool { code.modules[y * code.size + x] }

  /// The fifteen bits beside the top left finder, unmasked (§7.9).
  private var format: Int {
    let places = (0...5).map { (8, $0) } + [(8, 7), (8, 8), (7, 8)] + (0...5).reversed().map { ($0, 8) }
    let bits = places.enumerated().reduce(0) { $0 | (isDark($1.element.0, $1.element.1) ? 1 << $1.offset : 0) }
    return bits ^ 0b101_0100_0001_0010
  }

  var correction: QRCorrectionLevel { [.medium, .low, .high, .quartile][format >> 13] }

  private func isMasked(_ x: Int, _ y: Int) -> Bool {
    switch format >> 10 & 7 {
    case 0: (x + y) % 2 == 0
    case 1: y % 2 == 0
    case 2: x % 3 == 0
    case 3: (x + y) % 3 == 0
    case 4: (y / 2 + x / 3) % 2 == 0
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3) % 2 == 0
    default: ((x + y) % 2 + x * y % 3) % 2 == 0
    }
  }

  /// Finders with format bits, timing, and from version 2 on the one alignment pattern.
  private func isFunction(_ x: Int, _ y: Int) -> Bool {
    let last = code.size - 1
    let isCorner = x < 9 && y < 9 || x > last - 8 && y < 9 || x < 9 && y > last - 8
    let isAlignment = code.size > 21 && abs(x - (last - 6)) <= 2 && abs(y - (last - 6)) <= 2
    return isCorner || x == 6 || y == 6 || isAlignment
  }

  var text: String {
    var bits: [Int] = []
    var isUpwards = true
    for right in stride(from: code.size - 1, to: 0, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
      for step in 0..<code.size {
        let y = isUpwards ? code.size - 1 - step : step
        for x in [right, right - 1] where x >= 0 && !isFunction(x, y) {
          bits.append(isDark(x, y) != isMasked(x, y) ? 1 : 0)
        }
      }
      isUpwards.toggle()
    }
    func number(_ start: Int, _ count: Int) -> Int { bits[start..<start + count].reduce(0) { $0 << 1 | $1 } }
    guard number(0, 4) == 0b0100 else { return "mode \(number(0, 4))" }
    return String(decoding: (0..<number(4, 8)).map { UInt8(number(12 + 8 * $0, 8)) }, as: UTF8.self)
  }
}
