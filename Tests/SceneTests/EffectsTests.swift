import CardSpec
import Foundation
import Testing

@testable import Scene

@Suite("Effects")
struct EffectsTests {
  /// A card of 400 × 300 px with one node at 100, 50 that measures 80 × 40 px.
  private func compose(
    _ style: String, inside: String = "", medium: String = "screen", bleed: Double = 0,
    files: [String: Data] = [:]
  ) throws -> Composition {
    try SceneTests.compose(
      """
      {"fontFamily": "Inter", "children": [
        {"position": "absolute", "left": 100, "top": 50, "width": 80, "height": 40, \(style), "children": [\(inside)]}]}
      """, bleed: bleed, medium: medium, files: files)
  }

  private func shadows(_ scene: Scene) -> [Shadow] {
    scene.drawings.compactMap { if case .shadow(let shadow) = $0 { shadow } else { nil } }
  }

  private func group(_ scene: Scene) throws -> Group {
    let groups = scene.items.compactMap { if case .group(let group) = $0.drawing { group } else { nil } }
    return try #require(groups.first)
  }

  private func caster(_ shadow: Shadow) throws -> Path {
    guard case .path(let path)? = shadow.casters.first else { throw Missing() }
    return path
  }

  private struct Missing: Error {}

  // MARK: Shadows

  @Test func aShadowHasItsPlaceSizeAndHalfItsBlurAsDeviation() throws {
    let scene = try compose("\"boxShadow\": \"3px -4px 12px 5px #FF0000\"").requireScene()
    let shadow = try #require(shadows(scene).first)
    #expect(shadow.blur == 6)
    #expect(shadow.color == Color(red: 1, green: 0, blue: 0))
    #expect(try caster(shadow) == Outline.rectangle(Rect(98, 41, 90, 50)))
    // It is not seen through its box.
    #expect(shadow.clip?.evenOdd == true)
    #expect(shadow.clip?.elements.suffix(5) == Outline.rectangle(Rect(100, 50, 80, 40)).elements.suffix(5))
  }

  @Test func theFirstShadowLiesOnTop() throws {
    let scene = try compose(
      "\"boxShadow\": \"1px 1px red, 2px 2px rgb(0, 0, 255), inset 3px 3px lime\", \"background\": \"white\""
    )
    .requireScene()
    let order = scene.drawings.map { drawing in
      switch drawing {
      case .shadow(let shadow): "\(shadow.color.red) \(shadow.color.green) \(shadow.color.blue)"
      case .fill: "background"
      default: "other"
      }
    }
    #expect(order == ["0.0 0.0 1.0", "1.0 0.0 0.0", "background", "0.0 1.0 0.0"])
  }

  @Test func anInsetShadowIsSeenInThePaddingBoxOnly() throws {
    let scene = try compose("\"borderWidth\": 4, \"boxShadow\": \"inset 2px 0 6px 1px black\"").requireScene()
    let shadow = try #require(shadows(scene).first)
    #expect(shadow.clip == Outline.rectangle(Rect(104, 54, 72, 32)))
    #expect(try caster(shadow).elements.suffix(5) == Outline.rectangle(Rect(107, 55, 70, 30)).elements.suffix(5))
  }

  @Test(arguments: [
    (10.0, 5.0, 15.0), (0, 5, 0), (2.5, 5, 2.5 + 5 * (1 - 0.125)), (5, 5, 10), (10, -4, 6), (3, -4, 0),
  ])
  func cornersSpreadLessThanTheyAreRound(radius: Double, spread: Double, expected: Double) {
    let radii = CornerRadii(all: Size(radius, radius)).spread(by: spread)
    #expect(isClose(radii.topLeft.width, expected) && isClose(radii.bottomRight.height, expected))
  }

  @Test(arguments: ["0 0 4px transparent", "none", "0 0 0 -40px red"])
  func shadowsOfNothingAreNotThere(shadow: String) throws {
    #expect(try shadows(compose("\"boxShadow\": \"\(shadow)\"").requireScene()).isEmpty)
  }

  @Test func textShadowsAreInheritedInPx() throws {
    let scene = try compose(
      "\"fontSize\": 10, \"color\": \"red\", \"textShadow\": \"0.5em 1em 4px, 0 0 blue\"",
      inside: "{\"text\": \"Hi\", \"fontSize\": 20, \"color\": \"lime\"}"
    ).requireScene()
    let found = shadows(scene)
    // The second is painted first; a shadow without a colour has that of its own text.
    #expect(found.map(\.blur) == [0, 2])
    #expect(found.map(\.color) == [Color(red: 0, green: 0, blue: 1), Color(red: 0, green: 1, blue: 0)])
    let text = try #require(scene.glyphs.first)
    guard case .glyphs(let cast)? = found[1].casters.first else { throw Missing() }
    #expect(isClose(cast.origin.x - text.origin.x, 5) && isClose(cast.origin.y - text.origin.y, 10))
    guard case .glyphs? = scene.drawings.last else { throw Missing() }
  }

