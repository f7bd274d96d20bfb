import CardSpec
import Diagnostics
import Files
import Hashing
import Manifest
import OutputCache
import Recipes
import Typesetting

/// What is remembered of an output folder and its decks from earlier runs.
final class FolderMemory: Sendable {
  let cache: OutputCache
  let sums: FileSums
  let index: FolderIndex
  let isForced: Bool
  /// The folder's real path.
  private let folder: String
  private let surroundings: Digest

  /// - Parameters:
  ///   - folder: The output folder, which exists.
  ///   - isShared: Whether others write to it at the same time: then nothing is said of its files.
  init(_ settings: CacheSettings, folder: String, isShared: Bool = false) {
    cache = OutputCache(folder: settings.folder, limit: settings.limit)
    sums = FileSums(cache)
    self.folder = DeckFolder.real(folder) ?? folder
    index = isShared ? FolderIndex() : FolderIndex(of: self.folder, in: cache)
    isForced = settings.isForced
    surroundings = Surroundings.sum(patterns: HyphenationLibrary.folders, sums)
  }

  /// What a run of a deck can use again.
  func reuse(
    for run: BatchRun, fonts: FontInventory, isListed: @escaping @Sendable (String, Digest) -> Bool
  ) -> Reuse {
    let book = RecipeBook(deck: run.deck, fonts: fonts, surroundings: surroundings, sums: sums)
    let recipes = JobRecipes(book: book, deck: run.deck, request: run.request, sums: sums)
    let state = DeckState(run, surroundings: surroundings, sums)
    return Reuse(recipes: recipes, state: state, memory: self, request: run.request, isListed: isListed)
  }

  /// Writes down what the next run is to know.
  ///
  /// - Parameters:
  ///   - outputs: Of which files are known from earlier runs whether they are still listed.
  ///   - summary: `nil` where manifest and gallery do not tell of all outputs.
  func save(_ outputs: [String: FolderIndex.Output], _ summary: FolderIndex.Summary?) {
    var next = index
    next.outputs = outputs
    next.summary = summary
    if next.outputs != index.outputs || next.summary != index.summary { next.write(of: folder, to: cache) }
    finish()
  }

  /// Keeps what was learned where the folder is as it was.
  func finish() {
    sums.save()
    cache.tidy()
  }

  /// What went wrong with the cache, none of which stands in the way of a run.
  var diagnostics: [Diagnostic] {
    let troubles = cache.troubles
    var result: [Diagnostic] = []
    if troubles.damaged > 0 {
      let count = troubles.damaged == 1 ? "1 entry" : "\(troubles.damaged) entries"
      result.append(
        Diagnostic(
          .warning, "cache-damaged", "\(count) of the cache were not whole, and were made anew",
          reason: "a disk or another program changed files in \(cache.folderName)"))
    }
    if let error = troubles.unwritten {
      result.append(
        Diagnostic(
          .warning, "cache-unwritten", "what was made could not be kept for the next run", reason: error.message,
          help: "name a folder that you may write to with --cache, or use --no-cache"))
    }
    return result
  }
}
