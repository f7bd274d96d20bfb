import Foundation
import Testing

extension PreviewPageTests {
  /// Places of the page, and what is opened there.
  static let places = [
    "", "card=fact-women-girls", "card=fact-women-girls&panel=try",
    "card=fact-women-girls&language=es&format=og", "card=fact-women-girls&language=es&format=og&panel=reading",
    "card=fact-women-girls&language=es&format=og&panel=shared", "review",
  ]

  private static let languages = ["en", "es", "fr"]
  private static let panelIsThere =
    "!document.querySelector('.tab-panel') || document.querySelector('.tab-panel h3, .tab-panel [role=treeitem]')"
  private static let repeatedNames =
    "[...document.querySelectorAll('[id]')].map(one => one.id).filter((id, index, all) => all.indexOf(id) !== index)"

  @Test("Everything has a name, headings are in order, and pictures have words, in each language of the page")
  func isAccessible() throws {
    let fixture = try PreviewFixture(["--format", "og"])
    try fixture.startServer()
    let browser = fixture.browser
    for language in Self.languages {
      for place in Self.places {
        try fixture.open(place, language: language)
        try browser.wait(for: "the panel", Self.panelIsThere)
        let tree = AccessibilityTree(try browser.accessibilityTree())
        #expect(tree.unnamed == [], "\(place) in \(language)")
        #expect(tree.skippedHeadings == [], "\(place) in \(language)")
        #expect(tree.count(of: "main") == 1 && tree.count(of: "banner") == 1, "\(place) in \(language)")
        #expect(tree.headings.filter { $0.level == 1 }.count == 1, "\(place) in \(language)")
        #expect(try browser.text("document.documentElement.lang") == language)
        #expect(try browser.list(Self.repeatedNames) == [], "\(place) in \(language)")
        #expect(
          try browser.number("document.querySelectorAll('img:not([alt])').length") == 0, "\(place) in \(language)")
      }
    }
    #expect(browser.complaints == [])
  }

  @Test("Letters stand out from their ground, in light and in dark surroundings")
  func hasContrast() throws {
    let fixture = try PreviewFixture(["--format", "og"])
    try fixture.startServer()
    let browser = fixture.browser
    for isDark in [false, true] {
      try browser.setWindow(width: 1280, height: 800, isDark: isDark)
      for place in Self.places {
        try fixture.open(place)
        try browser.wait(for: "the panel", Self.panelIsThere)
        #expect(try browser.list(Self.faintWords) == [], "\(place), \(isDark ? "dark" : "light")")
        try fixture.keepPicture((isDark ? "dark-" : "light-") + Self.fileName(place))
      }
    }
  }

  /// Words whose contrast is below 4.5 to 1 (WCAG 2.2, 1.4.3). Those over pictures, and controls that are off, do not count.
  private static let faintWords = """
    (() => {
      const channels = color => color.match(/[\\d.]+/g).map(Number);
      const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, index) => sum + c * [0.2126, 0.7152, 0.0722][index], 0);
      const over = (top, below) => { const alpha = top[3] ?? 1; return [0, 1, 2].map(index => top[index] * alpha + below[index] * (1 - alpha)); };
      const ground = element => {
        const layers = [];
        for (let at = element; at; at = at.parentElement) layers.push(channels(getComputedStyle(at).backgroundColor));
        return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
      };
      const faint = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest('.unseen, noscript, .mock, .overlay, :disabled, .is-off, .is-hidden')) continue;
        const [a, b] = [light(over(channels(getComputedStyle(element).color), ground(element))), light(ground(element))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) faint.push(`${walker.currentNode.data.trim().slice(0, 40)} (${ratio.toFixed(2)})`);
      }
      return faint;
    })()
    """

  @Test("A narrow window holds every place without scrolling sideways")
  func fitsNarrowWindows() throws {
    let fixture = try PreviewFixture(["--format", "og", "--format", "story"])
    try fixture.startServer()
    let browser = fixture.browser
    try browser.setWindow(width: 360, height: 740, density: 2)
    for language in Self.languages {
      for place in Self.places {
        try fixture.open(place, language: language)
        let excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        #expect(try browser.number(excess) == 0, "\(place) in \(language)")
        if language == "en" { try fixture.keepPicture("narrow-" + Self.fileName(place)) }
      }
    }
    #expect(browser.complaints == [])
  }

  private static func fileName(_ place: String) -> String {
    place.isEmpty ? "deck" : String(place.map { $0.isLetter ? $0 : "-" })
  }

  @Test("The keyboard alone leads from the deck to a card, to a node, to a trial and back")
  func worksByKeyboard() throws {
    let fixture = try PreviewFixture(["--format", "og"])
    try fixture.startServer()
    let browser = fixture.browser
    try fixture.open()
    let focused = "document.activeElement"
    // To the content, past the header.
    try browser.press("Tab")
    #expect(try browser.text("\(focused).id") == "skip")
    try browser.press("Enter")
    try browser.wait(for: "the content", "\(focused).id === 'main'")
    // Search, and into the only card that is found.
    try browser.press("/")
    try browser.type("women")
    try browser.wait(for: "what was found", "document.querySelectorAll('.tile').length < 13")
    try tab(browser, to: "[data-focus='fact-women-girls']")
    try browser.press("Enter")
    try browser.wait(for: "the card", "document.body.dataset.view === 'card' && \(focused).matches('h1')")
    // Closer, by the picture's link.
    try tab(browser, to: "[data-focus='fact-women-girls/es/og']")
    try browser.press("Enter")
    try browser.wait(
      for: "the picture", "document.body.dataset.view === 'closer' && document.querySelector('[role=treeitem]')")
    // Another language by an arrow; nodes by arrows.
    try browser.press("ArrowRight")
    try browser.wait(
      for: "French",
      "new URL(location.href).searchParams.get('language') === 'fr' && document.querySelector('[role=treeitem]')")
    try tab(browser, to: "[role=treeitem]")
    try browser.press("ArrowDown")
    try browser.press("ArrowDown")
    try browser.wait(
      for: "the node's style",
      "document.querySelector('[role=treeitem][aria-selected=true]') === \(focused) && document.querySelector('.node h3')"
    )
    // Tabs of the panel by arrows, back from the first item.
    try tab(browser, to: "[role=tab]", isBack: true)
    try browser.press("ArrowRight")
    try browser.wait(
      for: "the panel to try in", "\(focused).matches('[role=tab]') && document.querySelector('[data-pseudo]')")
    try tab(browser, to: "[data-pseudo=accents]")
    try browser.press(" ")
    try browser.wait(
      for: "the trial",
      "document.querySelector('.notice.trial:not([hidden])') && document.querySelector('.outcome .verdict')")
    // And back to where one came from.
    try browser.press("Escape")
    try browser.wait(for: "the card", "document.body.dataset.view === 'card'")
    try browser.press("Escape")
    try browser.wait(for: "the deck", "document.body.dataset.view === 'overview'")
    try browser.press("?")
    try browser.wait(for: "the keys", "document.querySelector('#help[open]')")
    try fixture.keepPicture("keys")
    #expect(browser.complaints == [])
  }

  /// Goes on by the tabulator until something has the focus; on the way, all that has it is seen to have it.
  private func tab(_ browser: Browser, to selector: String, isBack: Bool = false) throws {
    for _ in 0..<60 {
      try browser.press("Tab", shift: isBack)
      let isSeen = try browser.value(
        """
        (() => {
          const element = document.activeElement;
          if (element === document.body) return true;
          const { width, height, top, bottom, left, right } = element.getBoundingClientRect();
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && outlineStyle !== 'none' && outlineWidth !== '0px';
        })()
        """)
      let focused = try browser.text("document.activeElement.outerHTML.slice(0, 160)")
      #expect(isSeen as? Bool == true, "the focus is seen: \(focused)")
      if try browser.value("document.activeElement.matches(\(Browser.literal(selector)))") as? Bool == true { return }
    }
    throw Browser.Failure(description: "the tabulator does not come to \(selector)")
  }

  @Test("The page says the same in all of its languages")
  func speaksAllLanguages() throws {
    let fixture = try PreviewFixture(["--format", "og", "--language", "en"])
    try fixture.startServer()
    let browser = fixture.browser
    try fixture.open()
    let shape = """
      Promise.all(['en', 'es', 'fr'].map(code => import(`/words/${code}.js`))).then(modules => modules.map(({ words }) =>
        JSON.stringify(Object.entries(words).map(([key, text]) => [key, [...new Set(JSON.stringify(text).match(/\\{\\w+\\}/g) ?? [])].sort()]).sort())))
      """
    let shapes = try browser.list(shape)
    #expect(shapes.count == 3 && Set(shapes).count == 1)
    // What the browser asks for is chosen where the address says nothing.
    try browser.value("localStorage.clear()")
    try browser.send("Emulation.setLocaleOverride", ["locale": "fr"])
    try browser.send("Network.setUserAgentOverride", ["userAgent": "test", "acceptLanguage": "fr-CA,en"])
    try browser.open(fixture.address)
    #expect(try browser.text("document.documentElement.lang") == "fr")
    #expect(browser.complaints == [])
  }
}

