import PDFSyntax

/// Compares what a file says about a font's glyphs with the embedded program, for the glyphs that are shown.
struct FontCheck {
  let file: QPDFFile
  let codes: [Int]

  private static let mostBytes = 64 * 1_048_576

  func check(_ font: inout PDFReport.Font, _ object: PDFObject) {
    checkUnicode(&font, object)
    var owner = object
    if font.facts.subtype == "Type0" {
      guard let descendant = file.entry("/DescendantFonts", of: object).map(file.items)?.first else { return }
      owner = descendant
    }
    guard let descriptor = file.entry("/FontDescriptor", of: owner) else { return }
    if let program = file.entry("/FontFile3", of: descriptor),
      let bytes = try? file.data(of: program, atMost: Self.mostBytes), let cff = CFFFont(bytes)
    {
      if !cff.names.isEmpty { font.facts.programNames = Set(cff.names.dropFirst()) }
      let isDirect = font.facts.subtype == "Type0"
      guard isDirect || font.facts.encoding == nil && !font.facts.hasDifferences else { return }
      checkWidths(&font.facts, owner, cff.widths) { isDirect ? $0 : cff.glyphs[$0] }
    } else if let program = file.entry("/FontFile2", of: descriptor),
      let bytes = try? file.data(of: program, atMost: Self.mostBytes), let trueType = TrueTypeFont(bytes)
    {
      if font.facts.subtype == "Type0" {
        guard font.facts.glyphMap == nil || font.facts.glyphMap == "Identity" else { return }
        checkWidths(&font.facts, owner, trueType.widths) { $0 }
      } else if font.facts.encoding == "WinAnsiEncoding", !font.facts.hasDifferences, !trueType.glyphs.isEmpty {
        checkWidths(&font.facts, owner, trueType.widths) { trueType.glyphs[WindowsCodePage.character(of: $0)] }
      }
    }
  }

  // MARK: Widths

  /// - Parameter glyph: The glyph of a code; `nil` where it is not known.
  private func checkWidths(
    _ facts: inout FontFacts, _ owner: PDFObject, _ program: [Double], _ glyph: (Int) -> Int?
  ) {
    guard facts.encoding == nil || facts.subtype != "Type0" || facts.encoding?.hasPrefix("Identity") == true else {
      return
    }
    let stated = facts.subtype == "Type0" ? compositeWidths(owner) : simpleWidths(owner)
    for code in codes {
      guard let index = glyph(code) else { continue }
      guard index > 0, index < program.count else {
        facts.missingGlyphs.append(code)
        continue
      }
      // ISO 19005-2 §6.2.11.5: no more than a thousandth apart.
      if let width = stated(code), abs(width - program[index]) > 1 { facts.wrongWidths.append(code) }
    }
  }

  private func simpleWidths(_ font: PDFObject) -> (Int) -> Double? {
    let first = file.integer(file.entry("/FirstChar", of: font)) ?? 0
    let widths = file.numbers(file.entry("/Widths", of: font)) ?? []
    return { widths.indices.contains($0 - first) ? widths[$0 - first] : nil }
  }

  /// ISO 32000-1 §9.7.4.3.
  private func compositeWidths(_ font: PDFObject) -> (Int) -> Double? {
    let standard = file.number(file.entry("/DW", of: font)) ?? 1000
    var single: [Int: Double] = [:]
    var ranges: [(ClosedRange<Int>, Double)] = []
    let items = file.entry("/W", of: font).map(file.items) ?? []
    var index = 0
    while index + 1 < items.count, let first = file.integer(items[index]) {
      if let list = file.numbers(items[index + 1]) {
        for (offset, width) in list.enumerated() { single[first &+ offset] = width }
        index += 2
      } else {
        guard index + 2 < items.count, let last = file.integer(items[index + 1]),
          let width = file.number(items[index + 2])
        else { break }
        if first <= last { ranges.append((first...last, width)) }
        index += 3
      }
    }
    return { code in single[code] ?? ranges.first { $0.0.contains(code) }?.1 ?? standard }
  }

  // MARK: Unicode

  /// ISO 19005-2 §6.2.11.7.2.
  private func checkUnicode(_ font: inout PDFReport.Font, _ object: PDFObject) {
    guard let stream = file.entry("/ToUnicode", of: object), file.kind(of: stream) == .stream,
      let bytes = try? file.data(of: stream, atMost: Self.mostBytes)
    else { return }
    let map = CharacterMap(bytes)
    for code in codes {
      guard let units = map.units(of: code) else {
        font.facts.codesWithoutUnicode.append(code)
        continue
      }
      if units.isEmpty || units.contains(where: { $0 == 0 || $0 == 0xFEFF || $0 == 0xFFFE }) {
        font.facts.wrongUnicode.append(code)
      }
    }
  }
}

/// The characters of a font's codes (ISO 32000-1 §9.10.3).
struct CharacterMap {
  private var single: [Int: [UInt16]] = [:]
  private var ranges: [(codes: ClosedRange<Int>, first: [UInt16])] = []

  init(_ bytes: [UInt8]) {
    var scanner = ContentScanner(bytes)
    while let operation = scanner.next() {
      let operands = operation.operands
      func slice(_ index: Int) -> ArraySlice<UInt8>? {
        if case .other(let range) = operands[index] { bytes[range] } else { nil }
      }
      if operation.name == "endbfchar" {
        for index in stride(from: 0, to: operands.count - 1, by: 2) {
          guard let code = slice(index).map(Self.code), let text = slice(index + 1) else { continue }
          single[code] = Self.units(ContentStrings.all(in: text).first ?? [])
        }
      } else if operation.name == "endbfrange" {
        for index in stride(from: 0, to: operands.count - 2, by: 3) {
          guard let low = slice(index).map(Self.code), let high = slice(index + 1).map(Self.code), low <= high,
            let target = slice(index + 2)
          else { continue }
          let texts = ContentStrings.all(in: target).map(Self.units)
          if target.first == UInt8(ascii: "[") {
            for (offset, text) in texts.enumerated() where low + offset <= high { single[low + offset] = text }
          } else if let text = texts.first {
            ranges.append((low...high, text))
          }
        }
      }
    }
  }

  /// In UTF-16; `nil` where the map says nothing.
  func units(of code: Int) -> [UInt16]? {
    if let found = single[code] { return found }
    guard let range = ranges.last(where: { $0.codes.contains(code) }) else { return nil }
    guard let last = range.first.last else { return [] }
    return range.first.dropLast() + [last &+ UInt16(truncatingIfNeeded: code - range.codes.lowerBound)]
  }

  private static func code(_ operand: ArraySlice<UInt8>) -> Int {
    (ContentStrings.all(in: operand).first ?? []).prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }

  private static func units(_ bytes: [UInt8]) -> [UInt16] {
    stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
  }
}
