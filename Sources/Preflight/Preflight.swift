import CardSpec
import Diagnostics
import Scene

/// Looks at a card as a print shop's or an archive's own checks would, before its file is made.
///
/// What it says of the press follows GWG 2015 and the technical conditions of print shops: resolution, total ink, thin
/// lines, small text, bleed. Documents of every kind must be able to hold their fonts, and accessible ones need words
/// for every picture.
public struct Preflight: Sendable {
  private let press: PressSettings
  /// Names of the theme's colours, for messages.
  private let colorNames: [Color: String]

  public init(press: PressSettings, theme: Theme = Theme()) {
    self.press = press
    colorNames = theme.colorNames
  }

  /// The spot inks that a card names.
  public func spots(in scene: Scene) -> [SpotUse] {
    var ink = InkCheck(press: press, names: colorNames)
    SceneWalk.visit(scene) { ink.visit($0) }
    return ink.spotUses
  }

  /// A spot ink means something else here than on another card of the document.
  public func ambiguous(_ use: SpotUse, in scene: Scene, known: SpotUse, on card: String) -> Diagnostic {
    SceneReport(scene).diagnostic(
      .error, "ambiguous-spot",
      "the spot ink \"\(use.name)\" stands for \(Color.words(use.inks)) here and for \(Color.words(known.inks)) on the "
        + "card \(card)", reason: "a press has one plate for each spot ink",
      help: "give both the same `cmyk`, and say how light it is printed with `tint`", node: use.node)
  }

  /// A spot ink is written otherwise here than before.
  public func alike(_ use: SpotUse, in scene: Scene, known: SpotUse, on card: String) -> Diagnostic {
    SceneReport(scene).diagnostic(
      .error, "ambiguous-spot",
      "the spot ink \"\(use.name)\" is called \"\(known.name)\" on the card \(card)",
      reason: "a press makes a plate for each name, also where only capitals or spaces differ",
      help: "write it the same everywhere, as the ink's maker does", node: use.node)
  }

  /// What stands in the way of a document with this card (errors), or should be looked at (warnings), node by node.
  public func check(_ scene: Scene) -> [Diagnostic] {
    let report = SceneReport(scene)
    var fonts = FontLicenceCheck()
    guard scene.format.isPress else {
      SceneWalk.visit(scene) { fonts.visit($0) }
      return fonts.diagnostics(report) + AlternativeCheck.diagnostics(scene, report)
    }
    var resolution = ResolutionCheck(press: press)
    var ink = InkCheck(press: press, names: colorNames)
    var detail = FineDetailCheck()
    var bleed = BleedCheck(scene)
    SceneWalk.visit(scene) { item in
      fonts.visit(item)
      resolution.visit(item)
      ink.visit(item)
      detail.visit(item)
      bleed.visit(item)
    }
    return fonts.diagnostics(report) + resolution.diagnostics(report) + ink.diagnostics(report)
      + detail.diagnostics(report) + bleed.diagnostics(report)
  }
}
