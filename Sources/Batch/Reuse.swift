import CardSpec
import Diagnostics
import Files
import Foundation
import Hashing
import Manifest
import OutputCache
import Recipes
import Scene
import Typesetting

/// What a run need not make: files that are there and as they would become, and those that the cache has.
struct Reuse: Sendable {
  private let recipes: JobRecipes
  private let cache: OutputCache
  private let index: FolderIndex
  private let request: RenderRequest
  private let isForced: Bool
  /// Whether the manifest has an output, by its path and the sum of its file.
  private let isListed: @Sendable (String, Digest) -> Bool

  /// What the plan is made from, as a sum.
  private let state: DeckState

  init(
    recipes: JobRecipes, state: DeckState, memory: FolderMemory, request: RenderRequest,
    isListed: @escaping @Sendable (String, Digest) -> Bool
  ) {
    self.recipes = recipes
    self.state = state
    cache = memory.cache
    index = memory.index
    isForced = memory.isForced
    self.request = request
    self.isListed = isListed
  }

  func recipe(of job: Plan.Job, _ groups: FitGroups) -> JobRecipe? { recipes.recipe(of: job, groups) }

  // MARK: Files that are there

  /// The results of a whole plan, where nothing that any of it is made from has changed since the folder's index was written:
  /// then no recipe need be written at all.
  func untouched(_ plan: Plan) -> [JobResult]? {
    guard !isForced, plan.jobs.allSatisfy({ index.outputs[$0.path]?.state == state.sum }),
      state.isAsItWas(recipes.book, cache)
    else { return nil }
    var results: [JobResult] = []
    results.reserveCapacity(plan.jobs.count)
    for job in plan.jobs {
      guard let known = index.outputs[job.path], let result = kept(job, known, nil) else { return nil }
      results.append(result)
    }
    return results
  }

  /// Writes down what was used, so that the next run can tell whether it has changed.
  func storeState(hasFindings: Bool) {
    if !hasFindings { state.store(recipes.book, cache) }
  }

  /// The result for a file that is there and as it would become.
  func kept(_ job: Plan.Job, _ recipe: JobRecipe) -> JobResult? {
    guard !isForced, let known = index.outputs[job.path], known.key == recipe.key else { return nil }
    return kept(job, known, recipe.telling)
  }

  /// - Parameter telling: `nil` where it is known to be as it was.
  private func kept(
    _ job: Plan.Job, _ known: FolderIndex.Output, _ telling: JobRecipe.Telling?
  ) -> JobResult? {
    guard isAtHand(known.fonts), isListed(job.path, known.sum), index.isUnchanged(job.path, in: request.outputFolder)
    else { return nil }
    var result = JobResult(job: job, bytes: known.stamp.size, diagnostics: [])
    result.origin = .kept
    result.trace = known
    result.trace?.state = state.sum
    guard known.hasFindings || request.keepsDecisions else { return result }
    guard let record = record(known.key, telling)?.record else { return nil }
    result.diagnostics = told(record.diagnostics)
    result.decisions = request.keepsDecisions ? record.decisions ?? [] : []
    return result
  }

  // MARK: The cache

  /// A product that was made before.
  func product(of job: Plan.Job, _ recipe: JobRecipe) -> Product? {
    guard !isForced, let (record, contents) = record(recipe.key, recipe.telling) else { return nil }
    return Product(
      bytes: contents, output: record.output, diagnostics: told(record.diagnostics),
      decisions: request.keepsDecisions ? record.decisions ?? [] : [], borrowsFonts: record.fonts != nil)
  }

  /// Keeps a product, unless what it was made from has changed meanwhile.
  func store(_ product: Product, _ recipe: JobRecipe) {
    guard recipe.cards.allSatisfy(recipes.book.isStillTrue) else { return }
    let record = ProductRecord(
      telling: recipe.telling, fonts: borrows(product, recipe) ? recipes.book.allFonts.hex : nil,
      output: product.output, diagnostics: product.diagnostics,
      decisions: request.keepsDecisions ? product.decisions : nil)
    guard let text = try? JSONEncoder().encode(record) else { return }
    cache.store(
      CacheEntry(record: [UInt8](text), contents: product.bytes), for: recipe.key, sum: product.sum)
  }

  /// What the next run is to know of a file that was written.
  func trace(of product: Product, at path: String, _ recipe: JobRecipe) -> FolderIndex.Output? {
    guard let sum = product.sum, let stamp = FileStamp(of: path, followsLinks: false) else { return nil }
    return FolderIndex.Output(
      key: recipe.key, fonts: borrows(product, recipe) ? recipes.book.allFonts : nil, sum: sum, stamp: stamp,
      hasFindings: !product.diagnostics.isEmpty, state: state.sum)
  }

