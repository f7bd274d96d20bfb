import PDFSyntax

/// The colour spaces of named inks that a file has (ISO 32000-1 §8.6.6.4).
struct SpotSpaces {
  typealias Space = (name: String, space: PDFReference)

  private let file: QPDFFile
  private var found: [Space] = []

  private init(_ file: QPDFFile) { self.file = file }

  /// Each ink once, in the order of the file's objects.
  static func all(of file: QPDFFile) throws(PDFError) -> [Space] {
    var spaces = SpotSpaces(file)
    try file.forEachObject { (object) throws(PDFError) in
      for holder in [object, file.entry("/Resources", of: object)].compactMap(\.self) {
        guard let entry = file.entry("/ColorSpace", of: holder) else { continue }
        spaces.note(entry, "/ColorSpace", of: holder)
        for key in file.keys(of: entry) {
          if let space = file.entry(key, of: entry) { spaces.note(space, key, of: entry) }
        }
      }
    }
    return spaces.found
  }

  private mutating func note(_ space: PDFObject, _ key: String, of holder: PDFObject) {
    // Dictionaries are come across by themselves and in pages.
    if let reference = file.reference(to: space), found.contains(where: { $0.space == reference }) { return }
    let items = file.items(of: space)
    guard items.count == 4, file.isName(items[0], "/Separation"), let name = file.name(items[1])?.dropFirst() else {
      return
    }
    // Neither is an ink.
    guard name != "All", name != "None" else { return }
    let known = found.first { $0.name == name }?.space
    guard let reference = known ?? number(of: space, items, String(name)) else { return }
    if known == nil { found.append((String(name), reference)) }
    // An ink is one object, wherever it is used.
    if file.reference(to: space) != reference { file.set(key, .object(file.object(reference)), of: holder) }
  }

  /// qpdf 11 reads a number sign in a name, and forgets to escape it again: then the space is made anew.
  private func number(of space: PDFObject, _ items: [PDFObject], _ name: String) -> PDFReference? {
    guard name.contains("#") else { return file.reference(to: space) ?? file.reference(to: file.add(.object(space))) }
    let made = file.add([
      .name("/Separation"), SpotInks.name(of: name), .object(items[2]), .object(items[3]),
    ])
    return file.reference(to: made)
  }
}
