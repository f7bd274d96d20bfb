import CardSpec
import Diagnostics
import Localization
import Preflight
import Scene

/// The scenes of a file's cards, each composed when it is asked for and kept by nobody here, so that a document of
/// thousands of pages needs the memory of one. What was found on the way is gathered.
final class ComposedCards: Sequence, IteratorProtocol {
  private let job: Plan.Job
  private let groups: FitGroups
  private let composer: SceneComposer
  private let preflight: Preflight
  private let keepsDecisions: Bool
  private let pseudo: PseudoLanguage?
  private let clock: StageClock
  private let stop: StopSignal
  private var remaining: ArraySlice<Card>
  /// Composed, and not yet taken.
  private var waiting: Scene?

  private(set) var diagnostics: [Diagnostic] = []
  /// What was done to texts so that they fit.
  private(set) var decisions: [CardDecisions] = []
  /// By name as it is spoken, of the spot inks so far: what stands for each, and on which card.
  private var spots: [String: (use: SpotUse, card: String)] = [:]
  /// Cards that cannot be shown.
  private var missing: [String]
  /// What the manifest will say.
  let facts = OutputFacts()
  /// Whether the run was ended before all scenes were given out: what was made of them is no whole file.
  private(set) var wasStopped = false
  /// The cards whose scenes were given out, in that order.
  var shown: [String] { facts.cards.map(\.id) }

  init(
    _ job: Plan.Job, groups: FitGroups, composer: SceneComposer, preflight: Preflight, keepsDecisions: Bool,
    pseudo: PseudoLanguage?, clock: StageClock, stop: StopSignal
  ) {
    self.job = job
    self.groups = groups
    self.composer = composer
    self.preflight = preflight
    self.keepsDecisions = keepsDecisions
    self.pseudo = pseudo
    self.clock = clock
    self.stop = stop
    remaining = job.cards
    missing = job.leftOut
  }

  /// What was found, and which cards are missing.
  var findings: [Diagnostic] { diagnostics + (missing.isEmpty ? [] : [incomplete]) }

  func note(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  func next() -> Scene? {
    if let scene = waiting {
      waiting = nil
      return scene
    }
    while let card = remaining.popFirst() {
      if stop.isRequested {
        wasStopped = true
        return nil
      }
      let composed = clock.measure(.composing) { compose(card) }
      diagnostics += composed.diagnostics.filter { keepsDecisions || $0.severity > .note }
      if let scene = composed.scene {
        facts.add(card: scene)
        if keepsDecisions { decisions.append(CardDecisions(scene)) }
        return scene
      }
      missing.append(card.id)
    }
    return nil
  }

  /// The card's scene, looked at as what it is made for; `nil` where an error stands in the way of it.
  private func compose(_ card: Card) -> (scene: Scene?, diagnostics: [Diagnostic]) {
    let composed = composer.compose(card, language: job.language, format: job.format, groups: groups, pseudo: pseudo)
    guard job.kind == .pdf || job.kind == .sheets, let scene = composed.scene else { return composed }
    let found = preflight.check(scene) + otherSpots(in: scene)
    return (found.hasErrors ? nil : scene, composed.diagnostics + found)
  }

  /// The scene that `next` will give.
  func peek() -> Scene? {
    waiting = next()
    return waiting
  }

  /// Spot inks that mean something else than on a card before: a press has one plate for each, in the whole file.
  private func otherSpots(in scene: Scene) -> [Diagnostic] {
    guard job.isForPress else { return [] }
    return preflight.spots(in: scene).compactMap { use in
      guard let known = spots[use.spokenName] else {
        spots[use.spokenName] = (use, scene.card)
        return nil
      }
      guard known.use.name == use.name else {
        return preflight.alike(use, in: scene, known: known.use, on: known.card)
      }
      guard known.use.inks != use.inks, known.card != scene.card else { return nil }
      return preflight.ambiguous(use, in: scene, known: known.use, on: known.card)
    }
  }

  private var incomplete: Diagnostic {
    Diagnostic(
      .error, "missing-pages",
      "\(job.path) lacks the \(missing.count == 1 ? "page" : "pages") of \(missing.joined(separator: ", "))",
      reason: "mistakes stand in the way of these cards, listed here too", help: "set them right and render again",
      subject: Subject(language: job.language, format: job.format.name))
  }
}
