import BoxLayout
import CardSpec
import Testing
import Typesetting

@testable import Scene

@Suite("A box says why it is as it is")
struct ExplanationTests {
  private func explained(_ layout: String) throws -> [InspectedBox] {
    try explainAndCompose(layout).explained.requireScene().boxes
  }

  @Test func sizesComeWithTheirRulesAndWhatWasAskedFor() throws {
    let box = try explained("{\"children\": [{\"width\": \"50%\", \"maxWidth\": 90, \"height\": 20}]}")[1]
    #expect(box.explanation?.width.rule == SizeRule(.specified, limit: .maximum))
    #expect(box.explanation?.width.specified == .length(Length(50, .percent)))
    #expect(box.explanation?.height.rule == SizeRule(.specified))
  }

  @Test func aFallbackNamesTheCharactersThatTheFirstFamilyLacks() throws {
    let box = try explained(
      "{\"children\": [{\"text\": \"Salam سلام\", \"fontFamily\": [\"Inter\", \"Noto Sans Arabic\"]}]}")[1]
    let runs = try #require(box.explanation?.text?.runs)
    #expect(runs.map(\.font) == ["Inter Regular", "Noto Sans Arabic Regular"])
    #expect(runs[0].fallback == nil)
    #expect(runs[1].fallback == .lacks(family: "Inter", ["س", "ل", "ا", "م"]))
  }

  @Test func aFamilyThatIsNotInstalledIsNamed() throws {
    let box = try explained(
      "{\"children\": [{\"text\": \"Hello\", \"fontFamily\": [\"Grotesk of Ours\", \"Inter\"]}]}")[1]
    #expect(box.explanation?.text?.runs.map(\.fallback) == [.notInstalled(family: "Grotesk of Ours")])
  }

  @Test func everyLineSaysWhyItEnds() throws {
    let box = try explained(
      "{\"children\": [{\"text\": \"One\\\\\\nHuman beings are not for sale\", \"fontFamily\": \"Inter\", \"fontSize\": 20, \"width\": 180}]}"
    )[1]
    let lines = try #require(box.explanation?.text?.lines)
    #expect(lines.map(\.end) == [.forced, .width(next: "not"), .text])
    #expect(lines.allSatisfy { $0.width <= $0.room && $0.room == 180 })
  }

  @Test func composingForOutputExplainsNothing() throws {
    let composed = try explainAndCompose("{\"children\": [{\"text\": \"Hello\"}]}").composed
    #expect(try composed.requireScene().boxes.allSatisfy { $0.explanation == nil })
  }
}
