import Manifest

/// A card on the gallery's page, language by language.
struct CardSection {
  let id: String
  /// What the ids of the section's elements begin with.
  let anchor: String
  let pictures: [Manifest.Output]
  let missing: [Manifest.Failure]
  /// In the order in which they are shown.
  let languages: [String]
  let formats: [String]
  let words: PageWords

  var html: String {
    let groups = languages.compactMap(group)
    let titles = languages.compactMap { language in
      pictures.first { $0.language == language }?.cards.first.map { (language: language, text: $0.title) }
    }
    return """
      <article aria-labelledby="\(element("title"))">
      <h3 id="\(element("title"))">\(TitleText(titles: titles, otherwise: id, words: words).html)</h3>
      <p class="quiet">\(HTMLText.escaped(id))</p>
      \(groups.joined(separator: "\n"))
      </article>
      """
  }

  /// One language; `nil` where there is nothing of it.
  private func group(_ language: String) -> String? {
    let own = pictures.filter { $0.language == language }
    let failed = missing.filter { $0.language == language }
    guard !own.isEmpty || !failed.isEmpty else { return nil }
    let order = GalleryPage.ordered(own.map(\.format) + failed.map(\.format), as: formats)
    let items = order.flatMap { format in
      own.filter { $0.format == format }.map(picture) + failed.filter { $0.format == format }.map(gap)
    }
    return """
      <section data-language="\(HTMLText.escaped(language))" aria-label="\(HTMLText.escaped(LanguageName.of(language)))">
      <h4>\(DeckSection.name(language))</h4>
      <ul class="pictures">
      \(items.joined(separator: "\n"))
      </ul>
      \(own.first?.cards.first.map { texts($0, language) } ?? "")
      \(MessageList(messages: unique(own.flatMap(\.diagnostics)), words: words).html)
      </section>
      """
  }

  private func picture(_ file: Manifest.Output) -> String {
    let card = file.cards.first
    let address = HTMLText.address(file.path)
    let (width, height) = (HTMLText.number(file.width), HTMLText.number(file.height))
    let language = GalleryPage.language(file.language)
    let label = words.label(
      "downloadOf", card?.title ?? "", file.format, LanguageName.of(file.language), words: "download")
    return """
      <li data-language="\(HTMLText.escaped(file.language))" data-format="\(HTMLText.escaped(file.format))"><figure>
      <a href="\(address)"><img src="\(address)" loading="lazy" decoding="async" width="\(width)" height="\(height)" alt="\(HTMLText.escaped(card?.alt ?? ""))"\(language)></a>
      <figcaption>\(HTMLText.escaped(file.format)) · \(words.element("size", width, height)) · \(words.bytes(file.bytes)) · <a href="\(address)" download\(label)>\(words.text("download"))</a></figcaption>
      </figure></li>
      """
  }

  private func gap(_ failure: Manifest.Failure) -> String {
    """
    <li data-language="\(HTMLText.escaped(failure.language))" data-format="\(HTMLText.escaped(failure.format))"><div class="missing">
    \(words.element("notMade", failure.format, tag: "p"))
    \(MessageList(messages: failure.diagnostics, words: words).html)
    </div></li>
    """
  }

  /// The title, the alternative text to copy, and the link.
  private func texts(_ card: Manifest.Card, _ language: String) -> String {
    let tag = GalleryPage.language(language)
    let copied = element("alt " + language)
    var html = """
      <div class="words"><div>
      <p><strong\(tag)>\(HTMLText.escaped(card.title))</strong></p>
      <p class="quiet">\(words.element("alternative"))</p>
      <p id="\(copied)"\(tag)>\(HTMLText.escaped(card.alt))</p>
      """
    if let link = card.link {
      let shown = HTMLText.escaped(link)
      html +=
        "\n<p>" + (HTMLText.link(link).map { "<a href=\"\($0)\" rel=\"noreferrer\">\(shown)</a>" } ?? shown) + "</p>"
    }
    let label = words.label("copyOf", LanguageName.of(language), words: "copy")
    return html
      + "\n</div><button type=\"button\" hidden data-copy=\"\(copied)\"\(label)>\(words.text("copy"))</button></div>"
  }

  /// An id without spaces, as HTML asks.
  private func element(_ name: String) -> String {
    HTMLText.escaped("\(anchor) \(name)".split(separator: " ").joined(separator: "."))
  }

  private func unique(_ messages: [Manifest.Message]) -> [Manifest.Message] {
    var seen: Set<Manifest.Message> = []
    return messages.filter { seen.insert($0).inserted }
  }
}
