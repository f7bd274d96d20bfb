import CardSpec
import Foundation
import Hashing
import OutputCache
import PressColor
import Recipes

/// All that a plan's outputs depend on in a deck's documents and in what was asked for, as one sum: coarse, and quick to
/// tell. What is not in the documents, pictures and fonts, is looked up in what the run before wrote down.
struct DeckState: Sendable {
  let sum: Digest

  /// - Parameter surroundings: The sum of `Surroundings`.
  init(_ run: BatchRun, surroundings: Digest, _ sums: FileSums) {
    var ingredients = Ingredients()
    ingredients.add("state")
    ingredients.add(surroundings)
    ingredients.add(reflecting: run.deck)
    // The cache says where things are kept, not what they are.
    var request = run.request
    request.cache = nil
    request.jobs = 0
    request.sharesFolder = false
    ingredients.add(reflecting: request)
    for job in run.plan.jobs {
      ingredients.add(job.path)
      ingredients.add(job.leftOut)
      ingredients.add(count: job.cards.count)
    }
    if run.plan.jobs.contains(where: \.isForPress) {
      ingredients.add(InstalledProfiles.path(of: run.deck.press.profile).flatMap(sums.sum))
    }
    // Where messages point to counts here as well.
    ingredients.add(ingredients.placesSum)
    sum = ingredients.sum
  }

  /// What the recipes of a plan's cards named beyond the deck's documents.
  private struct Used: Codable {
    /// Sums by path.
    var pictures: [String: String?]
    var families: [String]
    var fonts: String
    var allFonts: String
  }

  /// Whether the pictures and fonts that outputs of this state were made from are still the same.
  func isAsItWas(_ book: RecipeBook, _ cache: OutputCache) -> Bool {
    guard let entry = cache.entry(sum) else { return false }
    guard let used = try? JSONDecoder().decode(Used.self, from: Data(entry.record)) else {
      cache.discard(sum)
      return false
    }
    return used.allFonts == book.allFonts.hex && used.fonts == book.fonts(of: used.families).hex
      && used.pictures.allSatisfy { path, sum in book.sum(ofPicture: path)?.hex == sum }
  }

  func store(_ book: RecipeBook, _ cache: OutputCache) {
    let (pictures, families) = book.used
    let used = Used(
      pictures: Dictionary(pictures.map { ($0.path, $0.sum?.hex) }) { first, _ in first }, families: families,
      fonts: book.fonts(of: families).hex, allFonts: book.allFonts.hex)
    guard pictures.allSatisfy({ book.sum(ofPicture: $0.path) == $0.sum }), let text = try? JSONEncoder().encode(used)
    else { return }
    cache.store(CacheEntry(record: [UInt8](text)), for: sum)
  }
}
