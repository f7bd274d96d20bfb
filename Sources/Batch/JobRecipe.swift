import CardSpec
import Hashing
import Imaging
import OutputCache
import PressColor
import Recipes
import Scene

/// All that one output is made from, as a sum.
struct JobRecipe: Sendable {
  /// Two outputs of the same sum have the same bytes, as long as their fonts do.
  var key: Digest
  var telling: Telling
  /// Whether the outcome may depend on fonts that no text names.
  var mayBorrowFonts: Bool
  /// Of the cards that the output shows.
  var cards: [CardRecipe]
  /// In small letters.
  var families: Set<String>

  /// What only the words about an output depend on.
  struct Telling: Sendable, Codable, Hashable {
    /// Of the places in the documents that messages point to.
    var places: String
    /// Of the texts that decided on the sizes of fit groups.
    var deciders: String
  }
}

/// Puts the recipes of jobs together from those of their cards and what the deck and the request add.
struct JobRecipes: Sendable {
  let book: RecipeBook
  private let deck: Deck
  private let request: RenderRequest
  private let pictures: Part
  private let documents: Part
  private let press: Part
  private let sheets: Part

  /// What jobs of one kind share.
  private struct Part: Sendable {
    var sum: Digest
    var places: Digest
  }

  init(book: RecipeBook, deck: Deck, request: RenderRequest, sums: FileSums) {
    self.book = book
    self.deck = deck
    self.request = request
    var metadata = deck.metadata
    metadata.subject = nil
    var base = Ingredients()
    base.add(deck.name)
    var pictures = base
    pictures.add(metadata.author)
    pictures.add(metadata.licence)
    pictures.add(request.scale)
    pictures.add(request.effort.rawValue)
    var documents = base
    documents.add(reflecting: metadata)
    documents.add(request.date)
    documents.add(reflecting: deck.press)
    documents.add(deck.theme.fontFamilies)
    var press = documents
    press.add(reflecting: deck.theme.tokens)
    press.add(InstalledProfiles.path(of: deck.press.profile).flatMap(sums.sum))
    var sheets = press
    sheets.add(reflecting: deck.sheet as Any)
    func part(_ ingredients: Ingredients) -> Part {
      Part(sum: ingredients.sum, places: ingredients.placesSum)
    }
    (self.pictures, self.documents, self.press, self.sheets) = (
      part(pictures), part(documents), part(press), part(sheets)
    )
  }

  /// The recipe of a job; `nil` where mistakes stand in the way of one of its cards, so that it must be looked at anew.
  func recipe(of job: Plan.Job, _ groups: FitGroups) -> JobRecipe? {
    let cards = job.cards.compactMap { book.recipe(of: $0, language: job.language, format: job.format) }
    guard cards.count == job.cards.count else { return nil }
    var ingredients = Ingredients()
    let shared = part(of: job)
    ingredients.add(shared.sum)
    ingredients.add(telling: shared.places.hex)
    var deciders = Ingredients()
    ingredients.add(job.kind.rawValue)
    ingredients.add(job.path)
    ingredients.add(job.leftOut)
    if job.kind != .png {
      ingredients.add(deck.title?.text(in: job.language))
      ingredients.add(deck.metadata.subject?.text(in: job.language))
    }
    for (card, recipe) in zip(job.cards, cards) {
      ingredients.add(recipe.sum)
      ingredients.add(telling: recipe.places.hex)
      add(groups, recipe, card, job, to: &ingredients, &deciders)
    }
    var families = cards.reduce(into: Set<String>()) { $0.formUnion($1.families) }
    if job.kind == .contactSheet {
      families.formUnion(deck.theme.fontFamilies.map { $0.lowercased() })
      ingredients.add(book.fonts(of: families.sorted()))
    }
    return JobRecipe(
      key: ingredients.sum,
      telling: JobRecipe.Telling(places: ingredients.placesSum.hex, deciders: deciders.placesSum.hex),
      mayBorrowFonts: cards.contains(where: \.hasEmoji),
      cards: cards, families: families)
  }

  private func part(of job: Plan.Job) -> Part {
    switch job.kind {
    case .png: pictures
    case .sheets: sheets
    case .pdf, .contactSheet: job.isForPress ? press : documents
    }
  }

  /// The sizes that the card's texts get from their fit groups; which text decided on them is told in messages only.
  private func add(
    _ groups: FitGroups, _ recipe: CardRecipe, _ card: Card, _ job: Plan.Job, to ingredients: inout Ingredients,
    _ deciders: inout Ingredients
  ) {
    for name in recipe.groups {
      let settled = groups.settlements(named: name, card: card.id, language: job.language, format: job.format.name)
      ingredients.add(count: settled.count)
      for settlement in settled {
        ingredients.add(settlement.share)
        ingredients.add(settlement.isHeld ? "held" : "free")
        deciders.add(telling: settlement.decidedBy.description)
      }
    }
  }
}
