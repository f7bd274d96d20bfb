import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Files
import Foundation
import RasterOutput
import Scene

extension Effort: ExpressibleByArgument {}

struct Render: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Renders cards into the output folder.",
    discussion: """
      Examples:
        placard render                                   the whole deck
        placard render fact-children --language fr       one card in French, in every format
        placard render --format story --scale 2          all stories at twice the pixels
        placard render --format a6-landscape-print       the PDF with bleed, for the press
        placard render 'fact-*' --dry-run                what would be made of these cards
        placard render --changed-since main              what may differ from that revision of git
        placard render --watch                           again, whenever a file is saved
        placard render my-card.json --output here        a card file that stands alone
        placard render region --data regions.csv         a card for every row of a table
        placard render --shard 2/8                       the second of eight parts; see `placard manifest merge`
      """)

  @Argument(
    help: ArgumentHelp(
      "Ids of cards in the deck, patterns of them such as 'fact-*' (in quotation marks), or paths of card files.",
      valueName: "card"))
  var cards: [String] = []

  @OptionGroup var deckOptions: DeckOptions
  @OptionGroup var messages: MessageOptions

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Cache") var cache: CacheOptions

  @OptionGroup var selection: SelectionOptions

  @Option(
    name: .customLong("changed-since"),
    help: ArgumentHelp(
      "Only files whose card, template, deck, theme, pictures or fonts differ from this revision of git.",
      valueName: "revision"))
  var changedSince: String?

  @OptionGroup(title: "Several machines") var sharding: ShardOptions

  @Flag(
    name: .customLong("dry-run"), help: "List the files of the plan, and those that would be removed, and do nothing.")
  var dryRun = false

  @Flag(name: .long, help: "With --dry-run: the list as JSON.")
  var json = false

  @Flag(name: .long, help: "Go on, and render again what each saved file touches.")
  var watch = false

  @Option(name: .long, help: "The folder that the files are written to.")
  var output = "Output"

  @Flag(name: .customLong("no-wait"), help: "End with an error where another run is writing to the folder.")
  var noWait = false

  @Option(name: .long, help: "Pixels per px of the pictures, from 0.1 to 8.")
  var scale = 1.0

  @Option(name: .long, help: "How hard pictures are compressed.")
  var effort = Effort.balanced

  @Option(name: .long, help: "How many workers render at once.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Flag(name: .customLong("pdf-per-card"), help: "Also one PDF for each card.")
  var pdfPerCard = false

  @Flag(name: .customLong("contact-sheets"), help: "Also sheets with small pictures of all cards, for review.")
  var contactSheets = false

  @Option(
    name: .long, help: "A JSON file that tells what was decided for each card, every message, and where the time went.")
  var report: String?

  func validate() throws {
    guard scale >= 0.1, scale <= 8 else { throw ValidationError("--scale takes a number from 0.1 to 8") }
    guard jobs >= 1, jobs <= 256 else { throw ValidationError("--jobs takes a number from 1 to 256") }
    guard dryRun || !json else { throw ValidationError("--json goes with --dry-run; see also --report") }
    guard !dryRun || report == nil else { throw ValidationError("--dry-run makes nothing that --report could tell of") }
    guard data.file == nil || !pdfPerCard && !contactSheets else {
      throw ValidationError(
        "--pdf-per-card and --contact-sheets are not for --data: each row has a document of its own")
    }
    guard data.file == nil || !dryRun && changedSince == nil else {
      throw ValidationError("--dry-run and --changed-since are not for --data; --preview-rows makes the first rows")
    }
    try validateWatching()
  }

  func run() async throws {
    if watch { return try await renderAndWatch() }
    let workspace = try Workspace(deckOptions, cards: cards)
    if let rows = data.request { return try await render(rows, workspace) }
    let all = try plan(workspace)
    let shard = try sharding.chosen()
    let runs = shard.map { all.part($0) } ?? all
    if dryRun {
      // A shard removes nothing.
      let whole = FolderRun(all, folder: output, found: workspace.diagnostics)
      return try list(runs, removals: shard == nil ? whole.removals : PlannedRemovals(), workspace)
    }
    let interrupts = Interrupts()
    let start = ContinuousClock.now
    let result = await make(all, shard, workspace, interrupts)
    let diagnostics = workspace.diagnostics + result.results.flatMap(\.diagnostics) + result.diagnostics
    Console.show(diagnostics, messages)
    if let report {
      try write(RunReport(result.results, diagnostics: diagnostics, time: .now - start), to: report)
    }
    let total = runs.map(\.plan.jobs.count).reduce(0, +)
    let present = result.results.map(\.present).reduce(0, +)
    if let signal = interrupts.stop.signal {
      Console.error("ended early: \(present) of \(Self.count(total)) made; render again for the rest")
      throw ExitCode(128 + signal)
    }
    if !messages.quiet, !runs.isEmpty { try Console.output(summary(result, of: total, shard)) }
    if diagnostics.hasErrors { throw ExitCode.failure }
  }

  /// Says once that another run has the folder.
  func tellOfWaiting() {
    if !messages.quiet { Console.error("another run is writing to \(output); waiting for it to end") }
  }

  /// Makes all files, or those of a shard, unless the user ends it.
  func make(
    _ runs: [BatchRun], _ shard: Shard?, _ workspace: Workspace, _ interrupts: Interrupts
  ) async -> FolderResult {
    let display = ProgressDisplay(messages)
    defer { display.end() }
    guard let shard else {
      return await FolderRun(runs, folder: output, found: workspace.diagnostics).run(
        waits: !noWait, stop: interrupts.stop, onWait: tellOfWaiting, progress: display.show)
    }
    let run = ShardRun(runs, shard: shard, folder: output, found: workspace.diagnostics)
    return await run.run(waits: !noWait, stop: interrupts.stop, onWait: tellOfWaiting, progress: display.show)
  }

  func write(_ report: RunReport, to file: String) throws {
    let text = try JSONText.of(report) + "\n"
    do throws(FileError) {
      try AtomicFile.write(Array(text.utf8), to: file)
    } catch {
      Console.show([Diagnostic(.error, "report", error.message, help: "name another file with --report")], messages)
      throw ExitCode.failure
    }
  }

  static func count(_ files: Int) -> String { "\(files) \(files == 1 ? "file" : "files")" }

  func summary(_ result: FolderResult, of total: Int, _ shard: Shard? = nil) -> String {
    if total == 0, shard == nil, let changedSince {
      return "nothing to make: no source has changed since \(changedSince)"
    }
    let present = result.results.map(\.present).reduce(0, +)
    let reused = result.results.map(\.reused).reduce(0, +)
    let failed = total - present
    let failures = failed == 0 ? "" : "; \(failed) could not be made"
    let made = reused == 0 ? "" : reused == present ? ", none made anew" : ", \(present - reused) made anew"
    let removed = result.diagnostics.count { $0.code == "removed-file" }
    let gone = removed == 0 ? "" : ", \(removed) of earlier runs removed"
    let part = shard.map { ", shard \($0.index) of \($0.count)" } ?? ""
    return Self.count(present) + " in \(output)\(part)\(made)\(gone)\(failures)"
  }
}
