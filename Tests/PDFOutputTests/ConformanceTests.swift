import CardSpec
import Conformance
import Foundation
import Imaging
import PDFReading
import PDFSyntax
import Scene
import Testing

@testable import PDFOutput

/// A way to break a finished file, and the rules that then are broken.
struct Breakage: Sendable, CustomTestStringConvertible {
  let what: String
  let rules: Set<String>
  let change: @Sendable (QPDFFile) throws -> Void

  init(_ what: String, _ rules: Set<String>, _ change: @escaping @Sendable (QPDFFile) throws -> Void) {
    (self.what, self.rules, self.change) = (what, rules, change)
  }

  var testDescription: String { what }
}

extension QPDFFile {
  /// Changes the first object of the file of which something is true.
  func change(_ isWanted: (PDFObject) -> Bool, _ change: (PDFObject) throws -> Void) throws {
    var isDone = false
    var failure: (any Error)?
    try forEachObject { (object) throws(PDFError) in
      guard !isDone, isWanted(object) else { return }
      isDone = true
      do { try change(object) } catch { failure = error }
    }
    if let failure { throw failure }
    try #require(isDone, "no such object")
  }

  func change(_ key: String, _ name: String, _ change: (PDFObject) throws -> Void) throws {
    try self.change({ isName(entry(key, of: $0), name) }, change)
  }

  /// Puts something before, or behind, the content of the first page.
  func content(before: String = "", after: String = "") throws {
    let page = page(0)
    let bytes = Array(before.utf8) + (try content(of: page)) + Array(after.utf8)
    set("/Contents", .object(try addStream(bytes)), of: page)
  }

  /// A resource of the first page.
  func setResource(_ kind: String, _ name: String, _ value: PDFValue) throws {
    let resources = try #require(entry("/Resources", of: page(0)))
    if entry(kind, of: resources) == nil { set(kind, [:], of: resources) }
    set(name, value, of: try #require(entry(kind, of: resources)))
  }

  /// Replaces a part of the XMP packet.
  func metadata(_ text: String, _ other: String) throws {
    let stream = try #require(entry("/Metadata", of: root))
    let old = String(decoding: try data(of: stream), as: UTF8.self)
    try #require(old.contains(text))
    try replaceData(of: stream, with: Array(old.replacing(text, with: other).utf8))
  }
}

/// Good files, and what checking them finds after a change.
enum Checked {
  static let un = "https://www.un.org/"

  static func screenDocument() throws -> [UInt8] {
    var canvas = try Canvas(background: .navy)
    try canvas.text("Three targets", canvas.element(.heading1), color: .white)
    let paragraph = canvas.element(.paragraph)
    try canvas.text("Read the", paragraph, at: 60, color: .white)
    let link = canvas.element(.link, in: paragraph, link: un, frames: [Rect(120, 60, 60, 24)])
    try canvas.text("global plan", link, at: 60, x: 120, color: .white, link: un)
    try canvas.text("Общий план", paragraph, at: 85, family: "Noto Sans", color: .white)
    let list = canvas.element(.list)
    try canvas.text("One", canvas.element(.listItem, in: list), at: 110, color: .white)
    try canvas.text("A source", canvas.element(.note), at: 140, color: .white)
    let frame = Rect(20, 180, 96, 64)
    let figure = canvas.element(.figure, alt: "Dusk over a harbour", frames: [frame])
    canvas.add(.picture(try picture("dusk.jpg"), frame: frame, clip: Canvas.outline(frame)), figure)
    return try PDFWriter().write([canvas.scene], info: .plain)
  }

  static func pressDocument() throws -> [UInt8] {
    var canvas = try Canvas(bleed: 12)
    let signal = Color(red: 0.8, green: 0, blue: 0.1, ink: .cmyk(c: 0, m: 100, y: 90, k: 5))
    canvas.fill(Rect(-12, -12, 424, 100), .color(signal))
    try canvas.text("Three targets", nil, at: 160)
    return try PressProbe.write([canvas.scene])
  }

  /// Adds a stream that qpdf cannot unpack, and so does not pack otherwise.
  static func addStream(to file: QPDFFile, filter: String) throws {
    let stream = try file.addStream([])
    file.set("/Filter", .name(filter), of: stream)
    file.set("/DecodeParms", ["/Predictor": .integer(99)], of: stream)
    file.set("/Extra", .object(stream), of: file.root)
  }

