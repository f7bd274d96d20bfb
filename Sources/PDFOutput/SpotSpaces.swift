import PDFSyntax

/// The colour spaces of named inks that a file has (ISO 32000-1 §8.6.6.4).
enum SpotSpaces {
  /// Each ink once, in the order of the file's objects.
  static func all(of file: QPDFFile) throws(PDFError) -> [(name: String, space: PDFReference)] {
    var found: [(name: String, space: PDFReference)] = []
    try file.forEachObject { (object) throws(PDFError) in
      for holder in [object, file.entry("/Resources", of: object)].compactMap(\.self) {
        guard let entry = file.entry("/ColorSpace", of: holder) else { continue }
        let spaces = [entry] + file.keys(of: entry).compactMap { file.entry($0, of: entry) }
        for space in spaces {
          guard let name = name(of: space, file), !found.contains(where: { $0.name == name }) else { continue }
          if let reference = file.reference(to: space) ?? file.reference(to: file.add(.object(space))) {
            found.append((name, reference))
          }
        }
      }
    }
    return found
  }

  private static func name(of space: PDFObject, _ file: QPDFFile) -> String? {
    let items = file.items(of: space)
    guard items.count == 4, file.isName(items[0], "/Separation"), let name = file.name(items[1]) else { return nil }
    // Neither is an ink.
    return name == "/All" || name == "/None" ? nil : String(name.dropFirst())
  }
}
