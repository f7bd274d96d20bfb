import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Foundation
import RasterOutput

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
        placard render my-card.json --output here        a card file that stands alone
        placard render region --data regions.csv         a card for every row of a table
      """)

  @Argument(help: ArgumentHelp("Ids of cards in the deck, or paths of card files.", valueName: "card"))
  var cards: [String] = []

  @OptionGroup var deckOptions: DeckOptions
  @OptionGroup var messages: MessageOptions

  @OptionGroup(title: "Data") var data: DataOptions

  @Option(name: .long, help: "A language of the deck; may be repeated.")
  var language: [String] = []

  @Option(name: .long, help: "A format (see `placard formats`); may be repeated.")
  var format: [String] = []

  @Option(name: .long, help: "The folder that the files are written to.")
  var output = "Output"

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

  @Option(name: .long, help: "A JSON file that tells what was decided for each card, and every message.")
  var report: String?

  func validate() throws {
    guard scale >= 0.1, scale <= 8 else { throw ValidationError("--scale takes a number from 0.1 to 8") }
    guard jobs >= 1, jobs <= 256 else { throw ValidationError("--jobs takes a number from 1 to 256") }
    guard data.file == nil || !pdfPerCard && !contactSheets else {
      throw ValidationError(
        "--pdf-per-card and --contact-sheets are not for --data: each row has a document of its own")
    }
  }

  func run() async throws {
    let workspace = try Workspace(deckOptions, cards: cards)
    if let rows = data.request { return try await render(rows, workspace) }
    let runs = try plan(workspace)
    let total = runs.map(\.plan.jobs.count).reduce(0, +)
    var results: [BatchResult] = []
    for run in runs {
      let done = results.map(\.results.count).reduce(0, +)
      results.append(await make(run, done: done, total: total))
    }
    let diagnostics = workspace.diagnostics + results.flatMap(\.diagnostics)
    Console.show(diagnostics, messages)
    if let report { try write(RunReport(results, diagnostics: diagnostics), to: report) }
    let written = results.map(\.written.count).reduce(0, +)
    if !messages.quiet, !runs.isEmpty { try Console.output(summary(written: written, of: total)) }
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
  }

  /// The date of documents whose deck states none, by the convention of reproducible builds.
  private static func sourceDate() throws -> String? {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !text.isEmpty else { return nil }
    guard let seconds = Int(text), (0..<253_402_300_800).contains(seconds) else {
      throw ValidationError("SOURCE_DATE_EPOCH is \"\(text)\"; it is a number of seconds since 1970")
    }
    return Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }

  /// A run per deck, or the end of the command where a name on the command line is not known.
  private func plan(_ workspace: Workspace) throws -> [BatchRun] {
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
    return runs
  }

  func request(for selection: Selection) throws -> RenderRequest {
    var request = RenderRequest(
      outputFolder: output,
      fontConfiguration: try Workspace.fontConfiguration(deckOptions, deckFolder: selection.deck.folder))
    request.cards = selection.cards
    request.languages = language
    request.formats = format
    request.scale = scale
    request.effort = effort
    request.jobs = jobs
    request.pdfPerCard = pdfPerCard
    request.contactSheets = contactSheets
    request.date = try Self.sourceDate()
    request.keepsDecisions = messages.verbose || report != nil
    return request
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

  private func make(_ run: BatchRun, done before: Int, total: Int) async -> BatchResult {
    let showsProgress = Console.isTerminal && !messages.quiet
    let result = await run.run { done in
      if showsProgress { Console.progress("\(before + done) of \(total) files") }
    }
    if showsProgress { Console.progress("") }
    return result
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

  private func summary(written: Int, of total: Int) -> String {
    let failed = total - written
    let failures = failed == 0 ? "" : "; \(failed) could not be made"
    return "\(written) \(written == 1 ? "file" : "files") in \(output)\(failures)"
  }
}
