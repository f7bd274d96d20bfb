import Painting
import Scene

/// The logical structure of one card's page: a section with its elements in reading order, and the links in it.
struct CardTags: Sendable {
  private(set) var section = Tag("Sect")
  private(set) var links: [PageLink] = []
  /// The marks as the structure needs them: those of a card without any structure belong to one figure.
  private(set) var marks: [ContentMark]

  private let elements: [StructureElement]
  private let language: String
  /// By element.
  private let linkTexts: [Int: String]
  private var children: [[Int]]
  private var ownMarks: [[Int]]
  /// The first mark in an element or below it.
  private var firstMarks: [Int?]
  private var topLevel: [Int] = []
  private var headings: HeadingLevels

  /// - Parameter headings: The levels of the document's headings so far; this card's are added.
  init(scene: Scene, marks: [ContentMark], headings: inout HeadingLevels) {
    language = scene.language
    self.headings = headings
    if scene.structure.isEmpty, !scene.alt.onOneLine.isEmpty {
      let frame = Rect(0, 0, scene.trim.width, scene.trim.height)
      elements = [StructureElement(role: .figure, alt: scene.alt, frames: [frame])]
      self.marks = marks.map { mark in
        var mark = mark
        mark.element = 0
        return mark
      }
    } else {
      elements = scene.structure
      self.marks = marks
    }
    linkTexts = LinkTexts(scene).texts
    children = Array(repeating: [], count: elements.count)
    ownMarks = children
    firstMarks = Array(repeating: nil, count: elements.count)
    arrange()
    section.title = scene.title.onOneLine
    let kids = topLevel.compactMap { tag(for: $0, language: language, isInLink: false) }.map(Tag.Kid.tag)
    section.kids = Self.grouped(kids)
    headings = self.headings
  }

  /// Of a page on which nothing can be seen, so that its content has no marks that tags could belong to.
  var unseen: CardTags {
    var tags = self
    (tags.section.kids, tags.links, tags.marks) = ([], [], [])
    return tags
  }

  private mutating func arrange() {
    for (index, mark) in marks.enumerated() {
      guard let element = mark.element, elements.indices.contains(element) else { continue }
      ownMarks[element].append(index)
      firstMarks[element] = firstMarks[element] ?? index
    }
    for index in elements.indices {
      if let parent = parent(of: index) { children[parent].append(index) } else { topLevel.append(index) }
    }
    // Parents come before children, so one pass from the end reaches every ancestor.
    for index in elements.indices.reversed() {
      guard let parent = parent(of: index), let first = firstMarks[index] else { continue }
      firstMarks[parent] = min(firstMarks[parent] ?? first, first)
    }
  }

  private func parent(of index: Int) -> Int? { elements[index].parent.flatMap { (0..<index).contains($0) ? $0 : nil } }

  // MARK: Elements

  /// - Parameter language: That of what the element lies in.
  private mutating func tag(for index: Int, language: String, isInLink: Bool) -> Tag? {
    let element = elements[index]
    var tag = Tag(type(of: index))
    let own = element.language ?? language
    if own != language { tag.language = own }
    tag.alt = element.alt?.onOneLine
    if tag.type == "Figure" { tag.frame = element.frames.first }
    // A link comes before those inside it, so that they lie on top of it.
    let address = element.role == .link ? element.link.flatMap(LinkAddress.init) : nil
    let linkKids = address.map { add($0, LinkAreas.lines(areas(of: index)), linkTexts[index] ?? element.alt) } ?? []
    let kids = kids(of: index, language: own, isInLink: isInLink || address != nil)
    tag.kids = Self.arranged(kids, in: element.role, isGrouping: tag.isGrouping) + linkKids
    return tag.kids.isEmpty ? nil : tag
  }

