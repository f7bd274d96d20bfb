import CardSpec
import Imposition
import Localization
import PDFOutput

/// Puts the cards of a document for the press on sheets, as the deck asks for.
struct SheetMaker {
  let deck: Deck
  let sheet: SheetSettings

  /// Sheets, and what the manifest and the messages say of them.
  struct Imposed {
    var file: [UInt8]
    /// How many sides there are, and how large they are, in points.
    var count: Int
    var size: Extent
    /// Kinds of marks that found no room on some of them.
    var leftOut: [Mark.Kind]
  }

  /// Puts the document on sheets.
  ///
  /// - Parameters:
  ///   - pages: The document, without marks: sheets have their own.
  ///   - cards: The ids of its pages' cards.
  func impose(_ pages: [UInt8], cards: [String], info: PDFDocumentInfo) throws -> Imposed {
    let writer = try SheetWriter(pages)
    let settings = ImpositionSettings(
      sheet, press: deck.press, back: sheet.back.flatMap(cards.firstIndex),
      isRightToLeft: WritingDirection(language: info.language) == .rightToLeft, spotInks: writer.spotInks)
    let sheets = try SheetLayout.sheets(
      page: writer.page, bleed: writer.bleed, pages: writer.pageCount, settings: settings)
    let leftOut = Mark.Kind.allCases.filter { kind in sheets.contains { $0.leftOutMarks.contains(kind) } }
    return Imposed(
      file: try writer.write(sheets, info: info), count: sheets.count,
      size: sheets.first?.size ?? Extent(width: 0, height: 0), leftOut: leftOut)
  }
}

extension Mark.Kind {
  /// In a message.
  var words: String {
    switch self {
    case .crop: "crop marks"
    case .fold: "fold marks"
    case .registration: "registration marks"
    case .colorBar: "colour bars"
    }
  }
}
