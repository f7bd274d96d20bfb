import CardSpec
import Foundation
import Testing

@testable import Scene

@Suite("Every drawing knows its node")
struct NodeTests {
  /// The paths of the nodes of all drawings in the order of painting, groups opened.
  private func nodes(_ layout: String) throws -> [String] {
    let scene = try compose(layout, files: ["a.png": ReferencePictures.quarters]).requireScene()
    func look(_ items: [Item], _ around: Int?) -> [String] {
      items.flatMap { item -> [String] in
        let node = item.node ?? around
        guard case .group(let group) = item.drawing else { return [node.map { scene.boxes[$0].path } ?? "none"] }
        return look(group.items, node) + look(group.mask, node)
      }
    }
    return look(scene.items, nil)
  }

  @Test func alsoWhereOrderAndInvisibleNodesComeBetween() throws {
    #expect(
      try nodes(
        """
        {"background": "white", "children": [
          {"text": "one", "order": 2}, {"display": "none", "children": [{"text": "gone"}]},
          {"type": "image", "src": "a.png", "alt": "a", "width": 20, "height": 20}, {"type": "rect", "width": 9, "height": 9}]}
        """) == ["layout", "layout/2", "layout/3", "layout/0"])
  }

  @Test func alsoInGroups() throws {
    #expect(
      try nodes(
        """
        {"children": [
          {"opacity": 0.5, "overflow": "hidden", "background": "red", "width": 50, "height": 50, "children": [{"text": "a"}]},
          {"borderTopWidth": 2, "borderLeftWidth": 3, "borderTopColor": "red", "borderLeftColor": "blue", "width": 20, "height": 20},
          {"type": "chart", "chart": "bar", "value": 0.5, "width": 20, "height": 20},
          {"background": "red", "mask": {"src": "a.png"}, "width": 20, "height": 20}]}
        """) == [
          "layout/0", "layout/0/0", "layout/1", "layout/1", "layout/2", "layout/2", "layout/3", "layout/3",
        ])
  }
}

@Suite("Mixed colours")
struct MixedColorTests {
  private static let blue = Color(red: 0, green: 0, blue: 1, ink: .cmyk(c: 100, m: 60, y: 0, k: 0), overprints: true)
  private static let pale = Color(red: 1, green: 1, blue: 1, ink: .cmyk(c: 0, m: 0, y: 0, k: 0), overprints: true)

  @Test func haveMixedInksWhereBothStateThem() {
    let mixed = Self.blue.mixed(with: Self.pale, 0.25)
    #expect(mixed.ink == .cmyk(c: 75, m: 45, y: 0, k: 0))
    #expect(mixed.overprints)
    #expect(isClose(mixed.red, 0.25))
  }

  @Test func haveNoneWhereOneStatesNone() {
    #expect(Self.blue.mixed(with: .white, 0.25).ink == nil)
    #expect(!Self.blue.mixed(with: .white, 0.25).overprints)
  }

  @Test func keepTheInkOnTheWayToNothing() {
    let mixed = Self.blue.mixed(with: .transparent, 0.25)
    #expect(mixed.ink == Self.blue.ink)
    #expect(isClose(mixed.alpha, 0.75))
  }

  @Test func keepTheInkInARepeatingGradientThatIsTooFineToSee() {
    let stops = [Paint.Stop(0, Self.blue), Paint.Stop(0.001, Self.pale)]
    #expect(
      GradientRepetition.stops(stops, from: 0, to: 1).map(\.color.ink) == [
        .cmyk(c: 50, m: 30, y: 0, k: 0), .cmyk(c: 50, m: 30, y: 0, k: 0),
      ])
  }
}