  private mutating func type(of index: Int) -> String {
    let element = elements[index]
    return switch element.role {
    case .heading1: "H\(headings.next(1))"
    case .heading2: "H\(headings.next(2))"
    case .heading3: "H\(headings.next(3))"
    case .paragraph: "P"
    // A figure of text alone, say a large number, needs no alternative: it is read as it is.
    case .figure: element.alt == nil && isText(index) ? "P" : "Figure"
    case .quote: "BlockQuote"
    case .note: "Note"
    case .caption: "Caption"
    case .list: "L"
    case .listItem: parent(of: index).map { elements[$0].role } == .list ? "LI" : "Div"
    case .section: "Sect"
    case .link: element.link.flatMap(LinkAddress.init) == nil ? "Span" : "Link"
    }
  }

  private func isText(_ index: Int) -> Bool {
    children[index].isEmpty && ownMarks[index].allSatisfy { marks[$0].language != nil }
  }

  /// The element's children in their own order, and its own content between them where it was painted.
  private mutating func kids(of index: Int, language: String, isInLink: Bool) -> [Tag.Kid] {
    var kids: [Tag.Kid] = []
    var own = ownMarks[index][...]
    for child in children[index] {
      if let first = firstMarks[child] {
        while let mark = own.first, mark < first {
          kids.append(content(own.removeFirst(), of: index, language: language, isInLink: isInLink))
        }
      }
      if let tag = tag(for: child, language: language, isInLink: isInLink) { kids.append(.tag(tag)) }
    }
    for mark in own { kids.append(content(mark, of: index, language: language, isInLink: isInLink)) }
    return kids
  }

  /// A piece of content, inside what its language and its link ask for.
  private mutating func content(_ mark: Int, of index: Int, language: String, isInLink: Bool) -> Tag.Kid {
    var kid = Tag.Kid.content(mark)
    if let own = marks[mark].language, own != language, elements[index].role != .figure {
      var span = Tag("Span", [kid])
      span.language = own
      kid = .tag(span)
    }
    guard !isInLink, let address = marks[mark].link.flatMap(LinkAddress.init) else { return kid }
    let areas = LinkAreas.lines(marks[mark].areas)
    return areas.isEmpty ? kid : .tag(Tag("Link", [kid] + add(address, areas, nil)))
  }

  /// Wraps what may not stand alone in an element of the given role.
  private static func arranged(
    _ kids: [Tag.Kid], in role: StructureElement.Role, isGrouping: Bool
  ) -> [Tag.Kid] {
    guard !kids.isEmpty else { return [] }
    switch role {
    case .list:
      // ISO 32000-1 §14.8.4.3.3: a list consists of list items.
      return kids.map { kid in
        if case .tag(let tag) = kid, tag.type == "LI" { return kid }
        return .tag(Tag("LI", [.tag(Tag("LBody", [kid]))]))
      }
    case .listItem where !isGrouping: return [.tag(Tag("LBody", kids))]
    default: return isGrouping ? grouped(kids) : kids
    }
  }

  /// Content and inline elements among `kids`, neighbours together, as paragraphs.
  private static func grouped(_ kids: [Tag.Kid]) -> [Tag.Kid] {
    var result: [Tag.Kid] = []
    var line: [Tag.Kid] = []
    func endLine() {
      if !line.isEmpty { result.append(.tag(Tag("P", line))) }
      line = []
    }
    for kid in kids {
      if case .tag(let tag) = kid, !tag.isInline {
        endLine()
        result.append(kid)
      } else {
        line.append(kid)
      }
    }
    endLine()
    return result
  }

  // MARK: Links

  private func areas(of index: Int) -> [Rect] {
    let frames = elements[index].frames
    return frames.isEmpty ? ownMarks[index].flatMap { marks[$0].areas } : frames
  }

  private mutating func add(_ address: LinkAddress, _ areas: [Rect], _ text: String?) -> [Tag.Kid] {
    let text = text?.onOneLine ?? ""
    return areas.map { area in
      links.append(PageLink(address: address, contents: text.isEmpty ? address.uri : text, area: area))
      return .link(links.count - 1)
    }
  }
}
