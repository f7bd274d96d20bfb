import PDFSyntax
import Painting

/// Rewrites the marks that Cairo put around a page's content.
///
/// Cairo 1.16 marks everything alike, `/Span << /MCID k >> BDC`, and knows neither artifacts (ISO 32000-1 §14.8.2.2)
/// nor replacement text for what is drawn (§14.9.4).
struct MarkedContent {
  let marks: [ContentMark]

  /// - Returns: The content, and whether it has the marks: a page on which nothing can be seen has none at all.
  /// - Throws: If the content has other marks than `marks`: then nothing of the structure would be true.
  func rewrite(_ content: [UInt8]) throws(PDFError) -> (content: [UInt8], isSeen: Bool) {
    var result: [UInt8] = []
    result.reserveCapacity(content.count + 64)
    var next = 0
    var index = 0
    while index < content.count {
      if let end = Self.end(ofStringAt: index, in: content) {
        result += content[index..<end]
        index = end
      } else if let (number, end) = Self.mark(at: index, in: content) {
        guard number == next, marks.indices.contains(number) else { throw Self.mismatch }
        result += Self.operators(marks[number], number).utf8
        next += 1
        index = end
      } else {
        result.append(content[index])
        index += 1
      }
    }
    guard next == marks.count || next == 0 else { throw Self.mismatch }
    return (result, next == marks.count)
  }

  private static let mismatch = PDFError("the tags of a page were lost while it was painted")

  private static func operators(_ mark: ContentMark, _ number: Int) -> String {
    guard mark.element != nil else { return "/Artifact BMC" }
    guard let text = mark.actualText else { return "/Span << /MCID \(number) >> BDC" }
    let digits = ([0xFEFF] + Array(text.utf16)).map { unit in
      let hex = String(unit, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - hex.count) + hex
    }
    return "/Span << /MCID \(number) /ActualText <\(digits.joined())> >> BDC"
  }

  // MARK: Scanning

  private static let opening = Array("/Span << /MCID ".utf8)
  private static let closing = Array(" >> BDC".utf8)

  /// The number of the mark that begins at `index`, and where it ends.
  private static func mark(at index: Int, in content: [UInt8]) -> (number: Int, end: Int)? {
    guard content[index] == UInt8(ascii: "/"), content[index...].starts(with: opening) else { return nil }
    var end = index + opening.count
    var number = 0
    while end < content.count, let digit = content[end].decimalDigit, number < 1_000_000_000 {
      number = number * 10 + digit
      end += 1
    }
    guard end < content.count, content[end...].starts(with: closing) else { return nil }
    return (number, end + closing.count)
  }

  /// Where the literal string ends that begins at `index`, if one does (ISO 32000-1 §7.3.4.2): what looks like a mark
  /// inside it is a card's text.
  private static func end(ofStringAt index: Int, in content: [UInt8]) -> Int? {
    guard content[index] == UInt8(ascii: "(") else { return nil }
    var depth = 0
    var index = index
    while index < content.count {
      switch content[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      index += 1
      if depth == 0 { break }
    }
    return min(index, content.count)
  }
}

extension UInt8 {
  fileprivate var decimalDigit: Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) ? Int(self - UInt8(ascii: "0")) : nil
  }
}
