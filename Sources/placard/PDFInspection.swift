import Explaining
import Foundation
import PDFReading

/// What `inspect` says of a PDF, for people.
struct PDFInspection {
  let name: String
  let byteCount: Int
  let report: PDFReport

  var text: String {
    let sections = [
      head, pages, colors, fonts, pictures, tags, links, outline, problems,
    ].filter { !$0.isEmpty }
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  // MARK: The document

  private var head: [String] {
    let count = report.pages.count
    var first = [
      "PDF \(report.version)", "\(count) \(count == 1 ? "page" : "pages")", Self.size(byteCount),
    ]
    if report.isEncrypted { first.append("encrypted") }
    if report.isLinearized { first.append("linearised") }
    var lines = [name, first.joined(separator: " · ")]
    func add(_ label: String, _ value: String?) {
      if let value, !value.isEmpty { lines.append(Self.row(label, value)) }
    }
    let claims = report.metadata?.claims ?? []
    add("Claims", claims.isEmpty ? "none" : claims.joined(separator: ", "))
    add("Title", report.info.title ?? report.metadata?.title)
    add("Author", report.info.author)
    add("Subject", report.info.subject)
    add("Keywords", report.info.keywords)
    add("Language", report.language ?? "not stated")
    add("Created", report.info.created.map(Self.date))
    add("Modified", report.info.modified.map(Self.date))
    add(
      "Made by", Set([report.info.creator, report.info.producer].compactMap(\.self)).sorted().joined(separator: ", "))
    add("Trapped", report.info.trapped)
    add("Also holds", report.extras.isEmpty ? nil : report.extras.joined(separator: ", "))
    for intent in report.outputIntents { add("Output intent", Self.words(intent)) }
    return lines
  }

  private static func words(_ intent: PDFReport.OutputIntent) -> String {
    let profile = intent.profile.map {
      "\($0.colorSpace) profile\($0.description.isEmpty ? "" : " \"\($0.description)\"") of class \($0.deviceClass)"
    }
    return [intent.subtype, intent.identifier, profile ?? "no profile"].compactMap(\.self).joined(separator: ", ")
  }

  // MARK: Pages

  /// Pages that are alike in a row are told once.
  private var pages: [String] {
    var lines = ["Pages"]
    var index = 0
    while index < report.pages.count {
      let shape = Self.shape(report.pages[index])
      var end = index
      while end + 1 < report.pages.count, Self.shape(report.pages[end + 1]) == shape { end += 1 }
      let numbers = index == end ? "\(index + 1)" : "\(index + 1)–\(end + 1)"
      for (offset, line) in shape.enumerated() { lines.append("  " + Self.pad(offset == 0 ? numbers : "", 12) + line) }
      index = end + 1
    }
    return lines
  }

  private static func shape(_ page: PDFReport.Page) -> [String] {
    let boxes = [
      ("media", page.media), ("crop", page.crop), ("bleed", page.bleed), ("trim", page.trim), ("art", page.art),
    ]
    var shown: [(names: [String], box: PDFReport.Rectangle)] = []
    for (name, box) in boxes {
      if let index = shown.firstIndex(where: { $0.box.isNear(box) }) {
        shown[index].names.append(name)
      } else {
        shown.append(([name], box))
      }
    }
    var lines = shown.map { names, box in
      let unit = page.userUnit
      let millimetres = "\(millimetres(box.width * unit)) × \(millimetres(box.height * unit)) mm"
      let points = "\(Numbers.short(box.width)) × \(Numbers.short(box.height)) pt"
      let place = "at \(Numbers.short(box.left)), \(Numbers.short(box.bottom))"
      return pad(names.joined(separator: ", "), 26) + pad(millimetres, 20) + pad(points, 22) + place
    }
    if page.rotation != 0 { lines.append("turned by \(page.rotation)°") }
    if page.userUnit != 1 { lines.append("a unit is \(Numbers.short(page.userUnit)) pt") }
    return lines
  }

  // MARK: Colours and inks

