import PDFSyntax

/// The logical structure (ISO 32000-1 §14.7).
extension ReportBuilder {
  private static let mostElements = 2_000_000
  private static let deepestElement = 256

  func readStructure() {
    file.scoped {
      guard let root = file.entry("/StructTreeRoot", of: file.root), file.kind(of: root) == .dictionary else { return }
      report.structure.exists = true
      if let map = file.entry("/RoleMap", of: root) {
        for key in file.keys(of: map) {
          if let role = file.name(file.entry(key, of: map)) {
            report.structure.roles[Self.plain(key)] = Self.plain(role)
          }
        }
      }
      var seen: Set<PDFReference> = []
      if let kids = file.entry("/K", of: root) { readKids(kids, of: nil, page: nil, depth: 0, &seen) }
      if let tree = file.entry("/ParentTree", of: root) { readParents(tree) }
    }
  }

  private func readKids(
    _ kids: PDFObject, of parent: Int?, page: Int?, depth: Int, _ seen: inout Set<PDFReference>
  ) {
    let items = file.kind(of: kids) == .array ? file.items(of: kids) : [kids]
    for item in items { readKid(item, of: parent, page: page, depth: depth, &seen) }
  }

  private func readKid(_ kid: PDFObject, of parent: Int?, page: Int?, depth: Int, _ seen: inout Set<PDFReference>) {
    if let number = file.integer(kid) {
      if let parent { report.structure.elements[parent].marks.append(.init(page: page, number: number)) }
      return
    }
    guard file.kind(of: kid) == .dictionary else { return }
    if let type = file.name(file.entry("/S", of: kid)) {
      readElement(kid, type, of: parent, page: page, depth: depth, &seen)
    } else if let number = file.integer(file.entry("/MCID", of: kid)), let parent {
      let own = file.entry("/Pg", of: kid).flatMap { file.reference(to: $0) }.flatMap { pageNumbers[$0] }
      report.structure.elements[parent].marks.append(
        .init(page: own ?? page, number: number, isInForm: file.entry("/Stm", of: kid) != nil))
    } else if let object = file.entry("/Obj", of: kid), let parent {
      if let number = file.reference(to: object)?.number { report.structure.elements[parent].objects.append(number) }
    }
  }

  private func readElement(
    _ object: PDFObject, _ type: String, of parent: Int?, page: Int?, depth: Int, _ seen: inout Set<PDFReference>
  ) {
    guard depth < Self.deepestElement, report.structure.elements.count < Self.mostElements else {
      return note("the tags lie more than \(Self.deepestElement) deep, or are too many; what is beyond was not read")
    }
    let reference = file.reference(to: object)
    if let reference, !seen.insert(reference).inserted {
      return note("a tag stands in the structure twice, or lies within itself")
    }
    file.scoped {
      let plain = Self.plain(type)
      var element = PDFReport.Structure.Element(type: standardType(plain), statedType: plain)
      element.parent = parent
      element.number = reference?.number
      element.page =
        file.entry("/Pg", of: object).flatMap { file.reference(to: $0) }.flatMap { pageNumbers[$0] } ?? page
      element.alternative = file.text(file.entry("/Alt", of: object))
      element.actualText = file.text(file.entry("/ActualText", of: object))
      element.language = file.text(file.entry("/Lang", of: object))
      element.identifier = file.text(file.entry("/ID", of: object))
      if let attributes = file.entry("/A", of: object) { readAttributes(attributes, &element) }
      let index = report.structure.elements.count
      let own = element.page
      report.structure.elements.append(element)
      if let parent { report.structure.elements[parent].children.append(index) }
      if let kids = file.entry("/K", of: object) {
        readKids(kids, of: index, page: own, depth: depth + 1, &seen)
      }
    }
  }

  /// Of tables (§14.8.5.7).
  private func readAttributes(_ attributes: PDFObject, _ element: inout PDFReport.Structure.Element) {
    for owner in file.kind(of: attributes) == .array ? file.items(of: attributes) : [attributes] {
      if let scope = file.name(file.entry("/Scope", of: owner)) { element.scope = Self.plain(scope) }
      if let headers = file.entry("/Headers", of: owner) {
        element.headers += file.items(of: headers).compactMap { file.text($0) }
      }
    }
  }

  /// Follows the role map to a standard type; a map that leads in circles ends where it began.
  private func standardType(_ type: String) -> String {
    var (type, steps) = (type, 0)
    while !StandardTypes.all.contains(type), let next = report.structure.roles[type], steps < 32 {
      type = next
      steps += 1
    }
    return type
  }

  private func readParents(_ tree: PDFObject) {
    forEachNumber(in: tree) { [self] key, value in
      file.scoped {
        if file.kind(of: value) == .array {
          let owners = file.items(of: value).map { file.reference(to: $0)?.number }
          report.structure.parents[key] = .marks(owners)
        } else if let number = file.reference(to: value)?.number {
          report.structure.parents[key] = .element(number)
        }
      }
    }
  }
}

/// The types that every reader knows (ISO 32000-1 §14.8.4).
package enum StandardTypes {
  package static let all: Set<String> = [
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
    "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
    "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
  ]
}
