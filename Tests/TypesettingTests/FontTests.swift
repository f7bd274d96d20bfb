import Foundation
import Testing

@testable import Typesetting

@Suite("Fonts")
struct FontTests {
  let library: FontLibrary
  let typesetter: Typesetter

  init() throws {
    library = try FontLibrary(configuration: configuration)
    typesetter = Typesetter(fonts: library)
  }

  @Test func onlyListedFoldersCount() {
    #expect(library.hasFamily("Inter"))
    #expect(library.hasFamily("inter"))
    #expect(library.hasFamily("Noto Sans Arabic"))
    #expect(!library.hasFamily("DejaVu Sans"))
    #expect(library.records.allSatisfy { !$0.isVariable })
  }

  @Test func familiesAreSortedAndSayWhatTheyHold() throws {
    let families = library.families
    #expect(families.map(\.name) == families.map(\.name).sorted())
    let inter = try #require(families.first { $0.name == "Inter" })
    #expect(inter.faces.map(\.weight) == [100, 200, 300, 400, 500, 600, 700, 800, 900].flatMap { [$0, $0] })
    #expect(inter.faces.prefix(2).map(\.italic) == [false, true])
    #expect(inter.faces.allSatisfy { $0.embeddingAllowed == true })
  }

  @Test func aMissingConfigurationIsAnError() {
    #expect(throws: TypesettingError.unreadableConfiguration(path: "/nowhere/fonts.conf")) {
      try FontLibrary(configuration: "/nowhere/fonts.conf")
    }
  }

  @Test func aConfigurationWithoutFontsIsAnError() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "placard-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "fonts.conf").path
    try Data("<fontconfig><dir prefix=\"relative\">.</dir><cachedir>\(folder.path)/c</cachedir></fontconfig>".utf8)
      .write(to: URL(filePath: path))
    #expect(throws: TypesettingError.noFonts(path: path)) { try FontLibrary(configuration: path) }
  }

  /// fontconfig must not speak to the user where it can write no cache; two workers that make its folder at once are
  /// such a case too.
  @Test(arguments: ["<cachedir>/proc/none</cachedir>", "<cachedir>/dev/null/none</cachedir>", ""])
  func noCacheFolderIsNoMessage(cache: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "placard-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let original = try typesetter.shape(styled("x", inter()), width: nil).runs[0].face.file
    try FileManager.default.copyItem(at: URL(filePath: original), to: folder.appending(path: "Own.otf"))
    let path = folder.appending(path: "fonts.conf").path
    try Data("<fontconfig><dir prefix=\"relative\">.</dir>\(cache)</fontconfig>".utf8).write(to: URL(filePath: path))
    let log = folder.appending(path: "messages").path
    // Other tests may write meanwhile; only fontconfig's own words count.
    let standardError = dup(STDERR_FILENO)
    let file = open(log, O_CREAT | O_WRONLY, 0o600)
    dup2(file, STDERR_FILENO)
    let families = Result { try FontLibrary(configuration: path).families.map(\.name) }
    dup2(standardError, STDERR_FILENO)
    close(file)
    close(standardError)
    #expect(try families.get() == ["Inter"])
    #expect(try !String(contentsOfFile: log, encoding: .utf8).contains("Fontconfig"))
  }

  @Test func theFirstFolderWinsWhereTwoHoldTheSameFace() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "placard-\(UUID().uuidString)")
    let fonts = folder.appending(path: "zz")
    try FileManager.default.createDirectory(at: fonts, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let original = try typesetter.shape(styled("x", inter()), width: nil).runs[0].face.file
    try FileManager.default.copyItem(
      at: URL(filePath: original), to: fonts.appending(path: "Own.otf"))
    let installed = URL(filePath: original).deletingLastPathComponent().path
    let path = fonts.appending(path: "fonts.conf").path
    try Data(
      "<fontconfig><dir prefix=\"relative\">.</dir><dir>\(installed)</dir><cachedir>\(folder.path)/c</cachedir></fontconfig>"
        .utf8
    ).write(to: URL(filePath: path))
    let own = Typesetter(fonts: try FontLibrary(configuration: path))
    #expect(try own.shape(styled("x", inter()), width: nil).runs[0].face.file.hasSuffix("Own.otf"))
    let bold = try own.shape(styled("x", inter(weight: 700)), width: nil).runs[0].face.file
    #expect(bold.hasSuffix("Inter-Bold.otf"))
  }

  @Test func anUnknownFamilyNamesTheNearest() {
    #expect(throws: TypesettingError.unknownFamily(families: ["Intter"], nearest: "Inter")) {
      try typesetter.shape(styled("x", FontStyle(families: ["Intter"], size: 10)), width: nil)
    }
    #expect(throws: TypesettingError.unknownFamily(families: [], nearest: nil)) {
      try typesetter.shape(styled("x", FontStyle(families: [], size: 10)), width: nil)
    }
  }

  @Test func unknownFamiliesBesideAKnownOneAreSkipped() throws {
    let shaped = try typesetter.shape(styled("x", FontStyle(families: ["Nonesuch", "Inter"], size: 10)), width: nil)
    #expect(shaped.runs.map(\.face.family) == ["Inter"])
  }

  @Test(arguments: [
    (1, "Thin"), (100, "Thin"), (400, "Regular"), (450, "Medium"), (500, "Medium"), (600, "Semi Bold"),
    (650, "Bold"), (950, "Black"), (1000, "Black"),
  ])
  func weightsMatchAsInCSS(weight: Int, style: String) throws {
    let shaped = try typesetter.shape(styled("x", inter(weight: weight)), width: nil)
    #expect(shaped.runs[0].face.style == style)
  }

  @Test(arguments: [(100, "Regular"), (500, "Regular"), (501, "Bold"), (900, "Bold")])
  func familiesWithTwoWeightsGiveTheNearer(weight: Int, style: String) throws {
    let font = FontStyle(families: ["Noto Sans Arabic"], size: 16, weight: weight, italic: true)
    #expect(try typesetter.shape(styled("\u{628}", font), width: nil).runs[0].face.style == style)
  }

  @Test func italicsAreRealFaces() throws {
    var style = inter(weight: 700)
    style.italic = true
    let face = try typesetter.shape(styled("x", style), width: nil).runs[0].face
    #expect(face.file.hasSuffix("Inter-BoldItalic.otf"))
  }

  @Test func metricsAreTheFontsOwn() throws {
    // Inter 4: 2816 units per em, hhea ascender 2728, descender −680, capital height 2048, x-height 1536.
    let metrics = try typesetter.metrics(of: inter(2816))
    #expect(isClose(metrics.ascent, 2728) && isClose(metrics.descent, 680) && metrics.lineGap == 0)
    #expect(isClose(metrics.capHeight, 2048) && isClose(metrics.xHeight, 1536))
    #expect(isClose(try typesetter.metrics(of: inter(16)).ascent, 15.5))
  }

  @Test func charactersThatNoFontHasAreReported() throws {
    let shaped = try typesetter.shape(styled("日本 日x", inter()), width: nil)
    #expect(shaped.missing == ["日", "本"])
    #expect(Set(shaped.runs.map(\.face.family)) == ["Inter"])
  }

  @Test(arguments: [
    "a\u{AD}b", "a\u{200B}b", "a\u{200C}\u{200D}\u{200E}\u{200F}b", "a\u{2060}b", "a\u{FE0F}b", "a\u{2028}b", "a\nb\0c",
    "a\u{202F}b\u{A0}c\u{2009}d", "e\u{301}", "n\u{303}o\u{308}", "a\u{2011}b", "\u{1}\u{7F}\u{9F}",
  ])
  func unseenCharactersAreNeverMissing(text: String) throws {
    let shaped = try typesetter.shape(styled(text, inter()), width: 100)
    #expect(shaped.missing.isEmpty)
    #expect(!shaped.glyphs.contains(0))
    shaped.expectWholeClusters()
  }

  @Test func theStackDecidesTheOrder() throws {
    let text = "Hello العربية 12"
    let latinFirst = FontStyle(families: ["Inter", "Noto Sans Arabic"], size: 16)
    let shaped = try typesetter.shape(styled(text, latinFirst), width: nil)
    #expect(shaped.missing.isEmpty)
    for run in shaped.runs {
      let isArabic = run.text.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) }
      #expect(run.face.family == (isArabic ? "Noto Sans Arabic" : "Inter"))
    }
    #expect(
      try typesetter.shape(styled("ا", FontStyle(families: ["Inter"], size: 16)), width: nil).missing == ["\u{627}"])
    let notoFirst = FontStyle(families: ["Noto Sans", "Inter"], size: 16)
    #expect(try typesetter.shape(styled("Hello", notoFirst), width: nil).runs.map(\.face.family) == ["Noto Sans"])
  }

  @Test func anArabicPhraseStaysInOneRun() throws {
    let stack = FontStyle(families: ["Inter", "Noto Sans Arabic"], size: 16)
    let shaped = try typesetter.shape(styled("هذا نص عربي", stack, language: "ar", direction: .rightToLeft), width: nil)
    #expect(shaped.runs.count == 1)
  }

  @Test func aMarkStaysInTheFontOfItsLetter() throws {
    let stack = FontStyle(families: ["Inter", "Noto Sans"], size: 16)
    let shaped = try typesetter.shape(styled("q\u{303}", stack), width: nil)
    #expect(shaped.runs.count == 1)
  }
}