/// The browser's accessibility tree, as far as it is judged here.
struct AccessibilityTree {
  struct Heading: Hashable {
    var level: Int
    var words: String
  }

  private struct Node {
    var role: String
    var name: String
    var level: Int?
  }

  private let nodes: [Node]

  init(_ tree: [[String: Any]]) {
    nodes = tree.compactMap { node in
      guard node["ignored"] as? Bool != true else { return nil }
      func text(_ key: String) -> String { (node[key] as? [String: Any])?["value"] as? String ?? "" }
      let properties = node["properties"] as? [[String: Any]] ?? []
      let level = properties.first { $0["name"] as? String == "level" }?["value"] as? [String: Any]
      return Node(role: text("role"), name: text("name"), level: (level?["value"] as? NSNumber)?.intValue)
    }
  }

  /// Roles that say nothing without a name.
  private static let named: Set = [
    "button", "checkbox", "combobox", "dialog", "heading", "image", "link", "listbox", "menuitem", "navigation",
    "progressbar", "radio", "region", "searchbox", "slider", "spinbutton", "switch", "tab", "tablist", "tabpanel",
    "textbox", "tree", "treeitem", "Iframe", "complementary", "search",
  ]

  var unnamed: [String] {
    nodes.filter { Self.named.contains($0.role) && $0.name.trimmingCharacters(in: .whitespaces).isEmpty }.map(\.role)
  }

  var headings: [Heading] {
    nodes.filter { $0.role == "heading" }.map { Heading(level: $0.level ?? 0, words: $0.name) }
  }

  /// Headings that are more than one level below the one before them.
  var skippedHeadings: [String] {
    zip(headings, headings.dropFirst()).filter { $0.level + 1 < $1.level }.map {
      "\($1.words) (\($1.level) after \($0.level))"
    }
  }

  func count(of role: String) -> Int { nodes.filter { $0.role == role }.count }
}
