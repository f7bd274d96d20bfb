/// Base64 (RFC 4648 §4); white space is skipped, and anything else ends the data.
enum Base64 {
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var (bits, held): (UInt32, UInt32) = (0, 0)
    for byte in text {
      let digit: UInt8
      switch byte {
      case 0x41...0x5a: digit = byte - 0x41
      case 0x61...0x7a: digit = byte - 0x61 + 26
      case 0x30...0x39: digit = byte - 0x30 + 52
      case 0x2b: digit = 62
      case 0x2f: digit = 63
      case 0...32: continue
      default: return result
      }
      bits = bits << 6 | UInt32(digit)
      held += 6
      if held >= 8 {
        held -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> held))
      }
    }
    return result
  }
}
