import PDFSyntax
import PressColor

/// Puts inks into everything of a file that Cairo wrote in red, green and blue: pages, forms, patterns, gradients,
/// pictures and the colour spaces of transparency groups. Grey stays: on a press it is black ink.
struct PressObjects {
  let file: QPDFFile
  let inks: PressInks
  let press: Press
  let spots: SpotInks

  init(_ file: QPDFFile, _ inks: PressInks, _ press: Press) {
    self.file = file
    self.inks = inks
    self.press = press
    spots = SpotInks(file: file)
  }

  /// - Parameter correct: Called with each object that shows something on the pages, once it has its inks.
  func convert(_ pages: [PDFObject], correct: (PDFObject) throws(PDFError) -> Void) throws(PDFError) {
    for page in pages {
      try file.scoped { () throws(PDFError) in
        let content = try rewritten(try file.content(of: page), of: page)
        file.set("/Contents", .object(try file.addStream(content)), of: page)
        convertGroup(of: page)
      }
    }
    var masks: Set<PDFReference> = []
    var grays: [PDFReference] = []
    try file.forEachObject(shownBy: pages) { (object) throws(PDFError) in
      masks.formUnion(file.references(below: "/SMask", in: object))
      if isGrayPicture(object), let reference = file.reference(to: object) { grays.append(reference) }
      try convert(object)
      try correct(object)
    }
    // What is only looked through is no ink; that is known when all have been seen.
    for reference in grays where !masks.contains(reference) {
      try file.scoped { () throws(PDFError) in try convertGrays(file.object(reference)) }
    }
  }

  private func convert(_ object: PDFObject) throws(PDFError) {
    if file.isName(file.entry("/Subtype", of: object), "/Form") || patternType(of: object) == 1 {
      try file.replaceData(of: object, with: rewritten(try file.data(of: object), of: object))
      convertGroup(of: object)
    } else if file.isName(file.entry("/Subtype", of: object), "/Image") {
      try convertImage(object)
    } else if patternType(of: object) == 2, let shading = file.entry("/Shading", of: object) {
      // A gradient with a number of its own is come across by itself.
      if file.reference(to: shading) == nil { try PressShading(self).convert(shading) }
    } else if file.entry("/ShadingType", of: object) != nil {
      try PressShading(self).convert(object)
    }
  }

  private func patternType(of object: PDFObject) -> Int? { file.integer(file.entry("/PatternType", of: object)) }

  // MARK: Content

  private func rewritten(_ content: [UInt8], of holder: PDFObject) throws(PDFError) -> [UInt8] {
    let (rewritten, needs) = PressContent.rewrite(
      content, inks, spots, overprintsBlack: press.settings.overprintBlack)
    if !needs.spots.isEmpty {
      for spot in needs.spots {
        add(spots.resource(for: spot), .object(spots.space(of: spot)), to: "/ColorSpace", of: holder)
      }
    }
    for state in needs.overprints {
      // ISO 32000-1 §8.6.7: with mode 1, an ink of which there is none leaves its plate as it is.
      let entries: PDFValue = [
        "/Type": .name("/ExtGState"), "/op": .boolean(state.fill), "/OP": .boolean(state.stroke), "/OPM": .integer(1),
      ]
      add(state.name, entries, to: "/ExtGState", of: holder)
    }
    return rewritten
  }

  /// Adds an entry to one of the dictionaries in an object's resources.
  func add(_ name: String, _ value: PDFValue, to kind: String, of holder: PDFObject) {
    if file.entry("/Resources", of: holder) == nil { file.set("/Resources", .dictionary([:]), of: holder) }
    guard let resources = file.entry("/Resources", of: holder) else { return }
    if file.entry(kind, of: resources) == nil { file.set(kind, .dictionary([:]), of: resources) }
    guard let dictionary = file.entry(kind, of: resources) else { return }
    file.set(name, value, of: dictionary)
  }

  /// What is blended in a group is blended in inks (ISO 32000-1 §11.6.6).
  private func convertGroup(of holder: PDFObject) {
    guard let group = file.entry("/Group", of: holder), file.isName(file.entry("/CS", of: group), "/DeviceRGB") else {
      return
    }
    file.set("/CS", .name("/DeviceCMYK"), of: group)
  }

  // MARK: Pictures

  private func isGrayPicture(_ object: PDFObject) -> Bool {
    file.isName(file.entry("/Subtype", of: object), "/Image")
      && file.isName(file.entry("/ColorSpace", of: object), "/DeviceGray")
      && file.integer(file.entry("/BitsPerComponent", of: object)) == 8 && file.filters(of: object) != ["/DCTDecode"]
  }

  /// Cairo writes a picture without colours in grey; on a press it is black ink, as light as the grey was. Photographs
  /// have been put into ink before.
  private func convertGrays(_ image: PDFObject) throws(PDFError) {
    try file.replaceData(of: image, with: press.conversion.blackPlate(ofGrays: try file.data(of: image)))
  }

  private func convertImage(_ image: PDFObject) throws(PDFError) {
    if file.isName(file.entry("/ColorSpace", of: image), "/DeviceCMYK"),
      file.filters(of: image) == ["/DCTDecode"], press.pictures.isInverted(try file.packedData(of: image))
    {
      // ISO 32000-1 §8.9.5.2: 255 is no ink.
      file.set("/Decode", .array((0..<4).flatMap { _ in [.integer(1), .integer(0)] }), of: image)
    }
    guard file.isName(file.entry("/ColorSpace", of: image), "/DeviceRGB"),
      file.integer(file.entry("/BitsPerComponent", of: image)) == 8
    else { return }
    let colors = try file.data(of: image)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(colors.count / 3 * 4)
    for at in stride(from: 0, to: colors.count - 2, by: 3) {
      pixels += [colors[at + 2], colors[at + 1], colors[at], 255]
    }
    if let plate = press.conversion.blackPlate(ofPixels: pixels) {
      try file.replaceData(of: image, with: plate)
      file.set("/ColorSpace", .name("/DeviceGray"), of: image)
    } else {
      try file.replaceData(of: image, with: press.conversion.inks(ofPixels: pixels))
      file.set("/ColorSpace", .name("/DeviceCMYK"), of: image)
    }
  }
}
