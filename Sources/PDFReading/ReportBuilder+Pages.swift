import PDFSyntax

extension ReportBuilder {
  func readPages() {
    let count: Int
    do throws(PDFError) {
      count = try file.scoped { () throws(PDFError) in
        let pages = try file.pages()
        for (index, page) in pages.enumerated() {
          if let reference = file.reference(to: page) { pageNumbers[reference] = index + 1 }
        }
        return pages.count
      }
    } catch {
      return note("the pages cannot be read: \(error.message)")
    }
    if count > Bounds.pages { note("only the first \(Bounds.pages) of \(count) pages were looked at") }
    readLabels()
    mostOperations = Bounds.operations(pages: count)
    for index in 0..<min(count, Bounds.pages) {
      file.scoped { readPage(file.page(index), number: index + 1) }
    }
  }

  private func readPage(_ object: PDFObject, number: Int) {
    var page = PDFReport.Page()
    readBoxes(object, &page)
    page.rotation = ((file.integer(inherited("/Rotate", of: object)) ?? 0) % 360 + 360) % 360
    let unit = file.number(file.entry("/UserUnit", of: object)) ?? 1
    page.userUnit = unit.isFinite && unit > 0 ? unit : 1
    page.label = labels[number - 1]
    page.facts.number = file.reference(to: object)?.number
    page.facts.structParents = file.integer(file.entry("/StructParents", of: object))
    page.facts.tabOrder = file.name(file.entry("/Tabs", of: object)).map(Self.plain)
    report.pages.append(page)
    let resources = inherited("/Resources", of: object)
    if let group = file.entry("/Group", of: object) {
      report.pages[number - 1].facts.hasGroup = true
      if let space = groupSpace(group, resources, page: number) { report.pages[number - 1].facts.group = space }
    }
    seenUses.removeAll(keepingCapacity: true)
    walkPage(object, resources, number)
    readAnnotations(object, number)
  }

  // MARK: Boxes

  private func readBoxes(_ object: PDFObject, _ page: inout PDFReport.Page) {
    func box(_ name: String) -> PDFReport.Rectangle? {
      let isInherited = name == "MediaBox" || name == "CropBox"
      let entry = isInherited ? inherited("/" + name, of: object) : file.entry("/" + name, of: object)
      guard let rectangle = rectangle(entry) else { return nil }
      page.stated.insert(name)
      return rectangle
    }
    page.media = box("MediaBox") ?? page.media
    page.crop = box("CropBox") ?? page.media
    page.bleed = box("BleedBox") ?? page.crop
    page.trim = box("TrimBox") ?? page.crop
    page.art = box("ArtBox") ?? page.crop
  }

  func rectangle(_ object: PDFObject?) -> PDFReport.Rectangle? {
    guard let numbers = file.numbers(object), numbers.count == 4, numbers.allSatisfy(\.isFinite) else { return nil }
    return PDFReport.Rectangle(
      left: min(numbers[0], numbers[2]), bottom: min(numbers[1], numbers[3]), right: max(numbers[0], numbers[2]),
      top: max(numbers[1], numbers[3]))
  }

  /// ISO 32000-1 §7.7.3.4.
  private func inherited(_ key: String, of page: PDFObject) -> PDFObject? {
    var object = page
    for _ in 0..<64 {
      if let value = file.entry(key, of: object) { return value }
      guard let parent = file.entry("/Parent", of: object) else { return nil }
      object = parent
    }
    return nil
  }

  // MARK: Annotations and links

  private func readAnnotations(_ page: PDFObject, _ number: Int) {
    guard let list = file.entry("/Annots", of: page) else { return }
    let annotations = file.items(of: list)
    report.pages[number - 1].facts.hasAnnotations = !annotations.isEmpty
    for annotation in annotations.prefix(10_000) {
      file.scoped { readAnnotation(annotation, number) }
    }
  }

  private func readAnnotation(_ annotation: PDFObject, _ page: Int) {
    guard file.kind(of: annotation) == .dictionary else { return }
    var facts = AnnotationFacts(
      subtype: file.name(file.entry("/Subtype", of: annotation)).map(Self.plain) ?? "", page: page)
    facts.number = file.reference(to: annotation)?.number
    facts.area = rectangle(file.entry("/Rect", of: annotation))
    facts.flags = file.integer(file.entry("/F", of: annotation))
    facts.contents = file.text(file.entry("/Contents", of: annotation))
    facts.structParent = file.integer(file.entry("/StructParent", of: annotation))
    if let appearance = file.entry("/AP", of: annotation) {
      facts.hasAppearance = true
      facts.appearanceKeys = Set(file.keys(of: appearance))
      walkAppearance(appearance, of: annotation, facts, page)
    }
    report.syntax.annotations.append(facts)
    guard facts.subtype == "Link" else { return }
    report.links.append(
      PDFReport.Link(page: page, address: address(of: annotation), contents: facts.contents, area: facts.area))
  }

  private func address(of annotation: PDFObject) -> String {
    if let action = file.entry("/A", of: annotation) {
      if let uri = file.text(file.entry("/URI", of: action)) { return uri }
      if let place = file.entry("/D", of: action) { return destination(place) }
      return file.name(file.entry("/S", of: action)).map(Self.plain) ?? "nowhere"
    }
    return file.entry("/Dest", of: annotation).map(destination) ?? "nowhere"
  }

  private func destination(_ place: PDFObject) -> String {
    if let name = file.text(place) ?? file.name(place) { return "#" + Self.plain(name) }
    guard let page = file.items(of: place).first else { return "a place in the document" }
    if let number = file.reference(to: page).flatMap({ pageNumbers[$0] }) { return "page \(number)" }
    return file.integer(page).map { "page \($0 + 1)" } ?? "a place in the document"
  }

  // MARK: Labels

  /// ISO 32000-1 §12.4.2. Styles of numbers are those that the ranges state.
  private func readLabels() {
    file.scoped {
      guard let tree = file.entry("/PageLabels", of: file.root) else { return }
      forEachNumber(in: tree) { [self] key, value in
        let prefix = file.text(file.entry("/P", of: value)) ?? ""
        let style = file.name(file.entry("/S", of: value))
        if style == nil, !prefix.isEmpty, key >= 0, key < Bounds.pages { labels[key] = prefix }
      }
    }
  }

  /// The leaves of a number tree (ISO 32000-1 §7.9.7).
  func forEachNumber(in tree: PDFObject, _ body: (Int, PDFObject) -> Void) {
    var waiting = [tree]
    var seen: Set<PDFReference> = []
    while let node = waiting.popLast() {
      if let reference = file.reference(to: node), !seen.insert(reference).inserted { continue }
      let pairs = file.entry("/Nums", of: node).map(file.items) ?? []
      for index in stride(from: 0, to: pairs.count - 1, by: 2) {
        if let key = file.integer(pairs[index]) { body(key, pairs[index + 1]) }
      }
      if let kids = file.entry("/Kids", of: node) { waiting += file.items(of: kids).reversed() }
    }
  }
}
