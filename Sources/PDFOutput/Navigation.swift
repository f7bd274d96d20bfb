import Localization
import PDFSyntax

/// What a reader finds a card by: the outline, the page labels, and the title in the window's bar.
enum Navigation {
  static func write(_ cards: [CardName], pages: [PDFObject], to file: QPDFFile) {
    writeOutline(cards, pages, file)
    // ISO 32000-1 §12.4.2. A page is called what the card's pictures are called, so that one finds the other.
    let labels = cards.enumerated().map { (PDFValue.integer($0), PDFValue.dictionary(["/P": .text($1.id)])) }
    file.set("/PageLabels", ["/Nums": .pairs(labels)], of: file.root)
    // ISO 14289-1 §7.1: the window shows the title, not the file's name.
    var preferences: [String: PDFValue] = ["/DisplayDocTitle": .boolean(true)]
    // ISO 32000-1 §12.2: pages that lie side by side are read from the right.
    if let language = cards.first?.language, WritingDirection(language: language) == .rightToLeft {
      preferences["/Direction"] = .name("/R2L")
    }
    file.set("/ViewerPreferences", .dictionary(preferences), of: file.root)
  }

  /// One entry for each card, called by its title (ISO 32000-1 §12.3.3).
  private static func writeOutline(_ cards: [CardName], _ pages: [PDFObject], _ file: QPDFFile) {
    let outline = file.add(["/Type": .name("/Outlines"), "/Count": .integer(cards.count)])
    let entries = zip(cards, pages).map { card, page in
      file.add([
        "/Title": .text(card.title.isEmpty ? card.id : card.title), "/Parent": .object(outline),
        "/Dest": [.object(page), .name("/Fit")],
      ])
    }
    for (previous, next) in zip(entries, entries.dropFirst()) {
      file.set("/Next", .object(next), of: previous)
      file.set("/Prev", .object(previous), of: next)
    }
    guard let first = entries.first, let last = entries.last else { return }
    file.set("/First", .object(first), of: outline)
    file.set("/Last", .object(last), of: outline)
    file.set("/Outlines", .object(outline), of: file.root)
  }
}