  private func record(
    _ key: Digest, _ telling: JobRecipe.Telling?
  ) -> (record: ProductRecord, contents: [UInt8])? {
    guard let entry = cache.entry(key) else { return nil }
    guard let record = try? JSONDecoder().decode(ProductRecord.self, from: Data(entry.record)) else {
      cache.discard(key)
      return nil
    }
    guard isAtHand(record.fonts.flatMap { Digest(hex: $0) }) else { return nil }
    if request.keepsDecisions, record.decisions == nil { return nil }
    if let telling {
      guard record.diagnostics.isEmpty || record.telling == telling else { return nil }
      guard !request.keepsDecisions || record.telling.deciders == telling.deciders else { return nil }
    }
    return (record, entry.contents)
  }

  /// Notes are for those who ask for them.
  private func told(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    request.keepsDecisions ? diagnostics : diagnostics.filter { $0.severity > .note }
  }

  // MARK: Fonts

  /// Whether the fonts that something depends on are those at hand; `nil` stands for those that its recipe knows.
  private func isAtHand(_ fonts: Digest?) -> Bool { fonts == nil || fonts == recipes.book.allFonts }

  /// Whether another font that is installed one day could change the outcome.
  private func borrows(_ product: Product, _ recipe: JobRecipe) -> Bool {
    recipe.mayBorrowFonts || product.borrowsFonts
      || product.output.fonts.contains { !recipe.families.contains($0.family.lowercased()) }
  }

  // MARK: Fit groups

  /// What the survey of a deck's fit groups found in an earlier run, where all that it asks is as it was.
  func findings(of survey: FitSurvey) -> FitSurvey.Findings? {
    guard !isForced else { return nil }
    return decoded(FitSurvey.Findings.self, surveyKey(survey))
  }

  func store(_ findings: FitSurvey.Findings, of survey: FitSurvey) { encode(findings, surveyKey(survey)) }

  /// What one card asked of its fit groups.
  func claims(of survey: FitSurvey, at place: Int) -> FitClaims? {
    guard !isForced, let key = claimsKey(survey, place) else { return nil }
    return decoded(FitClaims.self, key)
  }

  func store(_ claims: FitClaims, of survey: FitSurvey, at place: Int) {
    guard let key = claimsKey(survey, place) else { return }
    encode(claims, key)
  }

  /// Writes the recipe of a card that the survey asks, so that it is known when the others are.
  func prepare(_ survey: FitSurvey, at place: Int) { _ = recipe(survey, place) }

  private func surveyKey(_ survey: FitSurvey) -> Digest {
    var ingredients = Ingredients()
    ingredients.add("survey")
    ingredients.add(recipes.book.allFonts)
    for place in 0..<survey.count { ingredients.add(recipe(survey, place)?.sum) }
    return ingredients.sum
  }

  private func claimsKey(_ survey: FitSurvey, _ place: Int) -> Digest? {
    guard let recipe = recipe(survey, place) else { return nil }
    var ingredients = Ingredients()
    ingredients.add("claims")
    ingredients.add(recipes.book.allFonts)
    ingredients.add(recipe.sum)
    return ingredients.sum
  }

  private func recipe(_ survey: FitSurvey, _ place: Int) -> CardRecipe? {
    let (card, language, format) = survey.subject(at: place)
    return recipes.book.recipe(of: card, language: language, format: format, isKept: true)
  }

  private func decoded<T: Decodable>(_ type: T.Type, _ key: Digest) -> T? {
    guard let entry = cache.entry(key) else { return nil }
    if let value = try? JSONDecoder().decode(type, from: Data(entry.record)) { return value }
    cache.discard(key)
    return nil
  }

  private func encode(_ value: some Encodable, _ key: Digest) {
    guard let text = try? JSONEncoder().encode(value) else { return }
    cache.store(CacheEntry(record: [UInt8](text)), for: key)
  }
}

/// What the cache holds beside the bytes of an output.
private struct ProductRecord: Codable {
  var telling: JobRecipe.Telling
  /// Of all fonts, where the output depends on more of them than its texts name.
  var fonts: String?
  var output: Manifest.Output
  var diagnostics: [Diagnostic]
  /// Absent where they were not asked for.
  var decisions: [CardDecisions]?
}

extension Product {
  fileprivate var sum: Digest? { Digest(hex: output.sha256) }
}