  // MARK: Transforms

  @Test(arguments: [
    ("rotate(90deg)", "50% 50%", Rect(120, 30, 40, 80)), ("rotate(90deg)", "left top", Rect(60, 50, 40, 80)),
    ("scale(2, 0.5)", "center", Rect(60, 60, 160, 20)), ("translate(50%, 10px)", "center", Rect(140, 60, 80, 40)),
    ("translateX(10px) scaleX(-1)", "left", Rect(30, 50, 80, 40)), ("skewX(45deg)", "top", Rect(100, 50, 120, 40)),
    ("matrix(1, 0, 0, 1, 7, 8)", "bottom", Rect(107, 58, 80, 40)),
    ("rotate(0.25turn) rotate(-100grad)", "10px 3px", Rect(100, 50, 80, 40)),
  ])
  func areasOfElementsMoveWithTheirNode(transform: String, origin: String, expected: Rect) throws {
    let scene = try compose(
      "\"role\": \"section\", \"link\": \"https://example.org\", \"background\": \"red\", \"transform\": \"\(transform)\", \"transformOrigin\": \"\(origin)\""
    ).requireScene()
    #expect(scene.structure.map(\.role) == [.section, .link])
    for element in scene.structure { #expect(element.frames.count == 1 && isClose(element.frames[0], expected)) }
    // The layout stays.
    #expect(scene.boxes.last?.frame == Rect(100, 50, 80, 40))
  }

  @Test func transformsInEachOtherAddUp() throws {
    let scene = try compose(
      "\"transform\": \"scale(2)\", \"transformOrigin\": \"left top\"",
      inside:
        "{\"type\": \"rect\", \"alt\": \"a\", \"width\": 10, \"height\": 10, \"transform\": \"translate(10px)\"}"
    ).requireScene()
    #expect(scene.structure.map(\.frames) == [[Rect(120, 50, 20, 20)]])
  }

  @Test func whatIsTransformedDoesNotReachIntoTheBleed() throws {
    let scene = try SceneTests.compose(
      "{\"background\": \"red\", \"transform\": \"scale(0.5)\"}", bleed: 10
    ).requireScene()
    #expect(scene.fills.map(\.path.bounds) == [Rect(0, 0, 400, 300)])
  }

  @Test(arguments: ["scale(40000)", "translate(9000000px, 0)", "skew(90deg)"])
  func farAwayIsAnError(transform: String) throws {
    let composed = try compose("\"background\": \"red\", \"transform\": \"\(transform)\"")
    #expect(composed.messages == ["transform: the node is moved or scaled too far away from the card [layout/0]"])
  }

  // MARK: Groups

  @Test func aBlendModeMakesAGroup() throws {
    let scene = try compose("\"background\": \"red\", \"mixBlendMode\": \"color-burn\"").requireScene()
    #expect(try group(scene).blendMode == .colorBurn)
  }

  @Test(arguments: [
    ("\"isolation\": \"isolate\"", true), ("\"transform\": \"rotate(10deg)\"", true), ("\"padding\": 0", false),
  ])
  func blendingEndsAtIsolatedNodes(style: String, isIsolated: Bool) throws {
    let scene = try compose(style, inside: "{\"flexGrow\": 1, \"background\": \"red\", \"mixBlendMode\": \"screen\"}")
      .requireScene()
    let outer = try group(scene)
    #expect(outer.isIsolated == isIsolated)
    #expect((outer.blendMode == .screen) == !isIsolated)
  }

  @Test func opacityIsolatesABlendModeInside() throws {
    let scene = try compose(
      "\"opacity\": 0.5", inside: "{\"flexGrow\": 1, \"background\": \"red\", \"mixBlendMode\": \"screen\"}"
    ).requireScene()
    let outer = try group(scene)
    #expect(outer.opacity == 0.5 && outer.blendMode == .normal)
    guard case .group(let inner) = outer.items[0].drawing else { throw Missing() }
    #expect(inner.opacity == 1 && inner.blendMode == .screen)
  }

  @Test func aTransformWithoutBlendingPaintsItsItemsOneByOne() throws {
    let scene = try compose("\"background\": \"red\", \"transform\": \"rotate(10deg)\"").requireScene()
    #expect(try group(scene).isPassThrough)
  }

  @Test func filtersStateTheDeviationItself() throws {
    #expect(try group(compose("\"background\": \"red\", \"filter\": \"blur(3px)\"").requireScene()).blur == 3)
    #expect(try compose("\"background\": \"red\", \"filter\": \"none\"").requireScene().items.count == 1)
  }

  // MARK: Masks

  @Test func aGradientMasksTheBorderBox() throws {
    let scene = try compose(
      "\"background\": \"red\", \"mask\": {\"linear\": {\"angle\": 90, \"stops\": [\"black\", \"transparent\"]}}"
    ).requireScene()
    guard case .fill(let path, .linear(let from, let to, let stops))? = try group(scene).mask.first?.drawing else {
      throw Missing()
    }
    #expect(path == Outline.rectangle(Rect(100, 50, 80, 40)))
    #expect(isClose(from.x, 100) && isClose(to.x, 180) && stops.map(\.color.alpha) == [1, 0])
  }

  @Test func aLuminanceMaskIsAsOpaqueAsItsColoursAreLight() throws {
    let scene = try compose(
      "\"background\": \"red\", \"maskMode\": \"luminance\", \"mask\": {\"linear\": {\"stops\": [\"white\", \"#00FF0080\", \"black\"]}}"
    ).requireScene()
    guard case .fill(_, .linear(_, _, let stops))? = try group(scene).mask.first?.drawing else { throw Missing() }
    #expect(zip(stops.map(\.color.alpha), [1, 0.7152 * 128 / 255, 0]).allSatisfy { isClose($0, $1) })
  }

  @Test func aPictureMasksByAlphaOrByLight() throws {
    let png = try ReferencePictures.quarters
    for (mode, fit, frame) in [
      ("alpha", "fill", Rect(100, 50, 80, 40)), ("luminance", "contain", Rect(113.333, 50, 53.333, 40)),
    ] {
      let scene = try compose(
        "\"background\": \"red\", \"maskMode\": \"\(mode)\", \"mask\": {\"src\": \"a.png\", \"fit\": \"\(fit)\"}",
        files: ["a.png": png]
      ).requireScene()
      guard case .picture(let picture, let placed, _)? = try group(scene).mask.first?.drawing else { throw Missing() }
      #expect(isClose(placed, frame))
      let pixel = Array(picture.pixels[0..<4])
      // Red, #C8102E or the like, or as white as that is light.
      #expect(mode == "alpha" ? pixel[3] == 255 : pixel.allSatisfy { $0 == pixel[0] } && pixel[0] < 128)
    }
  }

  @Test func anSVGFileCannotMaskByLight() throws {
    let svg = Data("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>".utf8)
    let composed = try compose(
      "\"maskMode\": \"luminance\", \"mask\": {\"src\": \"a.svg\"}", files: ["a.svg": svg])
    #expect(composed.messages == ["mask-mode: a.svg cannot mask by how light it is [layout/0]"])
  }

  // MARK: Cost

  @Test(arguments: ["\"boxShadow\": \"0 0 4px black\"", "\"background\": \"red\", \"filter\": \"blur(1px)\""])
  func onPaperABlurIsNoted(style: String) throws {
    #expect(try compose(style).messages.isEmpty)
    #expect(
      try compose(style, medium: "paper").messages == [
        "effect-as-picture: what is blurred here is a picture in the PDF, of 300 pixels per inch [layout/0]"
      ])
  }

