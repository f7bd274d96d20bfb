import PDFSyntax

/// Walks a file once and notes down what it is. It belongs to one reading and is thrown away after it.
final class ReportBuilder {
  let file: QPDFFile
  var report = PDFReport()
  var spaces = ColorSpaceReader()
  var fonts = FontTable()

  /// Where the walk stands and what it has seen.
  var operations = 0
  var mostOperations = Bounds.operations(pages: 1)
  var seenUses: Set<FormUse> = []
  var colorPages: [ColorKey: [Int]] = [:]
  var lastColorPage: [Int: Int] = [:]
  var pictureNumbers: [PDFReference: Int] = [:]
  var pictureInks: [PDFReference: Double] = [:]
  var pageNumbers: [PDFReference: Int] = [:]
  var labels: [Int: String] = [:]
  private var knownProblems: Set<String> = []

  struct ColorKey: Hashable {
    var space: PDFColorSpace
    var purpose: PDFReport.ColorPurpose
  }

  /// One use of content that can be used often. Content that is the same in the same state tells nothing new on a page.
  struct FormUse: Hashable {
    var object: PDFReference
    var page: Int
    var state: GraphicsState
    var context: Int
  }

  /// Bounds of what is looked at. They are far beyond what documents hold, and keep files that refer to themselves, or
  /// unpack without end, from taking a computer with them.
  enum Bounds {
    static func operations(pages: Int) -> Int { min(5_000_000 + 100_000 * pages, 100_000_000) }
    static let depth = 24
    static let contentBytes = 256 * 1_048_576
    static let pictureBytes = 512 * 1_048_576
    static let problems = 50
    static let pages = 100_000
  }

  init(_ file: QPDFFile) { self.file = file }

  func note(_ problem: String) {
    guard knownProblems.count < Bounds.problems, knownProblems.insert(problem).inserted else { return }
    report.problems.append(problem)
  }

  /// The finished report.
  func build() -> PDFReport {
    report.version = file.version
    report.isEncrypted = file.isEncrypted
    report.isLinearized = file.isLinearized
    readDocument()
    readPages()
    readStructure()
    scanObjects()
    finish()
    return report
  }

  private func finish() {
    report.fonts = fonts.finished(in: file)
    report.colors = colorPages.map { PDFReport.ColorUse(space: $0.key.space, purpose: $0.key.purpose, pages: $0.value) }
      .sorted { ($0.space.name, $0.purpose) < ($1.space.name, $1.purpose) }
    report.spots = Self.spots(spaces.spaces, used: Set(report.colors.map(\.space)))
  }

  private static func spots(_ spaces: [ResolvedSpace], used: Set<PDFColorSpace>) -> [PDFReport.Spot] {
    var found: [String: [PDFReport.Spot.Alternate]] = [:]
    for resolved in spaces where used.contains(resolved.space) {
      for part in resolved.space.parts {
        switch part {
        case .separation(let name, let alternate) where name != "All" && name != "None":
          let isWhole = part == resolved.space
          add(PDFReport.Spot.Alternate(space: alternate, components: isWhole ? resolved.fullTint : nil), to: name)
        case .deviceN(let names, let alternate):
          for name in names where !["Cyan", "Magenta", "Yellow", "Black", "None"].contains(name) {
            add(PDFReport.Spot.Alternate(space: alternate, components: nil), to: name)
          }
        default: break
        }
      }
    }
    func add(_ alternate: PDFReport.Spot.Alternate, to name: String) {
      let others = found[name] ?? []
      if !others.contains(alternate) { found[name] = others + [alternate] }
    }
    return found.keys.sorted().map { name in
      let all = found[name] ?? []
      // Where the colour itself is known, a mention of the ink in a mixture says nothing more.
      let exact = all.filter { $0.components != nil }
      return PDFReport.Spot(name: name, alternates: exact.isEmpty ? Array(all.prefix(1)) : exact)
    }
  }
}

extension PDFReport {
  /// Reads a file, whatever program made it.
  ///
  /// What is damaged or out of bounds is left out and told in `problems`.
  ///
  /// - Throws: `PDFError` if the bytes are no PDF, have no pages that can be found, or are locked with a password.
  public init(reading bytes: [UInt8]) throws(PDFError) {
    guard !bytes.isEmpty else { throw PDFError("the file is empty") }
    // ISO 32000-1, annex H, implementation note 13: the header stands within the first 1024 bytes.
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self)
    guard head.contains("%PDF-") else { throw PDFError("the file is not a PDF: it does not begin with %PDF-") }
    let file = try QPDFFile(bytes, name: "the file", recovers: true)
    let builder = ReportBuilder(file)
    builder.readBytes(bytes)
    self = builder.build()
    guard !pages.isEmpty else { throw PDFError("the file has no page that can be read") }
  }
}
