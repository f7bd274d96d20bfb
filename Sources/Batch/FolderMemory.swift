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
    self.folder = RealPath.of(folder) ?? folder
    index = isShared ? FolderIndex() : FolderIndex(of: self.folder, in: cache)
    isForced = settings.isForced
    surroundings = Surroundings.sum(patterns: HyphenationLibrary.folders, sums)
  }

  /// What a run of a deck can use again.
  ///
  /// - Parameter isForRows: Whether its cards are filled with rows.
  func reuse(
    for run: BatchRun, fonts: FontInventory, keepsFiles: Bool, isForRows: Bool = false
  ) -> Reuse {
    let book = RecipeBook(
      deck: run.deck, fonts: fonts, surroundings: surroundings, sums: sums, isForRows: isForRows)
    let recipes = JobRecipes(book: book, deck: run.deck, request: run.request, sums: sums)
    let state = DeckState(run, surroundings: surroundings, sums)
    return Reuse(recipes: recipes, state: state, memory: self, request: run.request, keepsFiles: keepsFiles)
  }

  /// Writes down what the next run is to know.
  ///
  /// - Parameters:
  ///   - summary: `nil` where manifest and gallery do not tell of all outputs.
  ///   - outputs: Path and words (`FolderIndex.Output.words`) of every output that is listed.
  func save(_ summary: FolderIndex.Summary?, _ outputs: some Collection<(path: String, words: String)>) {
    FolderIndex.write(of: folder, to: cache, summary, outputs)
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
      let count = troubles.damaged == 1 ? "1 entry of the cache was" : "\(troubles.damaged) entries of the cache were"
      result.append(
        Diagnostic(
          .warning, "cache-damaged", "\(count) not whole; what was in them is made anew",
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
