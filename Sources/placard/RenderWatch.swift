import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Explaining
import Foundation
import Watching

/// `placard render --watch`.
extension Render {
  func validateWatching() throws {
    guard watch else { return }
    guard data.file == nil, !dryRun, changedSince == nil else {
      throw ValidationError("--watch does not go with --data, --dry-run or --changed-since")
    }
    guard cache.settings != nil else {
      throw ValidationError(
        "--watch needs the cache, which tells what a change touches: leave out --no-cache, or name a folder with --cache"
      )
    }
  }

  /// Renders, and renders again whatever a saved file touches, until the user ends it.
  func renderAndWatch() async throws {
    let watcher = Watcher(try places(), excluding: ownFolders)
    let interrupts = Interrupts { watcher.stop() }
    var changes = watcher.changes.makeAsyncIterator()
    repeat {
      await round(interrupts)
      // What is watched may be other folders now: a deck that names another theme, a card file that is gone.
      if let places = try? places() { watcher.watch(places, excluding: ownFolders) }
    } while await changes.next() != nil && !interrupts.stop.isRequested
  }

  /// One run, and what is to be said of it. Mistakes end the run, never the watching.
  private func round(_ interrupts: Interrupts) async {
    let start = ContinuousClock.now
    do {
      let workspace = try Workspace(deckOptions, cards: cards)
      let runs = try plan(workspace)
      let result = await make(runs, workspace, interrupts)
      guard !interrupts.stop.isRequested else { return }
      let diagnostics = workspace.diagnostics + result.results.flatMap(\.diagnostics) + result.diagnostics
      Console.show(diagnostics, messages)
      if let report { try write(RunReport(result.results, diagnostics: diagnostics, time: .now - start), to: report) }
      guard !messages.quiet else { return }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let total = runs.map(\.plan.jobs.count).reduce(0, +)
      let made = runs.isEmpty ? "nothing could be made" : summary(result, of: total)
      Console.error("\(made) in \(Numbers.short(seconds)) s; waiting for changes, Ctrl-C ends")
    } catch let error as ValidationError {
      Console.error("error: \(error.message)")
    } catch {
      // All has been said.
    }
  }

  /// The folders of all decks, and of the fonts.
  private func places() throws -> [WatchedPlace] {
    let workspace = try Workspace(deckOptions, cards: cards)
    var folders = workspace.selections.map(\.deck.folder)
    for selection in workspace.selections {
      let fonts = try? Workspace.fontConfiguration(deckOptions, deckFolder: selection.deck.folder)
      folders += [fonts].compactMap { $0 }.map { ($0 as NSString).deletingLastPathComponent }
    }
    // A deck that cannot be read yet, and card files, are found where they are named.
    let files = [deckOptions.deck].compactMap { $0 } + cards.filter { $0.hasSuffix(".json") }
    if folders.isEmpty { folders = ["."] }
    return Set(folders.map { $0.isEmpty ? "." : $0 }).sorted().map(WatchedPlace.folder)
      + files.map(WatchedPlace.file)
  }

  /// What Placard itself writes to.
  private var ownFolders: [String] { [output] + [cache.settings?.folder].compactMap { $0 } }
}
