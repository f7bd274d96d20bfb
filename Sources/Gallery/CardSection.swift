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

  var html: String {
    let groups = languages.compactMap(group)
    let title = languages.lazy.compactMap { language in
      pictures.first { $0.language == language }?.cards.first.map { (language, $0.title) }
    }.first
    return """
      <article aria-labelledby="\(element("title"))">
      <h3 id="\(element("title"))"\(GalleryPage.language(title?.0))>\(HTMLText.escaped(title?.1 ?? id))</h3>
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
      \(own.first?.cards.first.map { words($0, language) } ?? "")
      \(MessageList(messages: unique(own.flatMap(\.diagnostics))).html)
      </section>
      """
  }

  private func picture(_ file: Manifest.Output) -> String {
    let card = file.cards.first
    let address = HTMLText.address(file.path)
    let (width, height) = (HTMLText.number(file.width), HTMLText.number(file.height))
    let language = GalleryPage.language(file.language)
    let label = "Download \(file.format), \(LanguageName.of(file.language))"
    return """
      <li data-language="\(HTMLText.escaped(file.language))" data-format="\(HTMLText.escaped(file.format))"><figure>
      <a href="\(address)"><img src="\(address)" loading="lazy" decoding="async" width="\(width)" height="\(height)" alt="\(HTMLText.escaped(card?.alt ?? ""))"\(language)></a>
      <figcaption>\(HTMLText.escaped(file.format)) · \(width) × \(height) · \(HTMLText.bytes(file.bytes)) · <a href="\(address)" download aria-label="\(HTMLText.escaped(label))">Download</a></figcaption>
      </figure></li>
      """
  }

  private func gap(_ failure: Manifest.Failure) -> String {
    """
    <li data-language="\(HTMLText.escaped(failure.language))" data-format="\(HTMLText.escaped(failure.format))"><div class="missing">
    <p>\(HTMLText.escaped(failure.format)) could not be made</p>
    \(MessageList(messages: failure.diagnostics).html)
    </div></li>
    """
  }

  /// The title, the alternative text to copy, and the link.
  private func words(_ card: Manifest.Card, _ language: String) -> String {
    let tag = GalleryPage.language(language)
    let copied = element("alt " + language)
    var html = """
      <div class="words"><div>
      <p><strong\(tag)>\(HTMLText.escaped(card.title))</strong></p>
      <p class="quiet">Alternative text</p>
      <p id="\(copied)"\(tag)>\(HTMLText.escaped(card.alt))</p>
      """
    if let link = card.link {
      let shown = HTMLText.escaped(link)
      html +=
        "\n<p>" + (HTMLText.link(link).map { "<a href=\"\($0)\" rel=\"noreferrer\">\(shown)</a>" } ?? shown) + "</p>"
    }
    let label = HTMLText.escaped("Copy the alternative text, \(LanguageName.of(language))")
    return html
      + "\n</div><button type=\"button\" hidden data-copy=\"\(copied)\" aria-label=\"\(label)\">Copy text</button></div>"
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

/// What was found.
struct MessageList {
  let messages: [Manifest.Message]

  /// Empty where there is nothing to say.
  var html: String {
    guard !messages.isEmpty else { return "" }
    let items = messages.map { message in
      let place = message.source.map { " <span class=\"quiet\">\(HTMLText.escaped($0))</span>" } ?? ""
      let details = [message.reason, message.help].compactMap { $0 }.map { "<br>\(HTMLText.escaped($0))" }.joined()
      return "<li class=\"\(HTMLText.escaped(message.severity))\"><b>\(HTMLText.escaped(message.severity))</b>: "
        + "\(HTMLText.escaped(message.message))\(place)\(details)</li>"
    }
    return "<ul class=\"messages\">\(items.joined(separator: "\n"))</ul>"
  }
}
