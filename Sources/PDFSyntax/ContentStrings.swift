/// What operands hold: strings to show, and the properties of marked content.
package enum ContentStrings {
  /// The bytes of every string in an operand: a string, or an array with strings in it (ISO 32000-1 §7.3.4).
  package static func all(in operand: ArraySlice<UInt8>) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var index = operand.startIndex
    while index < operand.endIndex {
      switch operand[index] {
      case UInt8(ascii: "("): result.append(literal(operand, &index))
      case UInt8(ascii: "<"): result.append(hexadecimal(operand, &index))
      default: index += 1
      }
    }
    return result
  }

  private static func hexadecimal(_ bytes: ArraySlice<UInt8>, _ index: inout Int) -> [UInt8] {
    var result: [UInt8] = []
    var high: Int?
    index += 1
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: ">") {
      if let digit = Character(UnicodeScalar(bytes[index])).hexDigitValue {
        if let first = high {
          result.append(UInt8(first << 4 | digit))
          high = nil
        } else {
          high = digit
        }
      }
      index += 1
    }
    index += 1
    if let high { result.append(UInt8(high << 4)) }
    return result
  }

  private static func literal(_ bytes: ArraySlice<UInt8>, _ index: inout Int) -> [UInt8] {
    var result: [UInt8] = []
    var depth = 1
    index += 1
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\\"): escape(bytes, &index, &result)
      case UInt8(ascii: "("):
        depth += 1
        result.append(byte)
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return result }
        result.append(byte)
      default: result.append(byte)
      }
    }
    return result
  }

  /// ISO 32000-1, table 3.
  private static func escape(_ bytes: ArraySlice<UInt8>, _ index: inout Int, _ result: inout [UInt8]) {
    guard index < bytes.endIndex else { return }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): result.append(10)
    case UInt8(ascii: "r"): result.append(13)
    case UInt8(ascii: "t"): result.append(9)
    case UInt8(ascii: "b"): result.append(8)
    case UInt8(ascii: "f"): result.append(12)
    case 13: if index < bytes.endIndex, bytes[index] == 10 { index += 1 }
    case 10: break
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var value = Int(byte - 48)
      for _ in 0..<2 {
        guard index < bytes.endIndex, (48...55).contains(bytes[index]) else { break }
        value = value * 8 + Int(bytes[index] - 48)
        index += 1
      }
      result.append(UInt8(truncatingIfNeeded: value))
    default: result.append(byte)
    }
  }
}
