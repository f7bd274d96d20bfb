import Diagnostics

/// Reads `press` and `sheet` of a document whose shape was checked, and finds what its members say against each other.
struct PressReader {
  let folder: DeckFolder
  private(set) var diagnostics: [Diagnostic] = []

  init(folder: DeckFolder) { self.folder = folder }

  // MARK: Press

  mutating func press(_ value: JSONValue?, _ formats: [Format]) -> PressSettings {
    var settings = PressSettings()
    guard let value, value.object != nil else { return settings }
    func read<Value>(_ key: String, _ grammar: Grammar<Value>) -> Value? { value[key].flatMap(grammar.read) }
    if let name = value["profile"] { profile(name, &settings) }
    settings.condition = read("condition", PressShape.condition)
    settings.renderingIntent = read("renderingIntent", .keyword(RenderingIntent.self)) ?? settings.renderingIntent
    settings.blackPointCompensation = read("blackPointCompensation", .boolean) ?? settings.blackPointCompensation
    settings.totalInk = read("totalInk", PressShape.totalInk) ?? settings.totalInk
    settings.overprintBlack = read("overprintBlack", .boolean) ?? settings.overprintBlack
    settings.marks = read("marks", PressShape.marks) ?? settings.marks
    settings.statesMarks = value["marks"] != nil
    settings.markOffset = length(value, "markOffset", Self.markRange, "from 0 to 100 mm")
    settings.markLength =
      length(value, "markLength", Self.millimetres(1, 100), "from 1 mm to 100 mm") ?? settings.markLength
    settings.resolution = read("resolution", PressShape.resolution) ?? settings.resolution
    settings.leastResolution = read("leastResolution", PressShape.resolution) ?? settings.leastResolution
    settings.quality = read("quality", PressShape.quality) ?? settings.quality
    marks(value, settings, formats)
    resolutions(value, settings)
    return settings
  }

  /// A file is found here; what it holds is for those who use it.
  private mutating func profile(_ value: JSONValue, _ settings: inout PressSettings) {
    guard let name = PressShape.profile.read(value) else { return }
    settings.profileLocation = value.location
    switch name {
    case "swop": settings.profile = .swop
    case "fogra39": settings.profile = .fogra39
    default:
      switch folder.resolve(name) {
      case .success(let path): settings.profile = .file(path)
      case .failure(let problem):
        diagnostics.append(folder.diagnostic(problem, name, at: value.location, path: value.path))
      }
    }
  }

  /// Marks within the bleed would be printed on the card.
  private mutating func marks(_ value: JSONValue, _ settings: PressSettings, _ formats: [Format]) {
    guard let stated = value["markOffset"], let offset = settings.markOffset else { return }
    for format in formats where format.isPress && format.bleed > offset + 1e-6 {
      report(
        "marks-in-bleed",
        "the bleed of \(Self.words(format.bleed)) reaches into the marks, which begin \(Self.words(offset)) from the trim",
        stated, reason: "\(format.name) has this bleed, and marks on it would be seen where the cut is off by a hair",
        help: "set `markOffset` to \(Self.words(format.bleed)) or more, or leave it out")
    }
  }

  private mutating func resolutions(_ value: JSONValue, _ settings: PressSettings) {
    guard settings.leastResolution > settings.resolution else { return }
    let (least, most) = (Self.plain(settings.leastResolution), Self.plain(settings.resolution))
    report(
      "wrong-value", "the least resolution of \(least) is above the resolution of \(most) that pictures are scaled to",
      value["leastResolution"] ?? value["resolution"] ?? value, reason: "every picture would be too coarse",
      help: "make `leastResolution` the smaller one")
  }

  // MARK: Sheet