  /// The document, with another word of the same length for one of its own.
  static func replaced(_ word: String, _ other: String, in document: [UInt8]) throws -> [UInt8] {
    let (word, other) = (Array(word.utf8), Array(other.utf8))
    let start = try #require(document.indices.last { document[$0...].starts(with: word) })
    return Array(document[..<start]) + other + Array(document[(start + word.count)...])
  }

  static func encrypted(_ document: [UInt8]) throws -> [UInt8] {
    let probe = try PDFProbe(document)
    let path = probe.path + ".locked"
    _ = try probe.output("qpdf", ["--encrypt", "", "owner", "256", "--", probe.path, path])
    return [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  static func rules(_ document: [UInt8], _ version: String, _ levels: [ConformanceLevel], _ breakage: Breakage) throws
    -> Set<String>
  {
    let file = try QPDFFile(document)
    try breakage.change(file)
    return try rules(try file.write(version: version), levels)
  }

  static func rules(_ document: [UInt8], _ levels: [ConformanceLevel]) throws -> Set<String> {
    Set(try Conformance.check(document, levels).map(\.rule))
  }
}

@Suite("What a screen document claims, it is")
struct ScreenConformanceTests {
  private static let levels: [ConformanceLevel] = [.pdfa2a, .pdfua1]

  @Test("a document as it is written breaks no rule")
  func good() throws {
    let violations = try Conformance.check(try Checked.screenDocument(), Self.levels)
    #expect(violations.isEmpty, "\(violations)")
  }

  @Test("each rule finds the file that breaks it", arguments: file + colors + fonts + structure + annotations)
  func broken(breakage: Breakage) throws {
    let found = try Checked.rules(try Checked.screenDocument(), "1.7", Self.levels, breakage)
    #expect(found == breakage.rules)
  }

  private static let file: [Breakage] = [
    Breakage("a stream outside the file", ["ISO 19005-2 §6.1.7.1-external"]) { file in
      try file.change("/Subtype", "/Image") { file.set("/F", .text("other.jpg"), of: $0) }
    },
    Breakage("an LZW stream", ["ISO 19005-2 §6.1.7.2"]) { file in try Checked.addStream(to: file, filter: "/LZWDecode")
    },
    Breakage("a long name", ["ISO 19005-2 §6.1.13"]) { file in
      file.set("/Extra", .name("/" + String(repeating: "n", count: 128)), of: file.root)
    },
    Breakage("deep states", ["ISO 19005-2 §6.1.13-state"]) { file in
      try file.content(before: String(repeating: "q ", count: 29) + String(repeating: "Q ", count: 29))
    },
    Breakage("a page of 3 metres by nothing", ["ISO 19005-2 §6.1.13-page"]) { file in
      file.set("/MediaBox", .rectangle(0, 0, 300, 2), of: file.page(0))
      for box in ["/CropBox", "/BleedBox", "/TrimBox"] { file.remove(box, of: file.page(0)) }
      file.remove("/Annots", of: file.page(0))
    },
    Breakage("an operator of no standard", ["ISO 19005-2 §6.2.2"]) { try $0.content(after: " xyz") },
    Breakage("interpolation", ["ISO 19005-2 §6.2.8"]) { file in
      try file.change("/Subtype", "/Image") { file.set("/Interpolate", .boolean(true), of: $0) }
    },
    Breakage("an inline picture with both", ["ISO 19005-2 §6.2.8", "ISO 19005-2 §6.1.10"]) { file in
      try file.content(
        after: " /Artifact BMC BI /W 1 /H 1 /BPC 8 /CS /G /I true /F /LZW ID @@ EI EMC")
    },
    Breakage("alternates", ["ISO 19005-2 §6.2.8-alternates"]) { file in
      try file.change("/Subtype", "/Image") { file.set("/Alternates", [], of: $0) }
    },
    Breakage("OPI", ["ISO 19005-2 §6.2.8-opi"]) { file in
      try file.change("/Subtype", "/Image") { file.set("/OPI", [:], of: $0) }
    },
    Breakage("a form of another file", ["ISO 19005-2 §6.2.9.2"]) { file in
      let form = try file.addStream([], ["/Subtype": .name("/Form"), "/Ref": [:]])
      file.set("/Extra", .object(form), of: file.root)
    },
    Breakage("PostScript", ["ISO 19005-2 §6.2.9.3"]) { file in
      let form = try file.addStream([], ["/Subtype": .name("/PS")])
      file.set("/Extra", .object(form), of: file.root)
    },
    Breakage("a form to be drawn", ["ISO 19005-2 §6.4.1"]) { file in
      file.set("/AcroForm", ["/Fields": [], "/NeedAppearances": .boolean(true)], of: file.root)
    },
    Breakage("XFA", ["ISO 19005-2 §6.4.2", "ISO 14289-1 §7.15"]) { file in
      file.set("/AcroForm", ["/Fields": [], "/XFA": []], of: file.root)
    },
    Breakage("a script as action", ["ISO 19005-2 §6.5.1"]) { file in
      file.set("/OpenAction", ["/S": .name("/JavaScript"), "/JS": .text("1")], of: file.root)
    },
    Breakage("something at closing", ["ISO 19005-2 §6.5.2"]) { file in
      file.set("/AA", ["/WC": ["/S": .name("/URI"), "/URI": .ascii("https://www.un.org/")]], of: file.root)
    },
    Breakage("scripts by name", ["ISO 19005-2 §6.5.2-scripts"]) { file in
      file.set("/Names", ["/JavaScript": ["/Names": []]], of: file.root)
    },
    Breakage("a file in the file", ["ISO 19005-2 §6.8"]) { file in
      file.set("/Names", ["/EmbeddedFiles": ["/Names": []]], of: file.root)
    },
    Breakage("requirements", ["ISO 19005-2 §6.11"]) { file in file.set("/Requirements", [], of: file.root) },
    Breakage(
      "no XMP",
      [
        "ISO 19005-2 §6.6.2.1", "ISO 19005-2 §6.6.4", "ISO 14289-1 §5", "ISO 14289-1 §7.1-title",
      ]
    ) { file in file.remove("/Metadata", of: file.root) },
    Breakage("a property of its own", ["ISO 19005-2 §6.6.2.3.1"]) { file in
      try file.metadata("<dc:format>", "<own:x xmlns:own=\"https://example.org/\">1</own:x><dc:format>")
    },
    Breakage("another title in the information dictionary", ["ISO 19005-2 §6.6.3"]) { file in
      file.set("/Title", .text("Other"), of: try #require(file.entry("/Info", of: file.trailer)))
    },
    Breakage("another date in the information dictionary", ["ISO 19005-2 §6.6.3"]) { file in
      file.set("/ModDate", .ascii("D:20010101"), of: try #require(file.entry("/Info", of: file.trailer)))
    },
    Breakage("another level", ["ISO 19005-2 §6.6.4"]) { file in
      try file.metadata("<pdfaid:conformance>A<", "<pdfaid:conformance>B<")
    },
    Breakage("no claim of accessibility", ["ISO 14289-1 §5"]) { file in
      try file.metadata("<pdfuaid:part>1<", "<pdfuaid:part>2<")
    },
  ]

  private static let colors: [Breakage] = [
    Breakage(
      "a profile that is none", ["Reading", "ISO 19005-2 §6.2.3", "ISO 19005-2 §6.2.4.3"]
    ) { file in
      try file.change({ file.entry("/N", of: $0) != nil && file.entry("/Type", of: $0) == nil }) {
        try file.replaceData(of: $0, with: Array("none".utf8))
      }
    },
    Breakage("a profile of other components", ["ISO 19005-2 §6.2.3"]) { file in
      try file.change({ file.entry("/N", of: $0) != nil && file.entry("/Type", of: $0) == nil }) {
        file.set("/N", .integer(4), of: $0)
      }
    },
    Breakage("two profiles", ["ISO 19005-2 §6.2.3-same"]) { file in
      let intents = try #require(file.entry("/OutputIntents", of: file.root))
      let first = try #require(file.items(of: intents).first)
      let other = try file.addStream(try SRGBProfile.bytes(), ["/N": .integer(3)])
      file.set(
        "/OutputIntents",
        [
          .object(first),
          [
            "/Type": .name("/OutputIntent"), "/S": .name("/GTS_PDFA1"), "/DestOutputProfile": .object(other),
            "/OutputConditionIdentifier": .ascii("sRGB"),
          ],
        ], of: file.root)
    },
    Breakage("no output intent", ["ISO 19005-2 §6.2.4.3", "ISO 19005-2 §6.2.10-space"]) { file in
      file.remove("/OutputIntents", of: file.root)
      file.remove("/Group", of: file.page(0))
      try file.setResource("/ExtGState", "/half", ["/ca": .real(0.5)])
      try file.content(after: " /half gs")
    },
    Breakage("CMYK under sRGB", ["ISO 19005-2 §6.2.4.3"]) { file in
      try file.content(after: " /Artifact BMC 0 0 0 1 k 0 0 9 9 re f EMC")
    },
    Breakage("a profile for other colours", ["ISO 19005-2 §6.2.4.2"]) { file in
      let stream = try file.addStream(try SRGBProfile.bytes(), ["/N": .integer(1)])
      try file.setResource("/ColorSpace", "/Own", [.name("/ICCBased"), .object(stream)])
      try file.content(after: " /Artifact BMC /Own cs 0.5 sc 0 0 9 9 re f EMC")
    },
    Breakage("a colour space that is not there", ["ISO 19005-2 §6.2.4.2-unknown"]) { file in
      try file.content(after: " /Artifact BMC /Nowhere cs 0 0 9 9 re f EMC")
    },
    Breakage("two colours for one ink", ["ISO 19005-2 §6.2.4.4"]) { file in
      for (name, full) in [("/One", 1.0), ("/Two", 0.5)] {
        let function: PDFValue = [
          "/FunctionType": .integer(2), "/Domain": [.integer(0), .integer(1)], "/N": .integer(1),
          "/C0": [.integer(1), .integer(1), .integer(1)], "/C1": [.real(full), .integer(0), .integer(0)],
        ]
        try file.setResource(
          "/ColorSpace", name, [.name("/Separation"), .name("/Signal"), .name("/DeviceRGB"), function])
      }
      try file.content(after: " /Artifact BMC /One cs 1 scn 0 0 9 9 re f /Two cs 1 scn 0 0 9 9 re f EMC")
    },
    Breakage("a transfer function", ["ISO 19005-2 §6.2.5"]) { file in
      try file.setResource("/ExtGState", "/own", ["/Type": .name("/ExtGState"), "/TR": .name("/Identity")])
    },
    Breakage("a halftone", ["ISO 19005-2 §6.2.5-halftone"]) { file in
      try file.setResource("/ExtGState", "/own", ["/HT": ["/HalftoneType": .integer(6)]])
    },
    Breakage("a rendering intent of its own", ["ISO 19005-2 §6.2.6"]) { try $0.content(before: "/Vivid ri ") },
    Breakage("a blend mode of its own", ["ISO 19005-2 §6.2.10"]) { file in
      try file.setResource("/ExtGState", "/own", ["/BM": .name("/Vivid")])
    },
  ]

  private static let fonts: [Breakage] = [
    Breakage("a map of codes for another collection", ["ISO 19005-2 §6.2.11.3.1", "ISO 14289-1 §7.21.3.1"]) { file in
      try file.change("/Subtype", "/Type0") {
        let collection: PDFValue = [
          "/Registry": .ascii("Adobe"), "/Ordering": .ascii("Japan1"), "/Supplement": .integer(0),
        ]
        let map = try file.addStream([], ["/Type": .name("/CMap"), "/CIDSystemInfo": collection])
        file.set("/Encoding", .object(map), of: $0)
      }
    },
    Breakage("a font without its map of glyphs", ["ISO 19005-2 §6.2.11.3.2", "ISO 14289-1 §7.21.3.2"]) { file in
      try file.change("/Subtype", "/CIDFontType2") { file.remove("/CIDToGIDMap", of: $0) }
    },
    Breakage("a map of codes that is not there", ["ISO 19005-2 §6.2.11.3.3", "ISO 14289-1 §7.21.3.3"]) { file in
      try file.change("/Subtype", "/Type0") { file.set("/Encoding", .name("/GBK-EUC-H"), of: $0) }
    },
    Breakage("a font that is not embedded", ["ISO 19005-2 §6.2.11.4.1", "ISO 14289-1 §7.21.4.1"]) { file in
      try file.change({ file.entry("/FontFile3", of: $0) != nil }) { file.remove("/FontFile3", of: $0) }
    },
    Breakage("a list of other glyphs", ["ISO 19005-2 §6.2.11.4.2", "ISO 14289-1 §7.21.4.2"]) { file in
      try file.change({ file.entry("/CharSet", of: $0) != nil }) { file.set("/CharSet", .ascii("/a/b"), of: $0) }
    },
    Breakage("other widths", ["ISO 19005-2 §6.2.11.5", "ISO 14289-1 §7.21.5"]) { file in
      try file.change({ file.entry("/W", of: $0) != nil }) {
        file.set("/W", [.integer(0), .integer(9999), .integer(123)], of: $0)
      }
    },
    Breakage("no widths", ["ISO 19005-2 §6.2.11.2"]) { file in
      try file.change({ file.entry("/Widths", of: $0) != nil }) { file.remove("/FirstChar", of: $0) }
    },
    Breakage(
      "a missing glyph",
      ["ISO 19005-2 §6.2.11.8", "ISO 14289-1 §7.21.8", "ISO 19005-2 §6.2.11.7.2", "ISO 14289-1 §7.21.7"]
    ) { file in
      let resources = try #require(file.entry("/Resources", of: file.page(0)))
      let fonts = try #require(file.entry("/Font", of: resources))
      let composite = try #require(
        file.keys(of: fonts).first { key in
          file.isName(file.entry(key, of: fonts).flatMap { file.entry("/Subtype", of: $0) }, "/Type0")
        })
      try file.content(after: " /Artifact BMC BT \(composite) 9 Tf <0000> Tj ET EMC")
    },
    Breakage("no characters", ["ISO 19005-2 §6.2.11.7.2", "ISO 14289-1 §7.21.7"]) { file in
      try file.change({
        file.entry("/ToUnicode", of: $0) != nil && file.isName(file.entry("/Subtype", of: $0), "/Type0")
      }) {
        file.remove("/ToUnicode", of: $0)
      }
    },
    Breakage("characters that are none", ["ISO 19005-2 §6.2.11.7.2-values", "ISO 14289-1 §7.21.7-values"]) { file in
      try file.change({
        file.entry("/ToUnicode", of: $0) != nil && file.isName(file.entry("/Subtype", of: $0), "/Type0")
      }) {
        let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <FEFF> endbfrange"
        // A range that stays on one value for the first code alone would not do: each code is asked for.
        let values = (0..<400).map { "<\(hex($0))> <FEFF>" }.joined(separator: " ")
        try file.replaceData(
          of: try #require(file.entry("/ToUnicode", of: $0)),
          with: Array((map + " 400 beginbfchar \(values) endbfchar").utf8))
      }
    },
  ]

  private static func hex(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  private static func element(_ type: String, _ change: @escaping @Sendable (QPDFFile, PDFObject) throws -> Void)
    -> @Sendable (QPDFFile) throws -> Void
  {
    { file in try file.change("/S", "/" + type) { try change(file, $0) } }
  }

  private static let structure: [Breakage] = [
    Breakage("not marked", ["ISO 19005-2 §6.7.2", "ISO 14289-1 §7.1"]) { file in
      file.set("/MarkInfo", ["/Marked": .boolean(false)], of: file.root)
    },
    Breakage("content without a tag", ["ISO 19005-2 §6.7.3.2", "ISO 14289-1 §7.1-content"]) { file in
      try file.content(after: " 0 0 9 9 re f")
    },
    Breakage("a mark without a tag", ["ISO 19005-2 §6.7.3.3"]) { file in
      try file.content(after: " /Span << /MCID 999 >> BDC 0 0 9 9 re f EMC")
    },
    Breakage(
      "a tag without its mark", ["ISO 19005-2 §6.7.3.3"],
      element("Note") { file, note in
        file.set(
          "/K", [try .object(#require(file.entry("/K", of: note).map(file.items)?.first)), .integer(998)], of: note)
      }),
    Breakage("no way back", ["ISO 14289-1 §7.1-parents"]) { file in
      file.set("/StructParents", .integer(77), of: file.page(0))
    },
    Breakage("decoration in a tag", ["ISO 14289-1 §7.1-artifacts"]) { file in
      let content = String(decoding: try file.content(of: file.page(0)), as: UTF8.self)
      let mark = try #require(content.firstRange(of: " >> BDC"))
      let changed = content[..<mark.upperBound] + " /Artifact BMC EMC " + content[mark.upperBound...]
      file.set("/Contents", .object(try file.addStream(Array(changed.utf8))), of: file.page(0))
    },
    Breakage(
      "a type of its own", ["ISO 19005-2 §6.7.3.4", "ISO 14289-1 §7.1-roles"],
      element("Note") { file, note in
        file.set("/S", .name("/Footnote"), of: note)
      }),
    Breakage("a known type with another meaning", ["ISO 14289-1 §7.1-standard-roles"]) { file in
      file.set("/RoleMap", ["/P": .name("/Span")], of: try #require(file.entry("/StructTreeRoot", of: file.root)))
    },
    Breakage("doubtful tags", ["ISO 14289-1 §7.1-suspects"]) { file in
      file.set("/MarkInfo", ["/Marked": .boolean(true), "/Suspects": .boolean(true)], of: file.root)
    },
    Breakage("no title in the window", ["ISO 14289-1 §7.1-window"]) { file in
      file.remove("/ViewerPreferences", of: file.root)
    },
    Breakage("no language", ["ISO 19005-2 §6.7.4", "ISO 14289-1 §7.2"]) { file in file.remove("/Lang", of: file.root) },
    Breakage(
      "a language that is none", ["ISO 19005-2 §6.7.4", "ISO 14289-1 §7.2"],
      element("P") { file, paragraph in
        file.set("/Lang", .text("en us"), of: paragraph)
      }),
    Breakage(
      "a figure without words", ["ISO 14289-1 §7.3"],
      element("Figure") { file, figure in
        file.remove("/Alt", of: figure)
      }),
    Breakage(
      "a heading too low", ["ISO 14289-1 §7.4.2"],
      element("H1") { file, heading in
        file.set("/S", .name("/H2"), of: heading)
      }),
    Breakage(
      "headings of two kinds", ["ISO 14289-1 §7.4.4"],
      element("P") { file, paragraph in
        file.set("/S", .name("/H"), of: paragraph)
      }),
    Breakage(
      "a row without a table", ["ISO 14289-1 §7.5"],
      element("P") { file, paragraph in
        file.set("/S", .name("/TR"), of: paragraph)
      }),
    Breakage(
      "a header of nothing", ["ISO 14289-1 §7.5", "ISO 14289-1 §7.5-scope"],
      element("P") { file, paragraph in
        file.set("/S", .name("/TH"), of: paragraph)
      }),
    Breakage(
      "a list of paragraphs", ["ISO 14289-1 §7.6"],
      element("LI") { file, item in
        file.set("/S", .name("/P"), of: item)
      }),
    Breakage(
      "a note without a name", ["ISO 14289-1 §7.9"],
      element("Note") { file, note in
        file.remove("/ID", of: note)
      }),
  ]

  private static func link(_ change: @escaping @Sendable (QPDFFile, PDFObject) throws -> Void)
    -> @Sendable (QPDFFile) throws -> Void
  {
    { file in try file.change("/Subtype", "/Link") { try change(file, $0) } }
  }

  private static let annotations: [Breakage] = [
    Breakage(
      "a film", ["ISO 19005-2 §6.3.1", "ISO 19005-2 §6.3.3", "ISO 14289-1 §7.18.1"],
      link { file, link in
        file.set("/Subtype", .name("/Movie"), of: link)
      }),
    Breakage(
      "a link that is not printed", ["ISO 19005-2 §6.3.2"],
      link { file, link in
        file.set("/F", .integer(0), of: link)
      }),
    Breakage(
      "a stamp without a drawing", ["ISO 19005-2 §6.3.3", "ISO 14289-1 §7.18.1"],
      link { file, link in
        file.set("/Subtype", .name("/Stamp"), of: link)
      }),
    Breakage(
      "a drawing for each touch", ["ISO 19005-2 §6.3.3-states"],
      link { file, link in
        let form = PDFValue.object(
          try file.addStream([], ["/Subtype": .name("/Form"), "/BBox": .rectangle(0, 0, 1, 1), "/Resources": [:]]))
        file.set("/AP", ["/N": form, "/D": form], of: link)
      }),
    Breakage("no tab order", ["ISO 14289-1 §7.18.3"]) { file in file.remove("/Tabs", of: file.page(0)) },
    Breakage(
      "a link that leads to no tag", ["ISO 14289-1 §7.18.5-tag"],
      link { file, link in
        file.remove("/StructParent", of: link)
      }),
    Breakage(
      "a link without words", ["ISO 14289-1 §7.18.5"],
      link { file, link in
        file.remove("/Contents", of: link)
      }),
  ]

  // MARK: What only bytes show

  @Test("bytes that are not as archives want them are found")
  func bytes() throws {
    let good = try Checked.screenDocument()
    var head = good
    head[9] = UInt8(ascii: "x")
    #expect(try Checked.rules(head, Self.levels).contains("ISO 19005-2 §6.1.2"))
    #expect(try Checked.rules(good + Array("\nmore".utf8), Self.levels) == ["ISO 19005-2 §6.1.3-end"])
    let nameless = try Checked.replaced("/ID [", "/IX [", in: good)
    #expect(try Checked.rules(nameless, Self.levels) == ["ISO 19005-2 §6.1.3"])
    #expect(try Checked.rules(try Checked.encrypted(good), Self.levels).contains("ISO 19005-2 §6.1.3-encryption"))
    // qpdf takes such a filter away where it writes.
    let file = try QPDFFile(good)
    try Checked.addStream(to: file, filter: "/JPXDecode")
    let locked = try Checked.replaced("/JPXDecode", "/Crypt    ", in: try file.write(version: "1.7"))
    #expect(try Checked.rules(locked, Self.levels) == ["ISO 19005-2 §6.1.7.2-crypt"])
    var joined = good
    let end = Array("\nendstream\nendobj".utf8)
    let place = try #require(joined.indices.first { joined[$0...].starts(with: end) })
    joined[place] = UInt8(ascii: "x")
    #expect(try Checked.rules(joined, Self.levels).contains("ISO 19005-2 §6.1.7.1"))
  }

  @Test("a document with a figure that nobody has put into words is not written, and the rule is named")
  func withoutAlternative() throws {
    var canvas = try Canvas()
    canvas.fill(Rect(0, 0, 40, 40), .color(.navy), canvas.element(.figure))
    let error = try #require(throws: PDFError.self) { try PDFWriter().write([canvas.scene], info: .plain) }
    #expect(error.message.contains("ISO 14289-1 §7.3: Every figure has an alternative text (a Figure on page 1)"))
  }
}

@Suite("What a document for a press claims, it is")
struct PressConformanceTests {
  private static let levels: [ConformanceLevel] = [.pdfx4, .printShop(inkLimit: 300)]

  @Test("a document as it is written breaks no rule")
  func good() throws {
    let violations = try Conformance.check(try Checked.pressDocument(), Self.levels)
    #expect(violations.isEmpty, "\(violations)")
  }

  @Test("each rule finds the file that breaks it", arguments: breakages)
  func broken(breakage: Breakage) throws {
    #expect(try Checked.rules(try Checked.pressDocument(), "1.6", Self.levels, breakage) == breakage.rules)
  }

  @Test("a later version of PDF is found")
  func version() throws {
    let file = try QPDFFile(try Checked.pressDocument())
    #expect(try Checked.rules(try file.write(version: "1.7"), Self.levels) == ["PDF/X-4 version"])
  }

  @Test("a document that is locked, or has no identity, is found")
  func trailer() throws {
    let document = try Checked.pressDocument()
    let nameless = try Checked.replaced("/ID [", "/IX [", in: document)
    #expect(try Checked.rules(nameless, Self.levels) == ["PDF/X-4 id"])
    #expect(try Checked.rules(try Checked.encrypted(document), Self.levels).contains("PDF/X-4 encryption"))
  }

  @Test("the ink limit is the press's own")
  func inkLimit() throws {
    let document = try Checked.pressDocument()
    #expect(try Checked.rules(document, [.printShop(inkLimit: 190)]) == ["Print shop, total ink"])
    #expect(try Checked.rules(document, [.printShop(inkLimit: 195)]) == [])
  }

  private static let breakages: [Breakage] = [
    Breakage("another claim", ["PDF/X-4 claim"]) { try $0.metadata(">PDF/X-4<", ">PDF/X-3<") },
    Breakage("no title", ["PDF/X-4 title", "PDF/X-4 info"]) { try $0.metadata("dc:title", "dc:source") },
    Breakage("no date of change", ["PDF/X-4 dates", "PDF/X-4 info"]) { file in
      try file.metadata("xmp:ModifyDate", "xmp:Label")
    },
    Breakage("no name of its own", ["PDF/X-4 identity"]) { try $0.metadata("xmpMM:DocumentID", "xmpMM:Other") },
    Breakage("nothing about trapping", ["PDF/X-4 trapped"]) { file in
      try file.metadata("pdf:Trapped", "pdf:PDFVersion")
      file.remove("/Trapped", of: try #require(file.entry("/Info", of: file.trailer)))
    },
    Breakage("no trim", ["PDF/X-4 trim"]) { $0.remove("/TrimBox", of: $0.page(0)) },
    Breakage("trim and art", ["PDF/X-4 trim"]) { file in
      file.set("/ArtBox", .rectangle(20, 20, 30, 30), of: file.page(0))
    },
    Breakage("a trim beyond the bleed", ["PDF/X-4 boxes"]) { file in
      file.set("/TrimBox", .rectangle(0, 0, 9999, 9999), of: file.page(0))
    },
    Breakage("no output intent", ["PDF/X-4 intent", "ISO 19005-2 §6.2.4.3"]) { file in
      file.remove("/OutputIntents", of: file.root)
    },
    Breakage("an intent for screens", ["PDF/X-4 intent", "ISO 19005-2 §6.2.4.3"]) { file in
      let stream = try file.addStream(try SRGBProfile.bytes(), ["/N": .integer(3)])
      file.set(
        "/OutputIntents",
        [
          [
            "/S": .name("/GTS_PDFX"), "/OutputConditionIdentifier": .ascii("sRGB"),
            "/DestOutputProfile": .object(stream),
          ]
        ], of: file.root)
    },
    Breakage("a link", ["PDF/X-4 annotations"]) { file in
      file.set("/Annots", [["/Subtype": .name("/Link"), "/Rect": .rectangle(20, 20, 40, 40)]], of: file.page(0))
    },
    Breakage("an action", ["PDF/X-4 actions"]) { file in
      file.set("/OpenAction", ["/S": .name("/URI"), "/URI": .ascii("https://www.un.org/")], of: file.root)
    },
    Breakage("a form", ["PDF/X-4 forms"]) { $0.set("/AcroForm", ["/Fields": []], of: $0.root) },
    Breakage("a file in the file", ["PDF/X-4 files"]) { file in
      file.set("/Names", ["/EmbeddedFiles": ["/Names": []]], of: file.root)
    },
    Breakage("JPEG 2000", ["PDF/X-4 jpx"]) { file in try Checked.addStream(to: file, filter: "/JPXDecode") },
    Breakage("an LZW stream", ["PDF/X-4 lzw"]) { file in try Checked.addStream(to: file, filter: "/LZWDecode") },
    Breakage("a picture with alternates, which waits for another", ["PDF/X-4 alternates", "PDF/X-4 opi"]) { file in
      let picture = try file.addStream([], ["/Subtype": .name("/Image"), "/Alternates": [], "/OPI": [:]])
      file.set("/Extra", .object(picture), of: file.root)
    },
    Breakage("a stream outside the file", ["PDF/X-4 external"]) { file in
      file.set("/Extra", .object(try file.addStream([], ["/F": .text("other")])), of: file.root)
    },
    Breakage("PostScript", ["PDF/X-4 postscript"]) { file in
      file.set("/Extra", .object(try file.addStream([], ["/Subtype": .name("/PS")])), of: file.root)
    },
    Breakage("RGB", ["Print shop, RGB", "ISO 19005-2 §6.2.4.3"]) { try $0.content(after: " 1 0 0 rg 0 0 9 9 re f") },
    Breakage("RGB in a group", ["Print shop, RGB", "ISO 19005-2 §6.2.4.3"]) { file in
      file.set("/Group", ["/S": .name("/Transparency"), "/CS": .name("/DeviceRGB")], of: file.page(0))
    },
    Breakage("RGB with a profile", ["Print shop, RGB"]) { file in
      let stream = try file.addStream(try SRGBProfile.bytes(), ["/N": .integer(3)])
      try file.setResource("/ColorSpace", "/Own", [.name("/ICCBased"), .object(stream)])
      try file.content(after: " /Own cs 0 0 0 sc 0 0 9 9 re f")
    },
    Breakage("too much ink", ["Print shop, total ink"]) { try $0.content(after: " 1 1 1 0.5 k 0 0 9 9 re f") },
    Breakage("black text that knocks out", ["Print shop, black text"]) { file in
      file.set("/OP", .boolean(false), of: file.page(0))
      try file.setResource("/ExtGState", "/knock", ["/OP": .boolean(false), "/op": .boolean(false)])
      try file.content(after: " /knock gs 0 0 0 1 k BT (a) Tj ET")
    },
    Breakage("white that overprints", ["Print shop, white"]) { file in
      try file.setResource("/ExtGState", "/over", ["/OP": .boolean(true), "/op": .boolean(true), "/OPM": .integer(1)])
      try file.content(after: " /over gs 0 0 0 0 k 0 0 9 9 re f")
    },
    Breakage("two colours for one ink", ["Print shop, spots", "ISO 19005-2 §6.2.4.4"]) { file in
      for (name, full) in [("/One", 1.0), ("/Two", 0.5)] {
        let zeros = PDFValue.array(Array(repeating: .integer(0), count: 4))
        let function: PDFValue = [
          "/FunctionType": .integer(2), "/Domain": [.integer(0), .integer(1)], "/N": .integer(1), "/C0": zeros,
          "/C1": [.integer(0), .real(full), .integer(0), .integer(0)],
        ]
        try file.setResource(
          "/ColorSpace", name, [.name("/Separation"), .name("/Signal"), .name("/DeviceCMYK"), function])
      }
      try file.content(after: " /One cs 1 scn 0 0 9 9 re f /Two cs 1 scn 0 0 9 9 re f")
    },
  ]
}
