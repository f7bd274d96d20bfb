import Foundation
import TestSupport
import Testing
import Typesetting

@Suite("Fonts whose licence bits forbid to embed them")
struct FontLicenceTests {
  private let folder = TemporaryFolder()

  /// A configuration with one font, Inter, that states these bits.
  private func fonts(_ flags: UInt16) throws -> String {
    let library = try FontLibrary(configuration: repository.appending(path: "Fonts/fonts.conf").path)
    let family = try #require(library.families.first { $0.name == "Inter" })
    let face = try #require(family.faces.first { $0.weight == 400 && !$0.italic })
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: face.file)))
    let offset = try #require(Self.table("OS/2", in: bytes)) + 8
    bytes[offset] = UInt8(flags >> 8)
    bytes[offset + 1] = UInt8(flags & 0xFF)
    try Data(bytes).write(to: URL(filePath: folder.path + "/Own.otf"))
    try folder.write(
      "<fontconfig><dir prefix=\"relative\">.</dir><cachedir>\(folder.path)/cache</cachedir></fontconfig>",
      to: "fonts.conf")
    return folder.path + "/fonts.conf"
  }

  /// Where a table of an OpenType file begins (OpenType 1.9, "Table Directory").
  private static func table(_ tag: String, in bytes: [UInt8]) -> Int? {
    func number(_ at: Int, _ count: Int) -> Int { bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) } }
    return (0..<number(4, 2)).map { 12 + 16 * $0 }.first { Array(bytes[$0..<$0 + 4]) == Array(tag.utf8) }.map {
      number($0 + 8, 4)
    }
  }

  private static let layout = #"{"fontFamily": "Inter", "children": [{"text": "Words"}, {"text": "More words"}]}"#

  @Test(arguments: [Paper.press, .document])
  func areAnErrorInEveryDocument(paper: Paper) throws {
    let found = try preflight(Self.layout, paper, fonts: fonts(0x0002))
    #expect(
      found.told
        == ["layout/0", "layout/1"].map {
          "error font-licence: the licence of the font Inter Regular does not let it be part of a document [\($0)]"
        })
  }

  @Test(
    arguments: [
      (0x0200, ["error font-licence", "error font-licence"]),
      (0x0100, ["warning font-licence", "warning font-licence"]),
      // More than one of the lowest bits: the most that any of them allows holds (OpenType 1.9, OS/2, fsType).
      (0x0006, []), (0x0004, []), (0x0008, []), (0x0000, []),
    ] as [(UInt16, [String])])
  func areToldByTheirBits(flags: UInt16, expected: [String]) throws {
    let found = try preflight(Self.layout, fonts: fonts(flags))
    #expect(found.map { "\($0.severity) \($0.code)" } == expected)
  }
}
