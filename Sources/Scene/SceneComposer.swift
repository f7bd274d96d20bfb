import BoxLayout
import CardSpec
import Diagnostics
import Imaging
import Localization
import Templating
import Typesetting

/// Composes card × language × format into a `Scene`. One per worker: it keeps that worker's fonts and pictures.
public final class SceneComposer {
  private let deck: Deck
  private let typesetter: Typesetter
  private let pictures: PictureLibrary
  private let localizer: Localizer
  private let templates: TemplateEngine

  public init(deck: Deck, typesetter: Typesetter, pictures: PictureLibrary) {
    self.deck = deck
    self.typesetter = typesetter
    self.pictures = pictures
    localizer = Localizer(deck: deck)
    templates = TemplateEngine(deck: deck)
  }

  /// The scene, or `nil` where an error stands in the way of it. Every diagnostic that was found is returned;
  /// the scene's own `diagnostics` hold the same warnings and notes.
  public func compose(_ card: Card, language: String, format: Format) -> (scene: Scene?, diagnostics: [Diagnostic]) {
    let (scene, diagnostics) = explain(card, language: language, format: format)
    return (diagnostics.hasErrors ? nil : scene, diagnostics)
  }

  /// As `compose`, but also gives the scene of a card that was laid out with errors, such as a text that does not fit:
  /// to be looked into, never to be put out.
  public func explain(_ card: Card, language: String, format: Format) -> (scene: Scene?, diagnostics: [Diagnostic]) {
    let subject = Subject(card: card.id, language: language, format: format.name)
    let localized = localizer.localize(card, language: language)
    guard let localizedCard = localized.card else { return (nil, localized.diagnostics) }
    let instance = templates.instantiate(localizedCard, format: format)
    var diagnostics = localized.diagnostics + instance.diagnostics
    guard let root = instance.node, !diagnostics.hasErrors else { return (nil, diagnostics) }

    let trim = Size(format.width, format.height)
    let (layoutRoot, found) = layOut(root, localizedCard, trim, subject)
    diagnostics += found
    var builder = SceneBuilder(
      trim: trim, bleed: format.bleed, medium: format.medium, language: language, subject: subject)
    let items = builder.build(layoutRoot)
    diagnostics += builder.diagnostics
    let scene = Scene(
      card: card.id, language: language, format: format, trim: trim, bleed: format.bleed, title: localizedCard.title,
      alt: localizedCard.alt, link: localizedCard.link, items: items, structure: builder.structure,
      boxes: builder.boxes, diagnostics: diagnostics)
    return (scene, diagnostics)
  }

  private func layOut(_ root: Node, _ card: LocalizedCard, _ trim: Size, _ subject: Subject) -> (
    LayoutNode, [Diagnostic]
  ) {
    var builder = LayoutTreeBuilder(
      typesetter: typesetter, pictures: pictures, folder: DeckFolder(deck.folder), subject: subject)
    var initial = ComputedText(
      language: card.language, families: families("font.body", card.language) ?? ["Inter", "Noto Sans"],
      codeFamilies: families("font.code", card.language))
    initial.typography = deck.typography
    initial.lines.hyphenation.neverBroken = deck.neverHyphenate
    let direction: BoxProperties.Direction = card.direction == .rightToLeft ? .rtl : .ltr
    let layoutRoot = builder.build(root, card: trim, inherited: initial, direction: direction)
    let overflows = Fitting(layout: CardLayout(root: layoutRoot, size: trim, direction: direction)).run()
    let problems = TextProblems(subject: subject)
    let cutOff = CutOff(card: Rect(0, 0, trim.width, trim.height), subject: subject).find(in: layoutRoot)
    return (
      layoutRoot, builder.diagnostics + problems.find(in: layoutRoot) + overflows.map(problems.diagnostic) + cutOff
    )
  }

  /// The theme's `font.body` serves nodes that name no family, and `font.code` code in a text.
  private func families(_ token: String, _ language: String) -> [String]? {
    deck.theme.tokens[token].flatMap { FontStack.families(of: $0, language: language) }
  }
}

extension [Diagnostic] {
  /// Whether any of them stands in the way of an output.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
