import PDFSyntax

/// Writes a document's logical structure and the links in it (ISO 32000-1 §14.7 and §12.5.6.5).
struct StructureTree {
  /// A page of the document and what it means.
  struct Page {
    var object: PDFObject
    var boxes: PageBoxes
    var language: String
    var tags: CardTags
  }

  private struct Annotation {
    var object: PDFReference
    /// Its place in the parent tree.
    var key: Int
  }

  private let file: QPDFFile
  private let language: String
  /// What the marks of each page, and then each annotation, belong to.
  private var parents: [PDFValue]
  private var notes: [PDFReference] = []

  /// Replaces whatever structure the file has.
  ///
  /// - Parameter language: That of the document.
  static func write(_ pages: [Page], language: String, to file: QPDFFile) {
    var tree = Self(file: file, language: language, pageCount: pages.count)
    let root = file.add(["/Type": .name("/StructTreeRoot")])
    let document = file.addReference(["/Type": .name("/StructElem"), "/S": .name("/Document"), "/P": .object(root)])
    let sections = pages.enumerated().map { number, page in
      PDFValue.reference(file.scoped { tree.add(page, number: number, below: document) })
    }
    file.set("/K", .array(sections), of: file.object(document))
    file.set("/K", .reference(document), of: root)
    file.set("/ParentTree", ["/Nums": .pairs(tree.parents.enumerated().map { (.integer($0), $1) })], of: root)
    file.set("/ParentTreeNextKey", .integer(tree.parents.count), of: root)
    if !tree.notes.isEmpty {
      let names = tree.notes.enumerated().map { (PDFValue.ascii(noteName($0)), PDFValue.reference($1)) }
      file.set("/IDTree", ["/Names": .pairs(names)], of: root)
    }
    file.set("/StructTreeRoot", .object(root), of: file.root)
    file.set("/MarkInfo", ["/Marked": .boolean(true)], of: file.root)
  }

  private init(file: QPDFFile, language: String, pageCount: Int) {
    self.file = file
    self.language = language
    parents = Array(repeating: .null, count: pageCount)
  }

  // MARK: A page

  private mutating func add(_ page: Page, number: Int, below document: PDFReference) -> PDFReference {
    var section = page.tags.section
    if page.language != language { section.language = page.language }
    let annotations = page.tags.links.map { link in
      page.boxes.area(link.area).map { annotation(link, $0, on: page) }
    }
    var owners: [PDFValue] = Array(repeating: .null, count: page.tags.marks.count)
    let element = add(section, page, annotations, &owners, below: document)
    parents[number] = .reference(file.addReference(.array(owners)))
    file.set("/StructParents", .integer(number), of: page.object)
    // ISO 14289-1 §7.18.3: the tab key follows the structure.
    file.set("/Tabs", .name("/S"), of: page.object)
    let shown = annotations.compactMap(\.self)
    if shown.isEmpty {
      file.remove("/Annots", of: page.object)
    } else {
      file.set("/Annots", .array(shown.map { .reference($0.object) }), of: page.object)
    }
    return element
  }

  private mutating func annotation(_ link: PageLink, _ area: PDFValue, on page: Page) -> Annotation {
    defer { parents.append(.null) }
    let object = file.addReference([
      "/Type": .name("/Annot"), "/Subtype": .name("/Link"), "/Rect": area, "/P": .object(page.object),
      // Printed, neither hidden nor without view (ISO 19005-2 §6.3.2).
      "/F": .integer(4), "/Border": [.integer(0), .integer(0), .integer(0)], "/Contents": .text(link.contents),
      "/A": ["/Type": .name("/Action"), "/S": .name("/URI"), "/URI": .ascii(link.address.uri)],
      "/StructParent": .integer(parents.count),
    ])
    return Annotation(object: object, key: parents.count)
  }

  // MARK: Elements

  private mutating func add(
    _ tag: Tag, _ page: Page, _ annotations: [Annotation?], _ owners: inout [PDFValue], below parent: PDFReference
  ) -> PDFReference {
    let element = file.addReference(entries(of: tag, page, below: parent))
    if tag.type == "Note" { addName(to: element) }
    var kids: [PDFValue] = []
    for kid in tag.kids {
      switch kid {
      case .content(let number):
        owners[number] = .reference(element)
        kids.append(.integer(number))
      case .link(let number):
        guard let annotation = annotations[number] else { continue }
        parents[annotation.key] = .reference(element)
        kids.append(["/Type": .name("/OBJR"), "/Obj": .reference(annotation.object), "/Pg": .object(page.object)])
      case .tag(let tag): kids.append(.reference(add(tag, page, annotations, &owners, below: element)))
      }
    }
    file.set("/K", .array(kids), of: file.object(element))
    return element
  }

  private func entries(of tag: Tag, _ page: Page, below parent: PDFReference) -> PDFValue {
    var entries: [String: PDFValue] = [
      "/Type": .name("/StructElem"), "/S": .name("/" + tag.type), "/P": .reference(parent), "/Pg": .object(page.object),
    ]
    if let title = tag.title, !title.isEmpty { entries["/T"] = .text(title) }
    if let language = tag.language { entries["/Lang"] = .text(language) }
    if let alt = tag.alt, !alt.isEmpty { entries["/Alt"] = .text(alt) }
    if let area = tag.frame.flatMap(page.boxes.area) {
      entries["/A"] = ["/O": .name("/Layout"), "/Placement": .name("/Block"), "/BBox": area]
    }
    return .dictionary(entries)
  }

  /// ISO 14289-1 §7.9: every note has a name of its own.
  private mutating func addName(to note: PDFReference) {
    file.set("/ID", .ascii(Self.noteName(notes.count)), of: file.object(note))
    notes.append(note)
  }

  /// Names in a name tree are sorted, so that numbers in them have one width (ISO 32000-1 §7.9.6).
  private static func noteName(_ number: Int) -> String {
    let digits = String(number + 1)
    return "note-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