  @Test(arguments: ["\"boxShadow\": \"2px 2px black\"", "\"transform\": \"scale(2)\"", "\"mixBlendMode\": \"hue\""])
  func whatStaysAVectorIsNot(style: String) throws {
    #expect(try compose("\"background\": \"red\", \(style)", medium: "paper").messages.isEmpty)
  }

  @Test(arguments: BlendMode.allCases)
  func forAPressAModeThatPlatesCannotBlendIsNoted(mode: BlendMode) throws {
    let style = "\"background\": \"red\", \"mixBlendMode\": \"\(mode.rawValue)\""
    #expect(try compose(style, medium: "paper").messages.isEmpty)
    let messages = try compose(style, medium: "paper", bleed: 12).messages
    let note =
      "effect-as-picture: what is blended by `\(mode.rawValue)` here is a picture in print, of 300 pixels per inch"
    #expect(messages == ([.normal, .multiply, .darken].contains(mode) ? [] : ["\(note) [layout/0]"]))
  }

  @Test func forAPressBlendingIsInTheBudgetToo() throws {
    let node =
      "{\"position\": \"absolute\", \"inset\": 0, \"mixBlendMode\": \"screen\", \"background\": \"red\"}"
    let children = Array(repeating: node, count: 20).joined(separator: ",")
    let composed = try SceneTests.compose("{\"children\": [\(children)]}", bleed: 12, medium: "paper")
    #expect(
      composed.messages.filter { !$0.hasPrefix("effect-as-picture") } == [
        "too-many-effects: shadows, blurs and blend modes cover more than 16 times the area of the card [layout/16]"
      ])
  }

  @Test func blursBeyondTheBudgetAreAnError() throws {
    let node = "{\"position\": \"absolute\", \"inset\": 0, \"filter\": \"blur(2px)\", \"background\": \"red\"}"
    let composed = try SceneTests.compose(
      "{\"children\": [\(Array(repeating: node, count: 40).joined(separator: ","))]}")
    #expect(
      composed.messages == [
        "too-many-effects: shadows and blurs cover more than 16 times the area of the card [layout/16]"
      ])
  }
}
