import CQPDF

/// An object of a PDF file (ISO 32000-1 §7.3) as it is to be written.
package indirect enum PDFValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// Written with up to four decimals.
  case real(Double)
  /// With its leading slash.
  case name(String)
  /// Text for people, in whatever encoding holds it (§7.9.2.2).
  case text(String)
  /// Plain ASCII: dates, identifiers and addresses.
  case ascii(String)
  case array([PDFValue])
  /// Keys with their leading slashes. Files hold them sorted.
  case dictionary([String: PDFValue])
  /// An object that the file has.
  case object(PDFObject)
  /// The same by its number, which stays of use after the object was forgotten.
  case reference(PDFReference)

  package static func rectangle(_ left: Double, _ bottom: Double, _ right: Double, _ top: Double) -> PDFValue {
    .array([.real(left), .real(bottom), .real(right), .real(top)])
  }

  /// A whole number of a name or number tree's leaves: `[key value key value …]`.
  package static func pairs(_ pairs: [(PDFValue, PDFValue)]) -> PDFValue { .array(pairs.flatMap { [$0.0, $0.1] }) }
}

/// An object in a `QPDFFile`: its place in the file's table of handles, of no use anywhere else.
package struct PDFObject: Sendable {
  let handle: qpdf_oh
}

extension PDFValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, PDFValue)...) {
    self = .dictionary(Dictionary(elements) { $1 })
  }
}

extension PDFValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: PDFValue...) { self = .array(elements) }
}
