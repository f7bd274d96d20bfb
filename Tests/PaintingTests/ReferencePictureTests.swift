import Diagnostics
import Foundation
import Imaging
import Testing

@testable import CardSpec

@Suite("Reference pictures")
struct ReferencePictureTests {
  /// Where failures are shown.
  static let failures = FileManager.default.temporaryDirectory.appending(path: "placard-references")

  @Test(arguments: ReferenceCase.all)
  func aCardLooksLikeItsReference(_ reference: ReferenceCase) throws {
    let rendered = Data(try reference.render())
    guard FileManager.default.fileExists(atPath: reference.picture.path) else {
      if ReferenceCase.isRenewing { return try rendered.write(to: reference.picture) }
      Issue.record("\(reference.testDescription).png is missing; `make references` makes it")
      return
    }
    let comparison = try compare(rendered, with: reference)
    if ReferenceCase.isRenewing {
      // A file whose pixels are the same stays as it is.
      if comparison.largest > 0 || !comparison.isSameSize { try rendered.write(to: reference.picture) }
      return
    }
    guard !comparison.isMatch else { return }
    let folder = Self.failures.appending(path: reference.room)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let shown = folder.appending(path: "\(reference.name).png")
    try Data(comparison.sideBySide()).write(to: shown)
    Issue.record(
      """
      \(reference.testDescription) looks different: \(comparison.summary); \
      expected, actual and difference are in \(shown.path)
      """)
  }

  private func compare(_ rendered: Data, with reference: ReferenceCase) throws -> PictureComparison {
    let file = FileManager.default.temporaryDirectory.appending(path: "placard-\(UUID().uuidString).png")
    try rendered.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let library = PictureLibrary()
    return PictureComparison(
      expected: try library.picture(at: reference.picture.path), actual: try library.picture(at: file.path))
  }

  /// Layout properties have tests of their own in the room that computes layout; these have nothing to be seen.
  static let unseen: Set = ["id", "role", "alt", "link"]

  @Test func everyPropertyThatCanBeSeenHasAPicture() throws {
    var used: Set<String> = []
    for reference in ReferenceCase.all {
      let parsed = SpecFile.read(reference.spec.path, name: reference.name)
      Self.collectKeys(try #require(parsed.0), into: &used)
    }
    let layout = Set((NodeProperty.layout + NodeProperty.grid + NodeProperty.spacing).map(\.name)).subtracting(["overflow", "direction"])
    let borders = NodeProperty.spacing.map(\.name).filter { $0.hasPrefix("border") }
    let wanted = Set(NodeProperty.all.map(\.name)).subtracting(layout).subtracting(Self.unseen).union(borders)
    #expect(wanted.subtracting(used).sorted() == [])
  }

  private static func collectKeys(_ value: JSONValue, into keys: inout Set<String>) {
    for element in value.array ?? [] { collectKeys(element, into: &keys) }
    for member in value.object?.members ?? [] {
      keys.insert(member.key)
      collectKeys(member.value, into: &keys)
    }
  }

  @Test func everyPictureHasItsCard() throws {
    let known = Set(ReferenceCase.all.map(\.picture.standardizedFileURL.path))
    let rooms = try FileManager.default.contentsOfDirectory(atPath: ReferenceCase.root.path)
    for room in rooms {
      let folder = ReferenceCase.root.appending(path: room)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".png") {
        #expect(known.contains(folder.appending(path: name).standardizedFileURL.path), "\(room)/\(name)")
      }
    }
  }

  @Test func aSmallDifferenceOfEdgesPassesAndAnythingElseDoesNot() throws {
    func grey(_ width: Int, _ change: [Int: UInt8]) -> Picture {
      var pixels = [UInt8](repeating: 200, count: width * 40 * 4)
      for (pixel, value) in change { pixels[pixel * 4] = value }
      return Picture(id: "\(change)", width: width, height: 40, isOpaque: true, pixels: pixels, jpeg: nil)
    }
    let expected = grey(50, [:])
    func matches(_ actual: Picture) -> Bool { PictureComparison(expected: expected, actual: actual).isMatch }
    #expect(matches(grey(50, [:])))
    #expect(matches(grey(50, [7: 208, 9: 192, 11: 205])))
    #expect(matches(grey(50, [7: 240, 9: 150])))
    #expect(!matches(grey(50, [7: 240, 9: 150, 11: 220])))
    #expect(!matches(grey(50, [7: 130])))
    #expect(!matches(grey(51, [:])))
  }
}
