/// Text from data, written so that nothing in it can be taken for markup, a reference or a token.
///
/// Each ASCII punctuation mark is hidden behind one of the 32 noncharacters U+FDD0…U+FDEF, and each line end behind
/// U+1FFFE, which Unicode keeps for a program's own use (The Unicode Standard, §23.7). What reads braces, dollars or
/// CommonMark sees plain letters; whoever hands the text on reveals it.
public enum LiteralText {
  /// Whether a text from outside holds one of the characters that are used here.
  public static func holdsNoncharacter(_ text: String) -> Bool {
    text.unicodeScalars.contains { mark(behind: $0) != nil || $0 == lineEnd }
  }

  public static func hide(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").unicodeScalars
    return String(
      String.UnicodeScalarView(
        lines.lazy.map { scalar in
          if scalar == "\n" || scalar == "\r" { return lineEnd }
          guard let place = punctuation.firstIndex(of: scalar) else { return scalar }
          return Unicode.Scalar(first + UInt32(place)) ?? scalar
        }))
  }

  /// The text as it was.
  ///
  /// - Parameter lineBreak: what stands for a line end; U+2028 where a text is set.
  public static func reveal(_ text: String, lineBreak: Unicode.Scalar = "\n") -> String {
    // Only what begins with these bytes in UTF-8 can be hidden.
    guard text.utf8.contains(where: { $0 == 0xEF || $0 == 0xF0 }) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.lazy.map { $0 == lineEnd ? lineBreak : mark(behind: $0) ?? $0 }))
  }

  private static let first: UInt32 = 0xFDD0
  private static let lineEnd: Unicode.Scalar = "\u{1FFFE}"
  private static let punctuation = Array(##"!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"##.unicodeScalars)

  private static func mark(behind scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard (first..<first + 32).contains(scalar.value) else { return nil }
    return punctuation[Int(scalar.value - first)]
  }
}
