import PDFSyntax

/// A moment in UTC as documents state it.
struct DocumentDate {
  /// Year, month, day, hour, minute, second.
  let fields: [Int]

  /// What a document without a date states.
  static let unknown = DocumentDate(fields: [2000, 1, 1, 0, 0, 0])

  private init(fields: [Int]) { self.fields = fields }

  /// Reads `2017-09-20` or `2017-09-20T10:00:00Z`.
  init(_ text: String) throws(PDFError) {
    let digits = text.split(whereSeparator: { !("0"..."9").contains($0) })
    let fields = digits.compactMap { Int($0) } + (digits.count == 3 ? [0, 0, 0] : [])
    guard fields.count == 6, Self(fields: fields).isPossible,
      text == Self(fields: fields).xmp || text + "T00:00:00Z" == Self(fields: fields).xmp
    else {
      throw PDFError("\"\(text)\" is not a date; write it like 2017-09-20 or 2017-09-20T10:00:00Z")
    }
    self.fields = fields
  }

  private var isPossible: Bool {
    let limits = [1...9999, 1...12, 1...31, 0...23, 0...59, 0...59]
    guard zip(fields, limits).allSatisfy({ $1.contains($0) }) else { return false }
    let isLeapYear = fields[0] % 4 == 0 && (fields[0] % 100 != 0 || fields[0] % 400 == 0)
    let days = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return fields[2] <= days[fields[1] - 1]
  }

  /// As dates in PDF are written (ISO 32000-1 §7.9.4).
  var pdf: String { "D:" + padded.joined() + "Z" }

  /// As XMP wants it (ISO 16684-1 §8.2.1.2).
  var xmp: String {
    padded[0..<3].joined(separator: "-") + "T" + padded[3..<6].joined(separator: ":") + "Z"
  }

  private var padded: [String] {
    fields.enumerated().map { index, field in
      let text = String(field)
      return String(repeating: "0", count: max(0, (index == 0 ? 4 : 2) - text.count)) + text
    }
  }
}
