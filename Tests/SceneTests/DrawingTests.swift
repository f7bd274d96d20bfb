import CardSpec
import Foundation
import Testing

@testable import Scene

@Suite("Drawing")
struct DrawingTests {
  // MARK: Bleed

  @Test func paintThatTouchesTheTrimReachesIntoTheBleed() throws {
    let scene = try compose(
      """
      {"background": "#112233", "children": [
        {"position": "absolute", "left": 0, "top": 0, "width": 100, "height": 50, "background": "#FF0000"},
        {"position": "absolute", "left": 1, "top": 1, "width": 100, "height": 50, "background": "#00FF00"},
        {"position": "absolute", "right": 0, "bottom": 0, "width": 40, "height": 30, "borderWidth": 5},
        {"position": "absolute", "left": 0, "bottom": 0, "width": 40, "height": 30, "background": "#0000FF", "borderRadius": 5},
        {"type": "rect", "position": "absolute", "left": 0, "top": 100, "width": 20, "height": 20},
        {"type": "line", "position": "absolute", "left": 0, "top": 150, "width": "100%", "height": 2}]}
      """, bleed: 10
    ).requireScene()
    let areas = scene.fills.map(\.path.bounds)
    #expect(areas[0] == Rect(-10, -10, 420, 320))
    #expect(areas[1] == Rect(-10, -10, 110, 60))
    #expect(areas[2] == Rect(1, 1, 100, 50))
    #expect(areas[3] == Rect(360, 270, 50, 40))
    #expect(areas[4] == Rect(0, 270, 40, 30))
    #expect(areas[5] == Rect(-10, 100, 30, 20))
    #expect(scene.strokes.map(\.path.points) == [[Point(-10, 151), Point(410, 151)]])
  }

  @Test func withoutBleedNothingLeavesTheTrim() throws {
    let scene = try compose("{\"background\": \"#112233\"}").requireScene()
    #expect(scene.fills.map(\.path.bounds) == [Rect(0, 0, 400, 300)])
  }

  @Test func gradientsKeepTheirPlaceInTheBleed() throws {
    let scene = try compose(
      "{\"background\": {\"linear\": {\"angle\": 90, \"stops\": [\"#000000\", \"#FFFFFF\"]}}}", bleed: 10
    ).requireScene()
    guard case .linear(let from, let to, _) = scene.fills[0].paint else {
      Issue.record("no gradient")
      return
    }
    #expect(isClose(from.x, 0) && isClose(to.x, 400))
  }