  private var colors: [String] {
    guard !report.colors.isEmpty else { return [] }
    var lines = ["Colours"]
    var order: [String] = []
    var uses: [String: (purposes: Set<PDFReport.ColorPurpose>, pages: Set<Int>)] = [:]
    for use in report.colors {
      if uses[use.space.name] == nil { order.append(use.space.name) }
      uses[use.space.name, default: ([], [])].purposes.insert(use.purpose)
      uses[use.space.name, default: ([], [])].pages.formUnion(use.pages)
    }
    for name in order {
      guard let use = uses[name] else { continue }
      let purposes = use.purposes.sorted().map(\.rawValue).joined(separator: ", ")
      lines.append("  " + Self.pad(name, 40) + Self.pad(purposes, 36) + Self.pages(Array(use.pages)))
    }
    for spot in report.spots { lines.append("  " + Self.pad("Spot ink \(spot.name)", 40) + Self.words(spot)) }
    if let ink = report.largestInk {
      lines.append(
        "  " + Self.pad("Largest total ink", 40) + "\(Numbers.short(ink.total)) % in \(ink.place), page \(ink.page)")
    }
    if let line = report.thinnestLine {
      lines.append("  " + Self.pad("Thinnest line", 40) + "\(Numbers.short(line.width)) pt, page \(line.page)")
    }
    if !report.transparency.pages.isEmpty {
      let modes = report.transparency.blendModes.sorted()
      let blended = modes.isEmpty ? "" : "; blended by \(modes.joined(separator: ", "))"
      lines.append("  " + Self.pad("Transparency", 40) + Self.pages(report.transparency.pages) + blended)
    }
    if !report.overprint.pages.isEmpty {
      lines.append("  " + Self.pad("Overprint", 40) + Self.pages(report.overprint.pages))
    }
    return lines
  }

  private static func words(_ spot: PDFReport.Spot) -> String {
    spot.alternates.map { alternate in
      let numbers = alternate.components.map { $0.map(Numbers.short).joined(separator: " ") }
      return "stands for \(alternate.space.name)" + (numbers.map { " \($0)" } ?? "")
    }.joined(separator: "; ")
  }

  // MARK: Fonts and pictures

  private var fonts: [String] {
    guard !report.fonts.isEmpty else { return [] }
    let lines = report.fonts.map { font in
      let facts = [
        font.isEmbedded ? (font.isSubset ? "embedded in part" : "embedded") : "NOT embedded",
        font.hasUnicodeMap ? "characters known" : "no character map",
      ]
      return "  " + Self.pad(font.name, 40) + Self.pad(font.type, 22) + Self.pad(facts.joined(separator: ", "), 36)
        + Self.pages(font.pages)
    }
    return ["Fonts"] + Self.unique(lines)
  }

  private var pictures: [String] {
    guard !report.pictures.isEmpty else { return [] }
    let lines = report.pictures.map { picture in
      let space = picture.isMask ? "mask" : picture.space?.name ?? "colours in its data"
      let filters = picture.filters.isEmpty ? "unpacked" : picture.filters.joined(separator: ", ")
      let placed = "\(Self.millimetres(picture.placedWidth)) × \(Self.millimetres(picture.placedHeight)) mm"
      return "  " + Self.pad("\(picture.width) × \(picture.height) px", 20) + Self.pad(Self.resolution(picture), 16)
        + Self.pad(placed, 22) + Self.pad("\(space), \(picture.bits) bit, \(filters)", 44) + Self.pages(picture.pages)
    }
    return ["Pictures"] + Self.unique(lines)
  }

  private static func resolution(_ picture: PDFReport.Picture) -> String {
    let (least, most) = (Int(picture.smallestResolution.rounded()), Int(picture.largestResolution.rounded()))
    if most == 0 { return "no size" }
    return least == most ? "\(least) ppi" : "\(least)–\(most) ppi"
  }

  // MARK: Tags

