/// A title in each of the page's languages, of which one is seen: that of the page, or else the first.
struct TitleText {
  /// In the deck's order.
  let titles: [(language: String, text: String)]
  /// What is shown where there is no title.
  let otherwise: String
  let words: PageWords

  var html: String {
    guard let shown else { return HTMLText.escaped(otherwise) }
    return titles.map { title in
      let state = title.language == shown.language ? "" : " hidden"
      return "<span data-title\(GalleryPage.language(title.language))\(state)>\(HTMLText.escaped(title.text))</span>"
    }.joined()
  }

  /// As it is seen before a script runs.
  var text: String { shown?.text ?? otherwise }

  private var shown: (language: String, text: String)? {
    titles.first { PageWords.base($0.language) == words.language } ?? titles.first
  }
}
