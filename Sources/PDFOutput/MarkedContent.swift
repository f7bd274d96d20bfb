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
    var copied = 0
    var scanner = ContentScanner(content)
    while let operation = scanner.next() {
      guard let number = Self.mark(operation, in: content) else { continue }
      guard number == next, marks.indices.contains(number) else { throw Self.mismatch }
      result += content[copied..<operation.range.lowerBound]
      result += Self.operators(marks[number], number).utf8
      copied = operation.range.upperBound
      next += 1
    }
    result += content[copied...]
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

  /// The number of a mark that Cairo made.
  private static func mark(_ operation: ContentOperation, in content: [UInt8]) -> Int? {
    guard operation.name == "BDC", operation.operandCount == 2, case .name("/Span") = operation.operands[0],
      case .other(let range) = operation.operands[1],
      case .number(let number)? = ContentScanner.dictionary(content[range])["/MCID"]
    else { return nil }
    return Int(exactly: number)
  }
}