  private var tags: [String] {
    guard report.structure.exists else { return ["Tags", "  none: a screen reader has only the raw text"] }
    let counts = report.structure.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    var lines = ["Tags" + (report.structure.isMarked ? "" : " (the document does not say that it is tagged)")]
    lines.append("  " + counts.joined(separator: ", "))
    let missing = report.structure.figuresWithoutAlternative
    let figures = report.structure.figures.count
    if figures > 0 {
      lines.append(
        "  "
          + (missing == 0
            ? "every figure has an alternative text" : "\(missing) of \(figures) figures without an alternative text"))
    }
    let headings = report.structure.headings
    if let skip = zip([0] + headings, headings).first(where: { $1 > $0 + 1 }) {
      lines.append("  headings skip a level: H\(skip.1)" + (skip.0 == 0 ? " comes first" : " after H\(skip.0)"))
    } else if !headings.isEmpty {
      lines.append("  headings in order")
    }
    return lines
  }

  private var links: [String] {
    guard !report.links.isEmpty else { return [] }
    let shown = report.links.prefix(Self.most).map { link in
      "  " + Self.pad("page \(link.page)", 12) + link.address + (link.contents.map { "  \"\($0)\"" } ?? "  no contents")
    }
    return ["Links"] + shown + Self.more(report.links.count)
  }

  private var outline: [String] {
    guard !report.outline.isEmpty else { return [] }
    let shown = report.outline.prefix(Self.most).map { String(repeating: "  ", count: $0.level) + $0.title }
    return ["Outline"] + shown + Self.more(report.outline.count)
  }

  private var problems: [String] {
    report.problems.isEmpty ? [] : ["Could not be read"] + report.problems.map { "  " + $0 }
  }

  // MARK: Words

  private static let most = 40

  private static func more(_ count: Int) -> [String] {
    count > most ? ["  … and \(count - most) more; --json shows all"] : []
  }

  /// Lines that are said once, with how often they stand.
  private static func unique(_ lines: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for line in lines { counts[line, default: 0] += 1 }
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }.map { line in
      counts[line] == 1 ? line : line + "  (\(counts[line] ?? 1) times)"
    }
  }

  private static func row(_ label: String, _ value: String) -> String { pad(label, 15) + value }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(2, width - text.count))
  }

  /// `pages 1–4, 7`.
  static func pages(_ numbers: [Int]) -> String {
    let sorted = Set(numbers).sorted()
    var parts: [String] = []
    var index = 0
    while index < sorted.count {
      var end = index
      while end + 1 < sorted.count, sorted[end + 1] == sorted[end] + 1 { end += 1 }
      parts.append(index == end ? "\(sorted[index])" : "\(sorted[index])–\(sorted[end])")
      index = end + 1
    }
    if parts.count > 8 { parts = Array(parts.prefix(8)) + ["…"] }
    return (sorted.count == 1 ? "page " : "pages ") + parts.joined(separator: ", ")
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1000
      ? "\(bytes) bytes" : bytes < 1_000_000 ? "\(bytes / 1000) KB" : "\(Numbers.short(Double(bytes) / 1e6)) MB"
  }

  private static func millimetres(_ points: Double) -> String {
    let value = (points * 25.4 / 72 * 10).rounded() / 10
    return Numbers.short(value)
  }

  /// `D:20170920100000Z` as `2017-09-20 10:00:00Z`.
  private static func date(_ text: String) -> String {
    let plain = text.hasPrefix("D:") ? String(text.dropFirst(2)) : text
    let digits = plain.prefix { $0.isNumber }
    guard digits.count >= 8 else { return text }
    func part(_ start: Int, _ length: Int) -> Substring { digits.dropFirst(start).prefix(length) }
    let day = "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))"
    guard digits.count >= 14 else { return day }
    return "\(day) \(part(8, 2)):\(part(10, 2)):\(part(12, 2))" + plain.dropFirst(digits.count).replacing("'", with: "")
  }
}

extension PDFReport.Rectangle {
  fileprivate func isNear(_ other: Self) -> Bool {
    [left - other.left, bottom - other.bottom, right - other.right, top - other.top].allSatisfy { abs($0) < 0.005 }
  }
}
