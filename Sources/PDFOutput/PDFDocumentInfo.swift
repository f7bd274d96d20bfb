/// What a document says about itself: in its information dictionary, its XMP packet and its title bar.
public struct PDFDocumentInfo: Sendable, Hashable {
  public var title: String
  /// BCP 47.
  public var language: String
  public var author: String?
  public var subject: String?
  public var keywords: [String] = []
  /// The terms under which the document may be used: a name, a sentence or an address.
  public var licence: String?
  /// The address of the campaign's site.
  public var site: String?
  /// When the document was made: `2017-09-20`, or `2017-09-20T10:00:00Z` (ISO 8601, UTC). A document without a date
  /// states 2000-01-01, since the clock would give other bytes at each run.
  public var date: String?

  public init(title: String, language: String) {
    self.title = title
    self.language = language
  }
}

extension String {
  /// The text on one line: control characters, line breaks and runs of plain spaces become one space. A no-break
  /// space stays.
  var onOneLine: String {
    var result = String.UnicodeScalarView()
    var isSpacePending = false
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0...0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFFFE, 0xFFFF: isSpacePending = !result.isEmpty
      default:
        if isSpacePending { result.append(" ") }
        isSpacePending = false
        result.append(scalar)
      }
    }
    return String(result)
  }
}
