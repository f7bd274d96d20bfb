import CardSpec
import Foundation
import Imaging
import Painting
import PressColor
import Scene
import Testing
import Typesetting

@testable import PDFOutput

/// The campaign's thirteen cards as documents.
@Suite("Documents of a whole deck")
struct CampaignDocumentTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized.path

  static func scenes(_ format: String, language: String = "en") throws -> [Scene] {
    let deck = try #require(SpecLoader.loadDeck(root + "/CardSpecs/deck.json").deck)
    let fonts = try FontLibrary(configuration: root + "/Fonts/fonts.conf")
    let composer = SceneComposer(deck: deck, typesetter: Typesetter(fonts: fonts), pictures: PictureLibrary())
    let format = try #require((deck.formats + deck.knownFormats).first { $0.name == format })
    return try deck.cards.map { card in
      try #require(composer.compose(card, language: language, format: format, groups: FitGroups()).scene)
    }
  }

  /// What Cairo writes for the same pages.
  static func painted(_ scenes: [Scene]) throws -> [UInt8] {
    let pages = try PaintedPages(Painter())
    for scene in scenes { _ = try pages.add(scene, try PageBoxes(scene)) }
    return try pages.finish(count: scenes.count).bytes
  }

  @Test("tags, metadata and boxes make a file at most a tenth larger than Cairo's own, beside the colour profile")
  func accessibleSize() throws {
    let scenes = try Self.scenes("a6-landscape")
    let finished = try PDFWriter().write(scenes, info: .plain)
    let profile = try SRGBProfile.bytes().count
    #expect(Double(finished.count - profile) <= 1.1 * Double(try Self.painted(scenes).count))
  }

  @Test("so does a file for a press")
  func pressSize() throws {
    let scenes = try Self.scenes("a6-landscape-print")
    let finished = try PressProbe.write(scenes)
    let profile = try PressProbe.profile().bytes.count
    #expect(Double(finished.count - profile) <= 1.1 * Double(try Self.painted(scenes).count))
  }
}
