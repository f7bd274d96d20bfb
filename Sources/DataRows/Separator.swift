/// What parts the fields of a line.
public enum Separator: String, Sendable, Hashable, CaseIterable {
  case comma, semicolon, tab

  var byte: UInt8 {
    switch self {
    case .comma: 0x2C
    case .semicolon: 0x3B
    case .tab: 0x09
    }
  }

  /// The one that a file's first line has most of outside quotes; of equally many the first in the order above.
  static func detect(in bytes: some Collection<UInt8>) -> Separator {
    var counts: [Separator: Int] = [:]
    var isQuoted = false
    var isBlank = true
    for byte in bytes {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, byte == 0x0A || byte == 0x0D {
        if isBlank { continue }
        break
      }
      isBlank = false
      if !isQuoted, let found = allCases.first(where: { $0.byte == byte }) { counts[found, default: 0] += 1 }
    }
    let most = counts.values.max()
    return allCases.first { counts[$0] == most } ?? .comma
  }
}