  mutating func sheet(_ value: JSONValue?, _ formats: [Format]) -> SheetSettings? {
    guard let value, let size = value["size"], let lengths = PressShape.size.read(size) else { return nil }
    func read<Value>(_ key: String, _ grammar: Grammar<Value>) -> Value? { value[key].flatMap(grammar.read) }
    let extents = lengths.map(\.paperPx)
    guard extents.allSatisfy(Self.millimetres(20, 5000).contains) else {
      report(
        "wrong-size", "a sheet cannot be \(Self.words(extents[0])) wide and \(Self.words(extents[1])) high", size,
        reason: "expected from 20 mm to 5,000 mm")
      return nil
    }
    var settings = SheetSettings(width: extents[0], height: extents[1])
    settings.location = value.location
    settings.grid = read("grid", PressShape.grid) ?? settings.grid
    settings.gutter = length(value, "gutter", Self.markRange, "from 0 to 100 mm")
    settings.margin = length(value, "margin", Self.markRange, "from 0 to 100 mm") ?? settings.margin
    settings.duplex = read("duplex", .boolean) ?? settings.duplex
    settings.flip = read("flip", .keyword(SheetSettings.Flip.self)) ?? settings.flip
    settings.back = read("back", .fileName)
    settings.fill = read("fill", .keyword(SheetSettings.Fill.self)) ?? settings.fill
    settings.fold = read("fold", .keyword(SheetSettings.Fold.self)) ?? settings.fold
    room(value, settings, formats)
    return settings
  }

  private mutating func room(_ value: JSONValue, _ settings: SheetSettings, _ formats: [Format]) {
    if settings.margin * 2 >= min(settings.width, settings.height) {
      report(
        "wrong-size",
        "margins of \(Self.words(settings.margin)) leave no room on a sheet of \(Self.words(settings.width)) × "
          + Self.words(settings.height), value["margin"] ?? value, help: "make `margin` smaller")
    }
    if let stated = value["gutter"], let gutter = settings.gutter {
      for format in formats where format.isPress && gutter < 2 * format.bleed - 1e-6 {
        report(
          "wrong-size",
          "the gutter of \(Self.words(gutter)) is too narrow for two bleeds of \(Self.words(format.bleed))",
          stated, reason: "between two cards of \(format.name), the bleed of each needs its place",
          help: "set `gutter` to \(Self.words(2 * format.bleed)) or more, or leave it out")
      }
    }
    if let back = value["back"], settings.back != nil, !settings.duplex {
      report(
        "missing-key", "`back` needs both sides of the sheet", back,
        help: "add \"duplex\": true, or remove `back`")
    }
  }

  /// The back of all cards must be one of them.
  static func missingBack(_ sheet: JSONValue?, ids: [String]) -> [Diagnostic] {
    guard let value = sheet?["back"], let id = Grammar<String>.fileName.read(value), !ids.contains(id) else {
      return []
    }
    let near = Suggestion.nearest(to: id, among: ids)
    return [
      Diagnostic(
        .error, "unknown-card", "there is no card \"\(id)\" to be the back of the others",
        help: near.map { "did you mean \"\($0)\"?" } ?? "name the id of one of the deck's cards", at: value.location,
        path: value.path)
    ]
  }

  // MARK: Lengths

  private static let markRange = millimetres(0, 100)

  private static func millimetres(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    // A hair of tolerance, so that a limit written in another unit is met.
    low * PressSettings.millimetre - 1e-6...high * PressSettings.millimetre + 1e-6
  }

  /// Px; `nil` where the key is missing, or its length is beyond the range, which is told.
  private mutating func length(
    _ value: JSONValue, _ key: String, _ range: ClosedRange<Double>, _ expected: String
  ) -> Double? {
    guard let stated = value[key], let length = Grammar<Length>.paperLength.read(stated) else { return nil }
    if range.contains(length.paperPx) { return length.paperPx }
    report(
      "wrong-size", "`\(key)` cannot be \(NodeMessages.describe(stated))", stated, reason: "expected \(expected)")
    return nil
  }

  /// In millimetres to a hundredth: "3.18 mm".
  static func words(_ px: Double) -> String { plain((px / PressSettings.millimetre * 100).rounded() / 100) + " mm" }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }

  private mutating func report(
    _ code: String, _ message: String, _ value: JSONValue, reason: String? = nil, help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(.error, code, message, reason: reason, help: help, at: value.location, path: value.path))
  }
}
