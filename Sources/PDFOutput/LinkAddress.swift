/// An address that a link in a document may lead to.
struct LinkAddress: Sendable, Hashable {
  /// Plain ASCII.
  let uri: String

  private static let schemes: Set<String> = ["http", "https", "mailto", "tel"]

  /// - Returns: `nil` for schemes other than http, https, mailto and tel, and for addresses without anything behind it.
  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), Self.schemes.contains(text[..<colon].lowercased()) else { return nil }
    let rest = text[text.index(after: colon)...]
    guard rest.contains(where: { $0 != "/" && !$0.isWhitespace }) else { return nil }
    uri = text[...colon].lowercased() + Self.encoded(rest)
  }

  /// Everything that RFC 3986 §2 does not allow in an address, as its UTF-8 in percent signs.
  private static func encoded(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    // Square brackets stand in host names only (§3.2.2), a number sign only before the fragment (§3.5).
    let authorityEnd = bytes.starts(with: "//".utf8) ? bytes.dropFirst(2).firstIndex(where: Self.endsAuthority) : 0
    let fragment = bytes.firstIndex(of: UInt8(ascii: "#"))
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      let isAllowed =
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "]"): index < authorityEnd ?? bytes.count
        case UInt8(ascii: "#"): index == fragment
        case UInt8(ascii: "%"): bytes[index...].dropFirst().prefix(2).count { $0.hexadecimalDigit } == 2
        default: byte.isUnreserved || "!$&'()*+,;=:/?@".utf8.contains(byte)
        }
      if isAllowed {
        result.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool { "/?#".utf8.contains(byte) }
}

extension UInt8 {
  fileprivate var isUnreserved: Bool { isDigitOrLetter || "-._~".utf8.contains(self) }

  fileprivate var hexadecimalDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
  }

  private var isDigitOrLetter: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
