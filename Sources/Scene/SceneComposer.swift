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
  ///
  /// - Parameters:
  ///   - groups: what the deck's fit groups came to. Texts of a group that it does not hold share one size within the
  ///     card.
  ///   - pseudo: a pretended language that texts are put into.
  public func compose(
    _ card: Card, language: String, format: Format, groups: FitGroups = FitGroups(), pseudo: PseudoLanguage? = nil
  ) -> (scene: Scene?, diagnostics: [Diagnostic]) {
    let (scene, diagnostics) = scene(of: card, language, format, groups, explains: false, pseudo: pseudo)
    return (diagnostics.hasErrors ? nil : scene, diagnostics)
  }

  /// As `compose`, but also gives the scene of a card that was laid out with errors, such as a text that does not fit:
  /// to be looked into, never to be put out. Its boxes say why they are as they are.
  public func explain(
    _ card: Card, language: String, format: Format, groups: FitGroups = FitGroups(), pseudo: PseudoLanguage? = nil
  ) -> (scene: Scene?, diagnostics: [Diagnostic]) {
    scene(of: card, language, format, groups, explains: true, pseudo: pseudo)
  }

  private func scene(
    of card: Card, _ language: String, _ format: Format, _ groups: FitGroups, explains: Bool,
    pseudo: PseudoLanguage? = nil
  ) -> (Scene?, [Diagnostic]) {
    let subject = Subject(card: card.id, language: language, format: format.name)
    let (instance, found) = instantiate(card, language: language, format: format, pseudo: pseudo)
    guard let instance else { return (nil, found) }
    var diagnostics = found
    let layout = layOut(instance, format, subject, groups, explains: explains)
    diagnostics += layout.diagnostics
    let trim = Size(format.width, format.height)
    var builder = SceneBuilder(
      trim: trim, bleed: format.bleed, medium: format.medium, language: language, subject: subject, explains: explains)
    let items = builder.build(layout.root)
    diagnostics += builder.diagnostics
    let boxes = explains ? StatedProperties.added(to: builder.boxes, from: instance.layout) : builder.boxes
    let scene = Scene(
      card: card.id, language: language, format: format, trim: trim, bleed: format.bleed, title: instance.card.title,
      alt: instance.card.alt, link: instance.card.link, items: items, structure: builder.structure,
      boxes: boxes, diagnostics: diagnostics)
    return (scene, diagnostics)
  }

  /// What the card asks of the fit groups that its texts are in. It is laid out for that, as if it were alone.
  public func fitClaims(
    of card: Card, language: String, format: Format, pseudo: PseudoLanguage? = nil
  ) -> FitClaims {
    let (instance, _) = instantiate(card, language: language, format: format, pseudo: pseudo)
    guard let instance else { return .failed }
    guard instance.root.hasFitGroups else { return .none }
    let subject = Subject(card: card.id, language: language, format: format.name)
    let layout = layOut(instance, format, subject, FitGroups())
    if layout.diagnostics.hasErrors { return .failed }
    var claims: [FitGroups.Claim] = []
    for node in layout.root.subtree where node.frame.isVisible {
      guard let text = node.text, let group = text.group else { continue }
      let member = FitGroups.Member(card: card.id, language: language, node: node.path)
      claims.append(
        FitGroups.Claim(
          key: group.key, member: member, share: text.ladder.share(at: text.position), floor: text.ladder.floorShare))
    }
    return .claims(claims)
  }

  // MARK: Steps

  /// A card with its texts chosen and its tree filled in.
  private struct Instance {
    var card: LocalizedCard
    var root: Node
    /// The tree as JSON.
    var layout: JSONValue
  }

  private func instantiate(
    _ card: Card, language: String, format: Format, pseudo: PseudoLanguage? = nil
  ) -> (Instance?, [Diagnostic]) {
    let localized = localizer.localize(card, language: language)
    guard var localizedCard = localized.card else { return (nil, localized.diagnostics) }
    if let direction = pseudo?.direction { localizedCard.direction = direction }
    let instance = templates.instantiateStating(localizedCard, format: format)
    let diagnostics = localized.diagnostics + instance.diagnostics
    guard let root = instance.node, let layout = instance.layout, !diagnostics.hasErrors else {
      return (nil, diagnostics)
    }
    return (
      Instance(card: localizedCard, root: pseudo.map { root.pretending($0) } ?? root, layout: layout), diagnostics
    )
  }

  private func layOut(
    _ instance: Instance, _ format: Format, _ subject: Subject, _ groups: FitGroups, explains: Bool = false
  ) -> (root: LayoutNode, diagnostics: [Diagnostic]) {
    let card = instance.card
    let trim = Size(format.width, format.height)
    var builder = LayoutTreeBuilder(
      typesetter: typesetter, pictures: pictures, folder: DeckFolder(deck.folder), subject: subject, groups: groups)
    var initial = ComputedText(
      language: card.language, families: families("font.body", card.language) ?? ["Inter", "Noto Sans"],
      codeFamilies: families("font.code", card.language))
    initial.typography = deck.typography
    initial.lines.hyphenation.neverBroken = deck.neverHyphenate
    let direction: BoxProperties.Direction = card.direction == .rightToLeft ? .rtl : .ltr
    let root = builder.build(instance.root, card: trim, inherited: initial, direction: direction)
    let layout = CardLayout(root: root, size: trim, direction: direction)
    let overflows = Fitting(layout: layout).run()
    if explains { layout.run(explains: true) }
    let problems = TextProblems(subject: subject)
    let outcome = overflows.isEmpty ? problems.fitNotes(in: root) : overflows.map(problems.diagnostic)
    let cutOff = CutOff(card: Rect(0, 0, trim.width, trim.height), subject: subject).find(in: root)
    return (root, builder.diagnostics + problems.find(in: root) + outcome + cutOff)
  }

  /// The theme's `font.body` serves nodes that name no family, and `font.code` code in a text.
  private func families(_ token: String, _ language: String) -> [String]? {
    deck.theme.tokens[token].flatMap { FontStack.families(of: $0, language: language) }
  }
}

extension Node {
  /// The tree with its texts put into a pretended language.
  fileprivate func pretending(_ pseudo: PseudoLanguage) -> Node {
    var node = self
    switch content {
    case .text(let source): node.content = .text(pseudo.text(source))
    case .box(let children): node.content = .box(children: children.map { $0.pretending(pseudo) })
    default: break
    }
    return node
  }

  /// Whether any text of the tree is in a fit group.
  fileprivate var hasFitGroups: Bool {
    if case .box(let children) = content { return children.contains { $0.hasFitGroups } }
    return text.fit.group != nil
  }
}

extension [Diagnostic] {
  /// Whether any of them stands in the way of an output.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
