import Testing

@testable import Typesetting

@Suite("Emoji")
struct EmojiTests {
  let typesetter: Typesetter
  private let style = FontStyle(
    families: ["Inter", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Arabic", "Noto Color Emoji"], size: 20)

  init() throws { typesetter = try makeTypesetter() }

  private func fonts(_ text: String) throws -> [String] {
    try typesetter.shape(styled(text, style), width: nil).runs.map(\.face.family)
  }

  @Test func spacesBesideAnEmojiAreTheTextFonts() throws {
    let shaped = try typesetter.shape(styled("a 🌍 b", style), width: nil)
    #expect(shaped.runs.map(\.text) == ["a ", "🌍", " b"])
    let space = try typesetter.shape(styled("a b", inter(20)), width: nil)
    let letters = try typesetter.shape(styled("ab", inter(20)), width: nil)
    #expect(isClose(shaped.runs[2].glyphs[1].x - shaped.runs[2].x, space.inkWidth - letters.inkWidth, within: 0.5))
    #expect(try fonts("🌍 b") == ["Noto Color Emoji", "Inter"])
  }

  @Test func anArabicPhraseKeepsItsSpacesRoundAnEmoji() throws {
    #expect(try fonts("حقوق 🌍 متساوية") == ["Noto Sans Arabic", "Noto Color Emoji", "Noto Sans Arabic"])
  }

  @Test(arguments: [
    ("❤", "Inter"), ("❤\u{FE0E}", "Inter"), ("❤\u{FE0F}", "Noto Color Emoji"),
    ("©", "Inter"), ("©\u{FE0F}", "Noto Color Emoji"), ("1", "Inter"), ("1\u{FE0F}\u{20E3}", "Noto Color Emoji"),
    ("🌍", "Noto Color Emoji"), ("🌍\u{FE0E}", "Noto Sans Symbols2"), ("☝🏽", "Noto Color Emoji"),
  ])
  func theTextSaysWhetherItIsAPicture(text: String, family: String) throws {
    #expect(try fonts(text) == [family])
  }

  @Test(arguments: ["👍🏿", "👩‍👩‍👧‍👦", "👩🏽‍⚖️", "🏳️‍🌈", "🇺🇳", "1️⃣", "#️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])
  func aSequenceIsOnePicture(text: String) throws {
    for direction in [StyledText.Direction.leftToRight, .rightToLeft] {
      let shaped = try typesetter.shape(styled(text, style, direction: direction), width: 0)
      #expect(shaped.glyphs.count == 1)
      #expect(shaped.runs.map(\.text) == [text])
      #expect(shaped.missing.isEmpty)
    }
  }

  @Test func withoutAColourFontAnEmojiIsMissing() throws {
    #expect(try typesetter.shape(styled("a 🤝", inter()), width: nil).missing == ["🤝"])
  }
}
