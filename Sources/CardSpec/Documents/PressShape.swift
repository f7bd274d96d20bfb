import Diagnostics

/// What a deck may say about printing: `press` and `sheet`.
enum PressShape {
  // MARK: Press

  static let press = DocumentShape(
    name: "the press",
    keys: [
      DocumentKey(
        "profile", profile,
        "The CMYK profile of the press: \"swop\" (a generic one, by default), \"fogra39\", or a file that ends in .icc "
          + "or .icm."),
      DocumentKey(
        "condition", condition,
        "The printing condition as the print shop calls it, such as \"FOGRA39\"; the profile's own name by default."),
      DocumentKey(
        "renderingIntent", .keyword(RenderingIntent.self),
        "How colours that a press cannot print find their nearest; \"relative-colorimetric\" by default."),
      DocumentKey(
        "blackPointCompensation", .boolean,
        "Whether the darkest colour of the screen becomes the darkest of the press; true by default."),
      DocumentKey(
        "totalInk", totalInk,
        "The most that all inks together may come to, in percent from 100 to 400; 300 by default."),
      DocumentKey(
        "overprintBlack", .boolean,
        "Whether text in pure black is printed over what lies below it, so that no white shows if a plate is off; true "
          + "by default."),
      DocumentKey(
        "marks", marks,
        "Marks around the card: true for all, or a list of \"crop\", \"registration\" and \"colorBars\"; none by default."
      ),
      DocumentKey(
        "markOffset", .paperLength, "From the trim to the marks; 3 mm by default, or the bleed where that is more."),
      DocumentKey("markLength", .paperLength, "How long crop marks are, from 1 to 100 mm; 5 mm by default."),
      DocumentKey(
        "resolution", resolution,
        "Pictures of more pixels per inch, from 72 to 2400, are scaled down to so many; 300 by default."),
      DocumentKey(
        "leastResolution", resolution,
        "Pictures of fewer pixels per inch, from 72 to 2400 and no more than `resolution`, are warned of; 150 by default."
      ),
      DocumentKey("quality", quality, "Of JPEG pictures, from 1 to 100; 92 by default."), DocumentShapes.comment,
    ])

  static let profile: Grammar<String> = {
    let file = Grammar<String>.string(
      "a colour profile's file that ends in .icc or .icm", pattern: "^[^\\u0000]+\\.[iI][cC][cCmM]$"
    ) { text in
      let lower = text.lowercased()
      return text.utf8.count > 4 && !text.utf8.contains(0) && (lower.hasSuffix(".icc") || lower.hasSuffix(".icm"))
    }
    return Grammar<String>.words([("swop", "swop"), ("fogra39", "fogra39")]).or(file)
  }()
  /// Conditions have names, such as those of characterisation data that the ICC registers; a number alone is none.
  static let condition = Grammar<String>.string(
    "the printing condition's name in quotation marks, such as \"FOGRA39\"", pattern: "[^0-9 \\t\\n\\r]"
  ) { text in text.utf8.contains { !ASCII.isDigit($0) && ![0x20, 0x09, 0x0A, 0x0D].contains($0) } }
  static let totalInk = Grammar<Double>.number(100...400, "percent from 100 to 400, such as 300")
  static let resolution = Grammar<Double>.number(72...2400, "pixels per inch from 72 to 2400, such as 300")
  static let quality = Grammar<Int>.integer(1...100)
  static let marks: Grammar<Set<PressMark>> = {
    let list = Grammar<PressMark>.array(of: .keyword(PressMark.self), 0...PressMark.allCases.count)
    var result = Grammar<Bool>.boolean.map { $0 ? Set(PressMark.allCases) : [] }.or(list.map { Set($0) })
    result.expected = "true, false, or a list of \(Words.list(PressMark.allCases.map(\.rawValue)))"
    return result
  }()

  // MARK: Sheet

  static let sheet = DocumentShape(
    name: "a sheet",
    keys: [
      DocumentKey(
        "size", size, required: true,
        "The sheet's paper, such as \"A4\", \"SRA3\" or \"A3-landscape\", or its width and height: [\"320mm\", \"450mm\"]."
      ),
      DocumentKey(
        "grid", grid, "How many cards lie beside and above each other: [2, 4]; \"auto\", the default, for all that fit."
      ),
      DocumentKey("gutter", .paperLength, "Between the trims of neighbouring cards; twice the bleed by default."),
      DocumentKey("margin", .paperLength, "Kept free along the sheet's edges; 5 mm by default."),
      DocumentKey("duplex", .boolean, "Whether both sides are printed; false by default."),
      DocumentKey(
        "flip", .keyword(SheetSettings.Flip.self),
        "The edge over which the printer turns the sheet; \"long-edge\" by default."),
      DocumentKey(
        "back", Grammar<String>.fileName,
        "The id of the card that is the back of every other; without it, a card's back is the next card."),
      DocumentKey(
        "fill", .keyword(SheetSettings.Fill.self),
        "\"deck\", the default, lays out all cards in their order; \"repeat\" fills each sheet with one card."),
      DocumentKey(
        "fold", .keyword(SheetSettings.Fold.self),
        "The fold of a card of four pages: \"vertical\", \"horizontal\" or \"none\", the default."),
      DocumentShapes.comment,
    ])

  /// Width and height of upright paper, mm (ISO 216, ISO 217; ANSI/ASME Y14.1).
  private static let papers: [(name: String, width: Double, height: Double)] = [
    ("A2", 420, 594), ("A3", 297, 420), ("A4", 210, 297), ("A5", 148, 210), ("A6", 105, 148), ("SRA2", 450, 640),
    ("SRA3", 320, 450), ("SRA4", 225, 320), ("Letter", 215.9, 279.4), ("Legal", 215.9, 355.6),
    ("Tabloid", 279.4, 431.8),
  ]

  static let size: Grammar<[Length]> = {
    let upright = papers.map { ($0.name, [Length($0.width, .mm), Length($0.height, .mm)]) }
    let landscape = papers.map { ($0.name + "-landscape", [Length($0.height, .mm), Length($0.width, .mm)]) }
    var result = Grammar<[Length]>.words(upright + landscape).or(Grammar<Length>.array(of: .paperLength, 2...2))
    result.expected =
      "\(Words.list(papers.map(\.name))), one of these with \"-landscape\" after it, or a width and a height such as "
      + "[\"320mm\", \"450mm\"]"
    return result
  }()

  static let grid: Grammar<SheetSettings.Grid> = {
    let count = Grammar<Int>.integer(1...100)
    let pair = Grammar<Int>.array(of: count, 2...2).map { SheetSettings.Grid.fixed(columns: $0[0], rows: $0[1]) }
    var result = Grammar<SheetSettings.Grid>.words([("auto", .auto)]).or(pair)
    result.expected = "\"auto\", or how many columns and rows, from 1 to 100, such as [2, 4]"
    return result
  }()
}

extension Length {
  /// Of a length in units of paper or screen, px (CSS Values 4, §6.2).
  var paperPx: Double {
    switch unit {
    case .pt: value * 96 / 72
    case .mm: value * 96 / 25.4
    case .cm: value * 96 / 2.54
    case .in: value * 96
    default: value
    }
  }
}
