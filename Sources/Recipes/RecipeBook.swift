import CardSpec
import Diagnostics
import Files
import Hashing
import Localization
import OutputCache
import Synchronization
import Templating
import Typesetting

/// Writes down what each card of a deck is made from. A recipe is written once, and may be asked for from any thread.
public final class RecipeBook: Sendable {
  private struct Key: Hashable, Sendable {
    var card: String
    var language: String
    var format: String
  }

  private let deck: Deck
  private let localizer: Localizer
  private let templates: TemplateEngine
  private let sums: FileSums
  private let fonts: FontInventory
  /// The stamps of the fonts' files before anybody opened them.
  private let fontStamps: [String: FileStamp]
  /// When that was, nanoseconds since 1970.
  private let openedAt: Int64
  /// Whether nothing is remembered of single cards, as there is no end of them.
  private let isForRows: Bool
  /// What all of the deck's cards share, once for each language.
  private let common: [String: Digest]
  /// Of every font that may be looked for, and of everything that outputs depend on that no deck says.
  public let allFonts: Digest
  private let known = Mutex<[Key: CardRecipe?]>([:])
  private let usedPictures = Mutex<Set<CardRecipe.Picture>>([])
  private let usedFamilies = Mutex<Set<String>>([])
  private let fontSums = Mutex<[[String]: Digest]>([:])

  /// - Parameters:
  ///   - surroundings: The sum of `Surroundings`.
  ///   - isForRows: Whether cards of one name come again and again, filled with other rows: then nothing is remembered of
  ///     them, neither recipes nor what they use.
  public init(deck: Deck, fonts: FontInventory, surroundings: Digest, sums: FileSums, isForRows: Bool = false) {
    self.deck = deck
    self.isForRows = isForRows
    self.fonts = fonts
    self.sums = sums
    openedAt = FileStamp.now
    fontStamps = Dictionary(fonts.files.compactMap { file in FileStamp(of: file).map { (file, $0) } }) { first, _ in
      first
    }
    localizer = Localizer(deck: deck)
    templates = TemplateEngine(deck: deck)
    var shared = Ingredients()
    shared.add(surroundings)
    for file in fonts.configuration { shared.add(sums.sum(of: file)) }
    shared.add(reflecting: deck.typography)
    shared.add(reflecting: deck.neverHyphenate)
    shared.add(reflecting: deck.numberStyles)
    let base = shared.sum
    common = Dictionary(
      deck.languages.map { language in
        var own = Ingredients()
        own.add(base)
        own.add(language)
        for token in ["font.body", "font.code"] {
          own.add(deck.theme.tokens[token].flatMap { FontStack.families(of: $0, language: language) } ?? [])
        }
        return (language, own.sum)
      }
    ) { first, _ in first }
    var all = Ingredients()
    // Fonts that packages bring are many and large, and known by what their package says of them.
    for file in fonts.files { all.add(Surroundings.words(file)) }
    allFonts = all.sum
  }

  /// The recipe; `nil` where mistakes stand in the way of the card.
  ///
  /// - Parameter isKept: Whether it will be asked for again.
  public func recipe(of card: Card, language: String, format: Format, isKept: Bool = false) -> CardRecipe? {
    if isForRows { return write(card, language, format) }
    let key = Key(card: card.id, language: language, format: format.name)
    if let known = known.withLock({ $0[key] }) { return known }
    let recipe = write(card, language, format)
    if let recipe {
      if !recipe.pictures.isEmpty { usedPictures.withLock { $0.formUnion(recipe.pictures) } }
      usedFamilies.withLock { $0.formUnion(recipe.families) }
    }
    if isKept { known.withLock { $0[key] = .some(recipe) } }
    return recipe
  }

  /// Whether a recipe's pictures are untouched since it was written, and its fonts since the book was opened. A file that was
  /// changed and changed back is not.
  public func isStillTrue(_ recipe: CardRecipe) -> Bool {
    recipe.pictures.allSatisfy { $0.isSettled && FileStamp(of: $0.path) == $0.stamp }
      && fonts.files(of: recipe.families).allSatisfy { file in
        fontStamps[file].map { $0.isSettled(at: openedAt) && FileStamp(of: file) == $0 } ?? false
      }
  }

  /// The sum of a picture as it is now; `nil` where it is not there.
  public func sum(ofPicture path: String) -> Digest? { sums.sum(of: path) }

  /// Every picture and font family of the recipes that were written so far, each once.
  public var used: (pictures: [CardRecipe.Picture], families: [String]) {
    (usedPictures.withLock { $0.sorted { $0.path < $1.path } }, usedFamilies.withLock { $0.sorted() })
  }

  /// The sum of the files of some families.
  public func fonts(of families: [String]) -> Digest {
    if let known = fontSums.withLock({ $0[families] }) { return known }
    let sum = sumOfFonts(families)
    fontSums.withLock { $0[families] = sum }
    return sum
  }

  /// As the files are now.
  private func sumOfFonts(_ families: [String]) -> Digest {
    var ingredients = Ingredients()
    for file in fonts.files(of: families) {
      ingredients.add(file.split(separator: "/").last.map(String.init) ?? file)
      ingredients.add(sums.sum(of: file))
    }
    return ingredients.sum
  }

  // MARK: Writing

  private func write(_ card: Card, _ language: String, _ format: Format) -> CardRecipe? {
    let localized = localizer.localize(card, language: language)
    guard let localizedCard = localized.card else { return nil }
    let resolved = templates.resolve(localizedCard, format: format)
    guard let tree = resolved.tree, !(localized.diagnostics + resolved.diagnostics).contains(where: \.isError) else {
      return nil
    }
    let survey = TreeSurvey(tree)
    var families = survey.families
    for token in ["font.body", "font.code"] {
      families += deck.theme.tokens[token].flatMap { FontStack.families(of: $0, language: language) } ?? []
    }
    let names = Set((families + ["Inter", "Noto Sans"]).map { $0.lowercased() }).sorted()
    let folder = DeckFolder(deck.folder)
    let pictures = survey.sources.compactMap { source -> CardRecipe.Picture? in
      guard case .success(let path) = folder.resolve(source) else { return nil }
      let look = sums.look(at: path)
      return CardRecipe.Picture(
        path: path, sum: look?.sum, stamp: look?.stamp, isSettled: look?.isSettled ?? false)
    }
    var ingredients = Ingredients()
    ingredients.add(common[language])
    ingredients.add(card.id)
    ingredients.add(localizedCard.title)
    ingredients.add(localizedCard.alt)
    ingredients.add(localizedCard.link)
    ingredients.add(place: card.location)
    ingredients.add(reflecting: format)
    ingredients.add(tree)
    for picture in pictures { ingredients.add(picture.sum) }
    ingredients.add(fonts(of: names))
    return CardRecipe(
      sum: ingredients.sum, places: ingredients.placesSum, groups: survey.groups, pictures: pictures,
      families: names, hasEmoji: survey.hasEmoji)
  }
}

extension Diagnostic {
  fileprivate var isError: Bool { severity == .error }
}
