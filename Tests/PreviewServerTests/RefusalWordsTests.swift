import Diagnostics
import Foundation
import Preview
import Testing

@testable import PreviewServer

@Suite("The page has words of its own for what the server refuses")
struct RefusalWordsTests {
  private static let problems: [PreviewProblem] = [
    .unknownCell, .unknownCard, .nothingToShow([]), .trialForgotten, .noDocument, .busy, .tooLong, .stopping,
    .unknownFolder, .wouldBreak(card: "a", []), .revision(Diagnostic(.error, "unknown-revision", "")),
    .revision(Diagnostic(.error, "unreadable-revision", "")), .revision(Diagnostic(.error, "unreadable-deck", "")),
  ]
  private static let edits: [EditProblem.Kind] = [
    .unreadableFile, .unknownString, .wrongKind, .noWords, .changedMeanwhile, .readOnly,
  ]

  @Test("in each language", arguments: ["en", "es", "fr"])
  func words(language: String) throws {
    let file = try #require(PageFiles.bundled.file("words/\(language).js"))
    let words = String(decoding: file.bytes, as: UTF8.self)
    for code in Self.problems.map({ Refusal.of($0).code }) + Self.edits.map(\.rawValue) + ["too-large"] {
      #expect(words.contains("\"refusal.\(code)\": \""), "\(code)")
    }
  }
}
