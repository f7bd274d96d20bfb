import Foundation
import Testing

/// All that is tried in a browser, one after the other.
@Suite(
  "The preview's page in a browser", .serialized,
  .enabled(if: Browser.executable != nil, "no Chromium is installed: `make install-test` does so where it can"))
struct PreviewPageTests {
  let title = "cards/fact-women-girls.json"
  static let fewFormats = ["--format", "og", "--format", "story", "--format", "a6-landscape-print"]

  func fixture(_ more: [String] = fewFormats, width: Int = 1280, density: Double = 1) throws -> PreviewFixture {
    let fixture = try PreviewFixture(more, width: width, density: density)
    try fixture.startServer()
    return fixture
  }

  // MARK: Cards

  @Test("A card stands in every language, side by side, grouped by format, in the pixels of the screen")
  func showsACard() throws {
    let fixture = try fixture(density: 2)
    let browser = fixture.browser
    try fixture.open("card=fact-women-girls")
    #expect(
      try browser.list(
        "[...document.querySelectorAll('.format')].map(format => [...format.querySelectorAll('[data-cell]')].map(cell => cell.dataset.cell).join(' '))"
      )
        == [
          "en/a6-landscape-print es/a6-landscape-print fr/a6-landscape-print", "en/og es/og fr/og",
          "en/story es/story fr/story",
        ])
    #expect(
      try browser.number(
        "new Set([...document.querySelectorAll('.format:first-child figure')].map(one => one.getBoundingClientRect().top)).size"
      ) == 1)
    let picture = "document.querySelector('[data-cell] .picture')"
    let pixels = try browser.number("\(picture).querySelector('img').naturalWidth / \(picture).clientWidth")
    #expect((1.95...2.05).contains(pixels))
    #expect(try browser.text("\(picture).querySelector('img').alt").hasPrefix("Fact card with the large figure 71%"))
    try fixture.keepPicture("card")
    #expect(browser.complaints == [])
  }

  @Test("Words of a card are shown as words, whatever they say")
  func cardsBringNoScript() throws {
    let fixture = try fixture()
    let words = "<img src=x onerror='window.wasHere=1'><script>window.wasHere=1</script>"
    try fixture.change(title, "Most are women and girls", words)
    try fixture.open("card=fact-women-girls&panel=try")
    let browser = fixture.browser
    try browser.wait(for: "the strings", "document.querySelector('.strings textarea')")
    #expect(try browser.text("document.querySelector('h1').textContent") == words)
    #expect(
      try browser.value("window.wasHere === undefined && !document.querySelector('h1 *, img[src=x]')") as? Bool == true)
    #expect(browser.complaints == [])
  }

  // MARK: Live

  @Test("A saved change is seen, and place and zoom stay as they were")
  func followsChanges() throws {
    let fixture = try fixture()
    let browser = fixture.browser
    try fixture.open("card=fact-women-girls&language=en&format=og")
    let zoom = "document.querySelector('.zoom output').textContent"
    try browser.wait(for: "the picture that fits", "\(zoom) === '67 %'")
    try browser.press("+")
    try browser.press("+")
    try browser.press("+")
    #expect(try browser.text(zoom) == "200 %")
    try browser.waitForPictures()
    let place =
      "(() => { const { scrollLeft, scrollTop, scrollWidth } = document.querySelector('.stage'); return [scrollLeft, scrollTop, scrollWidth].join(); })()"
    try browser.value("document.querySelector('.stage').scrollTo(123, 45)")
    let before = try browser.text(place)
    #expect(before.hasPrefix("123,45,24"))
    try browser.value(
      """
      window.was = document.querySelector('.canvas img').src;
      document.querySelector('.canvas').addEventListener('picture', () => { window.seen ??= Date.now(); });
      """)
    let saved = Date()
    try fixture.change(title, "Most are women and girls", "Nearly all are women and girls")
    try browser.wait(for: "the new picture", "window.seen && document.querySelector('.canvas img').src !== window.was")
    let milliseconds = try browser.number("window.seen") - saved.timeIntervalSince1970 * 1000
    try fixture.keep("\(Int(milliseconds)) ms from saving a card to its new picture in the page\n", as: "latency.txt")
    #expect(try browser.text(place) == before)
    try browser.wait(
      for: "the new words in the list of nodes",
      "[...document.querySelectorAll('[role=treeitem]')].some(item => item.textContent.includes('Nearly all are women'))"
    )
    #expect(browser.complaints == [])
  }

  @Test("A mistake is told over the last good picture, with its place and line, until it is mended")
  func tellsMistakes() throws {
    let fixture = try fixture()
    let browser = fixture.browser
    try fixture.open("card=fact-women-girls")
    try fixture.change(title, "\"template\": \"fact\",", "\"template\": \"fact\",,")
    try browser.wait(for: "the message", "document.querySelector('.picture-note:not([hidden]) .spec-line')")
    let note = "document.querySelector('.picture-note:not([hidden])')"
    #expect(try browser.text("\(note).querySelector('.place').textContent").hasPrefix("cards/fact-women-girls.json:4:"))
    let link = try browser.text("\(note).querySelector('.place').href")
    #expect(link.hasPrefix("vscode://file") && link.contains("fact-women-girls.json:4:"))
    #expect(try browser.text("\(note).querySelector('.spec-line').textContent").contains("\"template\": \"fact\",,"))
    #expect(try browser.number("\(note).closest('.picture').querySelectorAll('img').length") == 1)
    #expect(try browser.text("document.querySelector('.problem-count').textContent").contains("error"))
    try fixture.keepPicture("mistake")
    try fixture.change(title, "\"template\": \"fact\",,", "\"template\": \"fact\",")
    try browser.wait(for: "the message to go", "!document.querySelector('.picture-note:not([hidden])')")
    #expect(browser.complaints == [])
  }

  @Test("A deck that is broken at the start says what is wrong, again after each save, and is shown once it is mended")
  func recoversABrokenDeck() throws {
    let fixture = try PreviewFixture(["--format", "og", "--language", "en"])
    try fixture.change("deck.json", "\"name\": \"equal-priority\",", "\"name\": \"equal-priority\",,")
    try fixture.startServer()
    let browser = fixture.browser
    try browser.open(fixture.address + "?lang=en")
    try browser.wait(
      for: "the mistake", "document.querySelector('.broken .place')?.textContent.startsWith('deck.json:3:')")
    try fixture.change("deck.json", "\"name\": \"equal-priority\",,", "\"name\": \"equal-priority\",\n\n\n,")
    try browser.wait(
      for: "the next mistake", "document.querySelector('.broken .place')?.textContent.startsWith('deck.json:6:')")
    try fixture.keepPicture("broken-deck")
    try fixture.change("deck.json", "\"name\": \"equal-priority\",\n\n\n,", "\"name\": \"equal-priority\",")
    try browser.wait(for: "the cards", "document.querySelectorAll('.tile').length === 13")
    #expect(browser.complaints == [])
  }

  @Test("A page that loses its server says so, and goes on when there is one again")
  func outlivesItsServer() throws {
    let fixture = try fixture()
    let browser = fixture.browser
    try fixture.open("card=fact-women-girls")
    fixture.endServer()
    try browser.wait(for: "the notice", "document.querySelector('.notice.lost:not([hidden])')")
    try fixture.change(title, "Most are women and girls", "Nearly all are women and girls")
    try fixture.startServer(port: Int(fixture.address.dropFirst("http://127.0.0.1:".count).dropLast()) ?? 0)
    try browser.wait(
      for: "the new title", "document.querySelector('h1')?.textContent === 'Nearly all are women and girls'")
    try browser.wait(for: "the notice to go", "document.querySelector('.notice.lost').hidden")
    #expect(browser.complaints == [])
  }

  // MARK: Looking closer

  @Test("A click in the picture tells what made it so")
  func explainsNodes() throws {
    let fixture = try fixture()
    let browser = fixture.browser
    try fixture.open("card=fact-women-girls&language=en&format=og")
    try browser.wait(for: "the nodes", "document.querySelector('[role=treeitem]')")
    try browser.click(".canvas", at: (0.2, 0.42))
    try browser.wait(
      for: "the node", "document.querySelector('.node h3')?.textContent.includes('Most are women and girls')")
    #expect(
      try browser.text("document.querySelector('[role=treeitem][aria-selected=true]').textContent").contains(
        "Most are women"))
    let details = try browser.text("document.querySelector('.node-details').innerText")
    for words in ["Inter Display Semi Bold", "fits as it is", "fontSize", "theme.json:", "heading1", "layout/0/2"] {
      #expect(details.contains(words), "\(words) is told")
    }
    #expect(
      try browser.value(
        "[...document.querySelectorAll('table.style a')].every(link => link.href.startsWith('vscode://file/'))")
        as? Bool == true)
    // A second click goes to what the text lies in.
    try browser.click(".canvas", at: (0.2, 0.42))
    try browser.wait(for: "its container", "document.querySelector('.node .path').textContent === 'layout/0'")
    try fixture.keepPicture("node")
    #expect(browser.complaints == [])
  }

  @Test("Lines show what is cut and covered, and zooming in comes down to pixels")
  func overlaysAndPixels() throws {
    let fixture = try fixture()
    let browser = fixture.browser
    try fixture.open("card=fact-women-girls&language=es&format=story")
    try browser.press("g")
    try browser.press("b")
    try browser.wait(
      for: "safe areas and boxes",
      "document.querySelector('.guide.safe') && document.querySelectorAll('.boxes rect').length > 5")
    try fixture.keepPicture("overlays")
    try browser.value(
      "[...document.querySelectorAll('.zoom button')].find(button => button.textContent === 'Pixels').click()")
    try browser.wait(
      for: "the output's own pixels", "document.querySelector('.canvas.is-pixels img')?.naturalWidth === 1080")
    try fixture.open("card=fact-women-girls&language=es&format=a6-landscape-print")
    try browser.wait(for: "the trim", "document.querySelector('.overlay .bleed .shade')")
    #expect(
      try browser.number(
        "document.querySelector('.canvas').getBoundingClientRect().width / document.querySelector('.overlay .bleed .line').getBoundingClientRect().width"
      ) > 1.02)
    #expect(browser.complaints == [])
  }

  @Test("Colour vision is simulated on pictures alone")
  func simulatesColorVision() throws {
    let fixture = try fixture(["--format", "og", "--language", "en"])
    let browser = fixture.browser
    try fixture.open("card=sdg-5-2")
    for vision in ["protanopia", "deuteranopia", "tritanopia", "grey"] {
      try browser.value("document.querySelector('input[type=radio][value=\(vision)]').click()")
      #expect(
        try browser.text("getComputedStyle(document.querySelector('.picture img')).filter") == "url(\"#\(vision)\")")
      #expect(try browser.text("getComputedStyle(document.querySelector('h1')).filter") == "none")
      try fixture.keepPicture(vision)
    }
    #expect(browser.complaints == [])
  }

  // MARK: The deck

  @Test("Pictures of a deck of 200 cards are asked for when they are seen")
  func loadsWhatIsSeen() throws {
    let fixture = try PreviewFixture(["--format", "og", "--language", "en"])
    let card = try fixture.folder.text("CardSpecs/" + title)
    var names: [String] = []
    for index in 1...200 {
      names.append("\"cards/copy-\(index).json\"")
      let copy = card.replacingOccurrences(of: "\"id\": \"fact-women-girls\"", with: "\"id\": \"copy-\(index)\"")
        .replacingOccurrences(of: "Most are women and girls", with: "Most are women and girls \(index)")
      try fixture.folder.write(copy, to: "CardSpecs/cards/copy-\(index).json")
    }
    let deck = try fixture.folder.text("CardSpecs/deck.json")
    let start = try #require(deck.range(of: "\"cards\": ["))
    let list = deck[start.lowerBound...].prefix { $0 != "]" }
    try fixture.folder.write(
      deck.replacingOccurrences(of: list, with: "\"cards\": [" + names.joined(separator: ", ")),
      to: "CardSpecs/deck.json")
    try fixture.startServer()
    let browser = fixture.browser
    try fixture.open()
    #expect(try browser.number("document.querySelectorAll('.tile').length") == 200)
    #expect(try (4...60).contains(browser.number("document.querySelectorAll('.picture img').length")))
    try browser.value("scrollTo(0, document.documentElement.scrollHeight)")
    try browser.wait(for: "the last picture", "[...document.querySelectorAll('.tile')].at(-1).querySelector('img')")
    #expect(try browser.number("document.querySelectorAll('.picture img').length") < 150)
    // Words and filters.
    try browser.value("scrollTo(0, 0)")
    try browser.press("/")
    try browser.type("girls 200")
    try browser.wait(for: "the card that was looked for", "document.querySelectorAll('.tile').length === 1")
    #expect(try browser.text("document.querySelector('.tile h2').textContent") == "Most are women and girls 200")
    #expect(browser.complaints == [])
  }

  // MARK: Review

  @Test("What differs from the approved state comes first: side by side, swiped, and as a difference")
  func reviewsChanges() throws {
    let fixture = try fixture(["--format", "og", "--language", "en"])
    for arguments in [
      ["init", "-q"], ["add", "-A"],
      ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Approved"],
    ] {
      let git = Process()
      git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      git.arguments = ["git"] + arguments
      git.currentDirectoryURL = URL(fileURLWithPath: fixture.folder.path)
      try git.run()
      git.waitUntilExit()
      try #require(git.terminationStatus == 0)
    }
    let browser = fixture.browser
    try fixture.change(title, "Most are women and girls", "Nearly all are women and girls")
    try fixture.open("review")
    try browser.wait(for: "the revisions", "document.querySelector('.compare option[value^=git]')")
    try browser.click(".compare .primary")
    try browser.wait(for: "the outcome", "document.querySelector('.review-head').textContent.includes('1 of 13')")
    #expect(
      try browser.list("[...document.querySelectorAll('.reviewed .name')].map(name => name.textContent)") == [
        "Nearly all are women and girls, English, og"
      ])
    try browser.waitForPictures()
    try fixture.keepPicture("review")
    try browser.click(".reviewed .name a")
    for (mode, pictures) in [("side", 2), ("swipe", 2), ("difference", 1)] {
      try browser.wait(for: "the ways to compare", "document.querySelector('[data-mode=\(mode)]')")
      try browser.click("[data-mode=\(mode)]")
      try browser.wait(for: mode, "document.querySelectorAll('.comparison .picture img').length === \(pictures)")
      try fixture.keepPicture("review-\(mode)")
    }
    #expect(browser.complaints == [])
  }
}
