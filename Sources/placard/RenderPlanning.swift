import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Foundation
import Scene

/// What `placard render` is to make.
extension Render {
  /// A run per deck, or the end of the command where a name on the command line is not known.
  func plan(_ workspace: Workspace) throws -> [BatchRun] {
    var runs: [BatchRun] = []
    var unknown: [Diagnostic] = []
    for selection in workspace.selections {
      let request = try request(for: selection)
      do throws(UnknownNames) {
        let plan = try Plan.make(request, deck: selection.deck)
        runs.append(BatchRun(deck: selection.deck, request: request, plan: plan))
      } catch {
        unknown += error.diagnostics
      }
    }
    unknown += collisions(runs)
    guard unknown.isEmpty else {
      Console.show(workspace.diagnostics + unknown, messages)
      throw workspace.hasErrors ? ExitCode.failure : ExitCode.validationFailure
    }
    return try changedSince.map { revision in try runs.map { try changed($0, since: revision) } } ?? runs
  }

  func request(for selection: Selection) throws -> RenderRequest {
    var request = RenderRequest(outputFolder: output, fontConfiguration: try fontConfiguration(selection.deck) ?? "")
    request.cards = selection.cards
    (request.languages, request.formats) = (self.selection.language, self.selection.format)
    request.scale = scale
    request.effort = effort
    request.jobs = jobs
    request.pdfPerCard = pdfPerCard
    request.contactSheets = contactSheets
    request.date = try Self.sourceDate()
    request.sharesFolder = sharding.shard != nil
    request.cache = cache.settings
    request.keepsDecisions = messages.verbose || report != nil
    return request
  }

  /// A list of files needs no fonts.
  private func fontConfiguration(_ deck: Deck) throws -> String? {
    do {
      return try Workspace.fontConfiguration(deckOptions, deckFolder: deck.folder)
    } catch {
      if dryRun { return nil }
      throw error
    }
  }

  private func changed(_ run: BatchRun, since revision: String) throws -> BatchRun {
    let changes = try GitChanges(revision: revision).files(around: run.deck.folder)
    let fonts = run.request.fontConfiguration
    let sources = JobSources(deck: run.deck, fontConfiguration: fonts.isEmpty ? nil : fonts)
    return BatchRun(
      deck: run.deck, request: run.request, plan: run.plan.keeping { sources.isChanged($0, changes) })
  }

  /// What a run would see to, and remove; what is wrong with the specs is told too.
  ///
  /// - Parameter removals: What a run would do to files of earlier ones.
  func list(_ runs: [BatchRun], removals: PlannedRemovals, _ workspace: Workspace) throws {
    Console.show(workspace.diagnostics + removals.diagnostics, messages)
    let listing = PlanListing(runs.map(\.plan), removals: removals.files)
    if json {
      try Console.output(try JSONText.of(listing))
    } else if !listing.rows.isEmpty {
      try Console.output(Table.render(listing.rows))
    }
    if !json, !messages.quiet {
      let removed = listing.removals.isEmpty ? "" : "; \(Self.count(listing.removals.count)) would be removed"
      Console.error(Self.count(listing.jobs.count) + " planned in \(output)\(removed)")
    }
    if workspace.hasErrors || removals.diagnostics.hasErrors { throw ExitCode.failure }
  }

  /// Files that two cards would write.
  private func collisions(_ runs: [BatchRun]) -> [Diagnostic] {
    let paths = runs.flatMap { $0.plan.jobs.map { $0.path.lowercased() } }
    let twice = Dictionary(grouping: paths, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
    return twice.prefix(1).map { path in
      Diagnostic(
        .error, "same-output", "two of these cards would write the same file, \(output)/\(path)",
        help: "give them different ids, or render them into different folders with --output")
    }
  }

  /// The date of documents whose deck states none, by the convention of reproducible builds.
  private static func sourceDate() throws -> String? {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !text.isEmpty else { return nil }
    guard let seconds = Int(text), (0..<253_402_300_800).contains(seconds) else {
      throw ValidationError("SOURCE_DATE_EPOCH is \"\(text)\"; it is a number of seconds since 1970")
    }
    return Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }
}

extension PlanListing {
  /// A line for each file: path, kind, format, language, cards.
  fileprivate var rows: [[String]] {
    jobs.map { Self.row($0.path, $0.kind, $0.format, $0.language, $0.cards) }
      + removals.map { Self.row($0.path, "removed", $0.format, $0.language, $0.cards) }
  }

  private static func row(
    _ path: String, _ kind: String, _ format: String, _ language: String, _ cards: [String]
  ) -> [String] {
    [path, kind, format, language, cards.count <= 3 ? cards.joined(separator: ", ") : "\(cards.count) cards"]
  }
}
