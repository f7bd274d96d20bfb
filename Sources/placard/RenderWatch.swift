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
    guard data.file == nil, !dryRun, changedSince == nil, sharding.shard == nil else {
      throw ValidationError("--watch does not go with --data, --dry-run, --changed-since or --shard")
    }
    guard cache.settings != nil else {
      throw ValidationError(
        "--watch needs the cache, which tells what a change touches: leave out --no-cache, or name a folder with --cache"
      )
    }
  }

  /// Renders, and renders again whatever a saved file touches, until the user ends it.
  func renderAndWatch() async throws {
    let start = try Workspace(deckOptions, cards: cards)
    // A name that no deck has, in specs without a mistake, is a slip on the command line.
    if !start.hasErrors { _ = try plan(start) }
    var watched = places(start)
    let watcher = Watcher(watched, excluding: ownFolders)
    let interrupts = Interrupts { _ in watcher.stop() }
    var changes = watcher.changes.makeAsyncIterator()
    var told: [Diagnostic]?
    repeat {
      while let now = await round(&told, interrupts), now != watched, !interrupts.stop.isRequested {
        // What changed meanwhile in a folder that was not watched is seen by another round.
        watched = now
        watcher.watch(now, excluding: ownFolders)
      }
    } while await changes.next() != nil && !interrupts.stop.isRequested
  }

  /// One run, and what is to be said of it. Mistakes end the run, never the watching.
  ///
  /// - Parameter told: What was told last. A round that makes nothing and finds the same has nothing to say: what was saved
  ///   was no part of the deck, perhaps the log that it is told to.
  /// - Returns: What is to be watched; `nil` where that cannot be told.
  private func round(_ told: inout [Diagnostic]?, _ interrupts: Interrupts) async -> [WatchedPlace]? {
    let start = ContinuousClock.now
    do {
      let workspace = try Workspace(deckOptions, cards: cards)
      let runs = try plan(workspace)
      let result = await make(runs, nil, workspace, interrupts)
      guard !interrupts.stop.isRequested else { return nil }
      let diagnostics = workspace.diagnostics + result.results.flatMap(\.diagnostics) + result.diagnostics
      let isAsItWas = result.results.allSatisfy { $0.reused == $0.present } && told == diagnostics
      guard !isAsItWas else { return places(workspace) }
      told = diagnostics
      Console.show(diagnostics, messages)
      if let report { try write(RunReport(result.results, diagnostics: diagnostics, time: .now - start), to: report) }
      if !messages.quiet {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let total = runs.map(\.plan.jobs.count).reduce(0, +)
        let made = runs.isEmpty ? "nothing could be made" : summary(result, of: total)
        Console.error("\(made) in \(Numbers.short(seconds)) s; waiting for changes, Ctrl-C ends")
      }
      return places(workspace)
    } catch let error as ValidationError {
      Console.error("error: \(error.message)")
      return nil
    } catch {
      // All has been said.
      return nil
    }
  }

  /// The folders of all decks, and of the fonts.
  private func places(_ workspace: Workspace) -> [WatchedPlace] {
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