  @Test func picturesThatCoverReachIntoTheBleed() throws {
    let png = try ReferencePictures.quarters
    for (fit, frame) in [("cover", Rect(-10, -10, 420, 320)), ("fill", Rect(-10, -10, 420, 320))] {
      let scene = try compose(
        "{\"children\": [{\"type\": \"image\", \"src\": \"a.png\", \"width\": \"100%\", \"height\": \"100%\", \"objectFit\": \"\(fit)\"}]}",
        bleed: 10, files: ["a.png": png]
      ).requireScene()
      guard case .picture(_, let placed, let clip) = scene.drawings[0] else {
        Issue.record("no picture")
        continue
      }
      #expect(clip.bounds == frame)
      #expect(placed.x <= frame.x && placed.y <= frame.y && placed.maxX >= frame.maxX && placed.maxY >= frame.maxY)
      if fit == "cover" { #expect(isClose(placed.width / placed.height, 64.0 / 48)) }
    }
  }

  // MARK: Corners

  @Test func radiiThatOverlapShrinkTogether() {
    // CSS Backgrounds 3, §4.5: f = min(Li / Si) = 100 / 200.
    let radii = CornerRadii(
      topLeft: Size(150, 50), topRight: Size(50, 50), bottomRight: Size(20, 10), bottomLeft: Size(0, 0))
    let scaled = radii.scaled(toFit: Rect(0, 0, 100, 100))
    #expect(scaled.topLeft == Size(75, 25) && scaled.topRight == Size(25, 25) && scaled.bottomRight == Size(10, 5))
    #expect(radii.scaled(toFit: Rect(0, 0, 200, 100)) == radii)
  }

  @Test func paddingEdgesHaveSmallerRadii() {
    let radius = Size(10, 10)
    let radii = CornerRadii(topLeft: radius, topRight: radius, bottomRight: radius, bottomLeft: radius)
    let inner = radii.inset(top: 4, right: 12, bottom: 0, left: 6)
    #expect(inner.topLeft == Size(4, 6) && inner.topRight == Size(0, 6))
    #expect(inner.bottomRight == Size(0, 10) && inner.bottomLeft == Size(4, 10))
  }

  // MARK: Groups

  @Test func opacityBlendsANodeAsOne() throws {
    let scene = try compose(
      "{\"children\": [{\"opacity\": 0.5, \"background\": \"#000000\", \"children\": [{\"opacity\": \"50%\", \"text\": \"a\"}]}]}"
    ).requireScene()
    guard case .group(let outer) = scene.items[0].drawing, case .group(let inner) = outer.items[1].drawing,
      outer.opacity == 0.5, inner.opacity == 0.5
    else {
      Issue.record("\(scene.items)")
      return
    }
  }

  @Test func groupsOfOneAreOne() throws {
    let scene = try compose(
      "{\"opacity\": 0.5, \"children\": [{\"opacity\": 0.5, \"children\": [{\"opacity\": 0.5, \"text\": \"a\"}]}]}"
    ).requireScene()
    guard case .group(let group) = scene.items[0].drawing, group.opacity == 0.125, case .glyphs = group.items[0].drawing
    else {
      Issue.record("\(scene.items)")
      return
    }
  }

  @Test func hiddenOverflowClipsAtThePaddingEdge() throws {
    let scene = try compose(
      """
      {"children": [{"overflow": "hidden", "width": 100, "height": 50, "borderWidth": 5, "borderRadius": 20, "children": [
        {"width": 300, "height": 300, "flexShrink": 0, "background": "#000000"}]}]}
      """
    ).requireScene()
    guard case .group(let group) = scene.items[1].drawing, let clip = group.clip, group.opacity == 1 else {
      Issue.record("\(scene.items)")
      return
    }
    #expect(clip == Outline.rounded(Rect(5, 5, 90, 40), radii: CornerRadii(all: Size(15, 15))))
  }

  // MARK: Borders

  @Test func oneColorIsOneRing() throws {
    let scene = try compose("{\"children\": [{\"width\": 100, \"height\": 50, \"borderWidth\": \"1px 2px 3px 4px\"}]}")
      .requireScene()
    #expect(scene.fills.count == 1 && scene.fills[0].path.evenOdd)
    #expect(scene.fills[0].path.points.suffix(4) == [Point(4, 1), Point(98, 1), Point(98, 47), Point(4, 47)])
  }

  /// Every side begins and ends with a whole dash.
  @Test(arguments: [1.0, 2, 3, 4, 7.5])
  func dashesFillTheirSide(width: Double) throws {
    let scene = try compose(
      "{\"children\": [{\"width\": 200, \"height\": 90, \"borderWidth\": \(width), \"borderStyle\": \"dashed\"}]}"
    ).requireScene()
    #expect(scene.strokes.count == 4)
    for side in scene.strokes {
      let length = max(side.path.bounds.width, side.path.bounds.height)
      let (dash, gap) = (side.stroke.dash[0], side.stroke.dash[1])
      let count = (length - dash) / (dash + gap)
      #expect(isClose(count, count.rounded()) && gap > 0)
    }
  }

  @Test func dotsStandInTheCorners() throws {
    let scene = try compose(
      "{\"children\": [{\"width\": 200, \"height\": 90, \"borderWidth\": 6, \"borderStyle\": \"dotted\"}]}"
    ).requireScene()
    #expect(scene.strokes[0].path.points == [Point(3, 3), Point(197, 3)])
    #expect(scene.strokes.allSatisfy { $0.stroke.cap == .round && $0.stroke.dash[0] == 0 })
    for side in scene.strokes {
      let steps = max(side.path.bounds.width, side.path.bounds.height) / side.stroke.dash[1]
      #expect(isClose(steps, steps.rounded()))
    }
  }
}
