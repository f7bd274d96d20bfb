import CardSpec
import Foundation
import TestSupport
import Testing

@Suite("What a deck says about printing")
struct PressTests {
  private let folder = TemporaryFolder()
  private static let mm = 96 / 25.4

  private func deck(_ members: String) throws -> Deck {
    try folder.write(
      """
      {"id": "card", "title": "Card", "alt": "A card", "formats": ["a6-landscape-print"], "layout": {"text": "Words"}\(members)}
      """, to: "card.json")
    let loaded = SpecLoader.loadCard(folder.path + "/card.json")
    return try #require(loaded.deck, "\(loaded.diagnostics)")
  }

  @Test func isNothingByDefault() throws {
    let deck = try deck("")
    #expect(deck.press == PressSettings())
    #expect(deck.sheet == nil)
    let press = deck.press
    #expect(press.profile == .swop)
    #expect(press.renderingIntent == .relativeColorimetric && press.blackPointCompensation && press.overprintBlack)
    #expect((press.totalInk, press.resolution, press.leastResolution) == (300, 300, 150))
    #expect(press.quality == 92 && press.marks.isEmpty && press.condition == nil)
  }

  @Test func isReadAsWritten() throws {
    try folder.write("not looked into", to: "profiles/coated.ICC")
    let press = try deck(
      """
      , "press": {"profile": "profiles/coated.ICC", "condition": "FOGRA51", "renderingIntent": "perceptual",
        "blackPointCompensation": false, "totalInk": 280, "overprintBlack": false, "marks": ["registration", "crop"],
        "markOffset": "4mm", "markLength": "6mm", "resolution": 400, "leastResolution": 200, "quality": 80}
      """
    ).press
    var expected = PressSettings()
    let real = try #require(DeckFolder(folder.path).resolve("profiles/coated.ICC").get() as String?)
    expected.profile = .file(real)
    expected.profileLocation = press.profileLocation
    expected.condition = "FOGRA51"
    expected.renderingIntent = .perceptual
    expected.blackPointCompensation = false
    expected.totalInk = 280
    expected.overprintBlack = false
    expected.marks = [.crop, .registration]
    expected.statesMarks = true
    expected.markOffset = 4 * Self.mm
    expected.markLength = 6 * Self.mm
    expected.resolution = 400
    expected.leastResolution = 200
    expected.quality = 80
    expected.statesMarks = true
    #expect(press == expected)
    #expect(press.profileLocation?.file.hasSuffix("card.json") == true)
  }

  @Test(arguments: [
    ("true", PressMark.allCases), ("false", []), ("[]", []), ("[\"colorBars\"]", [PressMark.colorBars]),
  ])
  func marksAreAllNoneOrSome(written: String, marks: [PressMark]) throws {
    #expect(try deck(", \"press\": {\"marks\": \(written)}").press.marks == Set(marks))
  }

  @Test(arguments: [
    ("\"A4\"", 210.0, 297.0), ("\"A4-landscape\"", 297, 210), ("\"SRA3\"", 320, 450), ("\"Letter\"", 215.9, 279.4),
    ("[\"12in\", \"45cm\"]", 304.8, 450),
  ])
  func aSheetIsAPaperOrASize(size: String, width: Double, height: Double) throws {
    let sheet = try #require(try deck(", \"sheet\": {\"size\": \(size)}").sheet)
    #expect(abs(sheet.width - width * Self.mm) < 1e-9 && abs(sheet.height - height * Self.mm) < 1e-9)
    var expected = SheetSettings(width: sheet.width, height: sheet.height)
    expected.location = sheet.location
    #expect(sheet == expected)
  }

  @Test func aSheetIsReadAsWritten() throws {
    let sheet = try #require(
      try deck(
        """
        , "sheet": {"size": "A3", "grid": [2, 4], "gutter": "8mm", "margin": "10mm", "duplex": true, "flip": "short-edge",
          "back": "card", "fill": "repeat", "fold": "vertical"}
        """
      ).sheet)
    #expect(sheet.grid == .fixed(columns: 2, rows: 4))
    #expect(sheet.gutter.map { abs($0 - 8 * Self.mm) < 1e-9 } == true)
    #expect(abs(sheet.margin - 10 * Self.mm) < 1e-9)
    #expect(sheet.duplex && sheet.flip == .shortEdge && sheet.back == "card")
    #expect(sheet.fill == .repeat && sheet.fold == .vertical)
  }

  @Test func paperWithBleedIsForThePress() {
    for format in BuiltInFormats.all { #expect(format.isPress == format.name.hasSuffix("-print"), "\(format.name)") }
  }
}

@Suite("Inks of colours")
struct InkTests {
  private static let red = Ink.spot(name: "Signal", tint: 80, c: 0, m: 100, y: 90, k: 0)

  @Test func aSpotInkIsOneInk() {
    #expect(Self.red.total == 80)
    #expect(Self.red.process == [0, 80, 72, 0])
    #expect(Ink.cmyk(c: 60, m: 40, y: 40, k: 100).total == 240)
  }

  @Test func tintsOfOneSpotInkMixToATint() {
    let light = Ink.spot(name: "Signal", tint: 20, c: 0, m: 100, y: 90, k: 0)
    #expect(
      Ink.mixed([(Self.red, 1), (light, 3)]) == .spot(name: "Signal", tint: 35, c: 0, m: 100, y: 90, k: 0))
  }

  @Test func otherInksMixAsProcessInks() {
    #expect(Ink.mixed([(Self.red, 1), (.cmyk(c: 40, m: 0, y: 0, k: 10), 1)]) == .cmyk(c: 20, m: 40, y: 36, k: 5))
    #expect(Ink.mixed([]) == nil)
  }

  @Test func richBlackIsAColour() throws {
    #expect(Color.richBlack.ink?.total == 240)
    #expect((Color.richBlack.red, Color.richBlack.green, Color.richBlack.blue) == (0, 0, 0))
    let read = NodeDecoder.decode(
      JSONParser.parse(#"{"background": "rich-black"}"#, file: "a.json").value
        ?? .init(.null, at: .init(file: "", line: 1, column: 1), path: ""))
    #expect(read.node?.paint.background == [.color(.color(.richBlack))])
  }
}
