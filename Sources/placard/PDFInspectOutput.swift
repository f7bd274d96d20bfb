import PDFReading

/// What `inspect FILE.pdf --json` prints. Lengths are points; ink is percent; pages count from 1; what a file does not
/// state is left out. Members keep their names; new ones may be added.
struct PDFInspectOutput: Encodable {
  var file: String
  var bytes: Int
  var version: String
  var encrypted: Bool
  var linearized: Bool
  /// For instance `PDF/A-2a`.
  var claims: [String]
  /// What the file holds besides pages, for instance JavaScript or embedded files.
  var extras: [String]
  var title: String?
  var author: String?
  var subject: String?
  var keywords: String?
  var language: String?
  var created: String?
  var modified: String?
  var creator: String?
  var producer: String?
  var trapped: String?
  var outputIntents: [Intent]
  var pages: [Page]
  var colors: [ColorUse]
  var spots: [Spot]
  var largestInk: Ink?
  var thinnestLine: Line?
  var transparency: Transparency
  var overprintPages: [Int]
  var fonts: [Font]
  var pictures: [Picture]
  var tags: Tags
  var links: [Link]
  var outline: [OutlineEntry]
  /// What could not be read.
  var problems: [String]

  init(_ name: String, bytes count: Int, _ report: PDFReport) {
    (file, bytes, version) = (name, count, report.version)
    (encrypted, linearized) = (report.isEncrypted, report.isLinearized)
    claims = report.metadata?.claims ?? []
    extras = report.extras
    let info = report.info
    (title, author, subject) = (info.title ?? report.metadata?.title, info.author, info.subject)
    (keywords, language, trapped) = (info.keywords, report.language, info.trapped)
    (created, modified, creator, producer) = (info.created, info.modified, info.creator, info.producer)
    outputIntents = report.outputIntents.map(Intent.init)
    pages = report.pages.map(Page.init)
    colors = report.colors.map { ColorUse(space: $0.space.name, purpose: $0.purpose.rawValue, pages: $0.pages) }
    spots = report.spots.map(Spot.init)
    largestInk = report.largestInk.map { Ink(total: $0.total, page: $0.page, place: $0.place) }
    thinnestLine = report.thinnestLine.map { Line(width: $0.width, page: $0.page) }
    transparency = Transparency(
      pages: report.transparency.pages, blendModes: report.transparency.blendModes.sorted(),
      softMaskPages: report.transparency.softMaskPages)
    overprintPages = report.overprint.pages
    fonts = report.fonts.map(Font.init)
    pictures = report.pictures.map(Picture.init)
    tags = Tags(report.structure)
    links = report.links.map {
      Link(page: $0.page, address: $0.address, contents: $0.contents, area: $0.area.map(Self.numbers))
    }
    outline = report.outline.map { OutlineEntry(title: $0.title, level: $0.level) }
    problems = report.problems
  }

  func text() throws -> String { try JSONText.of(self) }

  /// Left, bottom, right, top.
  private static func numbers(_ box: PDFReport.Rectangle) -> [Double] { [box.left, box.bottom, box.right, box.top] }

  struct Intent: Encodable {
    var subtype: String
    var identifier: String?
    var profile: String?
    var profileClass: String?
    var colorSpace: String?
    var components: Int?

    init(_ intent: PDFReport.OutputIntent) {
      (subtype, identifier, components) = (intent.subtype, intent.identifier, intent.components)
      profile = intent.profile?.description
      profileClass = intent.profile?.deviceClass
      colorSpace = intent.profile?.colorSpace
    }
  }

  struct Page: Encodable {
    var mediaBox: [Double]
    var cropBox: [Double]
    var bleedBox: [Double]
    var trimBox: [Double]
    var artBox: [Double]
    /// The boxes that the file states, sorted.
    var stated: [String]
    var rotation: Int
    var userUnit: Double
    var label: String?

    init(_ page: PDFReport.Page) {
      mediaBox = PDFInspectOutput.numbers(page.media)
      cropBox = PDFInspectOutput.numbers(page.crop)
      bleedBox = PDFInspectOutput.numbers(page.bleed)
      trimBox = PDFInspectOutput.numbers(page.trim)
      artBox = PDFInspectOutput.numbers(page.art)
      stated = page.stated.sorted()
      (rotation, userUnit, label) = (page.rotation, page.userUnit, page.label)
    }
  }

  struct ColorUse: Encodable {
    var space: String
    /// `text`, `fill`, `stroke`, `picture`, `mask`, `shading`, `pattern` or `group`.
    var purpose: String
    var pages: [Int]
  }

  struct Spot: Encodable {
    var name: String
    var alternates: [Alternate]
    struct Alternate: Encodable {
      var space: String
      /// At full tint, as the space counts.
      var components: [Double]?
    }

    init(_ spot: PDFReport.Spot) {
      name = spot.name
      alternates = spot.alternates.map { Alternate(space: $0.space.name, components: $0.components) }
    }
  }

  struct Ink: Encodable {
    var total: Double
    var page: Int
    var place: String
  }

  struct Line: Encodable {
    var width: Double
    var page: Int
  }

  struct Transparency: Encodable {
    var pages: [Int]
    var blendModes: [String]
    var softMaskPages: [Int]
  }

  struct Font: Encodable {
    var name: String
    var type: String
    var embedded: Bool
    var subset: Bool
    var unicodeMap: Bool
    var pages: [Int]

    init(_ font: PDFReport.Font) {
      (name, type, pages) = (font.name, font.type, font.pages)
      (embedded, subset, unicodeMap) = (font.isEmbedded, font.isSubset, font.hasUnicodeMap)
    }
  }

  struct Picture: Encodable {
    /// Pixels.
    var width: Int
    var height: Int
    var space: String?
    var bits: Int
    var filters: [String]
    var mask: Bool
    var softMask: Bool
    var inline: Bool
    /// Where it is placed largest.
    var placedWidth: Double
    var placedHeight: Double
    /// Pixels per inch.
    var smallestResolution: Double
    var largestResolution: Double
    var pages: [Int]

    init(_ picture: PDFReport.Picture) {
      (width, height, bits) = (picture.width, picture.height, picture.bits)
      (space, filters, pages) = (picture.space?.name, picture.filters, picture.pages)
      (mask, softMask, inline) = (picture.isMask, picture.hasSoftMask, picture.isInline)
      (placedWidth, placedHeight) = (picture.placedWidth, picture.placedHeight)
      (smallestResolution, largestResolution) = (picture.smallestResolution, picture.largestResolution)
    }
  }

  struct Tags: Encodable {
    var exist: Bool
    var marked: Bool
    /// How many elements there are of each type.
    var counts: [String: Int]
    var figuresWithoutAlternative: Int
    /// Levels in reading order; 0 is a heading without a level.
    var headings: [Int]

    init(_ structure: PDFReport.Structure) {
      (exist, marked, counts) = (structure.exists, structure.isMarked, structure.counts)
      (figuresWithoutAlternative, headings) = (structure.figuresWithoutAlternative, structure.headings)
    }
  }

  struct Link: Encodable {
    var page: Int
    var address: String
    var contents: String?
    var area: [Double]?
  }

  struct OutlineEntry: Encodable {
    var title: String
    var level: Int
  }
}
