import ArgumentParser
import CardSpec
import Diagnostics
import Files
import Foundation
import Preview

struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows what differs between two states of a deck, as one HTML file.",
    discussion: """
      A state is a revision of git, or an output folder with its manifest; without the second, it is the deck's files as
      they are. The page has no script and needs no other file, so it can be attached to a pull request.

      Exit codes: 0 nothing differs; 1 something does; 2 a card, or one of both states, could not be compared; 64 the
      command was not understood; 130 or 143 it was ended.

      Examples:
        placard diff main                          what the files change against main
        placard diff v1 v2 --output changes.html
        placard diff Output                        what differs from what was put out last
      """)

  @Argument(help: ArgumentHelp("The earlier state.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The later state; by default the files as they are.", valueName: "new"))
  var new: String?

  @OptionGroup var deckOptions: DeckOptions
  @OptionGroup var messages: MessageOptions

  @OptionGroup var selection: SelectionOptions

  @Option(name: .long, help: "The file that the page is written to.")
  var output = "diff.html"

  @Option(name: .long, help: "How many pictures are rendered at once.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard jobs >= 1, jobs <= 64 else { throw ValidationError("--jobs takes a number from 1 to 64") }
  }

  func run() async throws {
    let source = DeckSource.deck(file: try deckOptions.deck ?? Workspace.deckHere())
    var request = PreviewRequest(
      source: source,
      fontConfiguration: try Workspace.fontConfiguration(deckOptions, deckFolder: source.folder))
    (request.languages, request.formats, request.threads) = (selection.language, selection.format, jobs)
    request.scratch = .ofThisRun()
    let scratch = request.scratch
    let interrupts = Interrupts { signal in
      scratch.end()
      _exit(128 + signal)
    }
    defer {
      scratch.end()
      withExtendedLifetime(interrupts) {}
    }
    let outcome: DeckComparison.Outcome
    do throws(DeckComparison.Problem) {
      outcome = try await DeckComparison(request, old: Self.side(old), new: new.map(Self.side) ?? .files).run()
    } catch {
      try interrupts.endIfRequested()
      Console.show(error.diagnostics, messages)
      throw error.kind == .unknownNames ? ExitCode.validationFailure : ExitCode(2)
    }
    try interrupts.endIfRequested()
    Console.show(outcome.diagnostics, messages)
    do throws(FileError) {
      try AtomicFile.write(outcome.html, to: output)
    } catch {
      Console.show([Diagnostic(.error, "output", error.message, help: "name another file with --output")], messages)
      throw ExitCode(2)
    }
    guard !outcome.cells.isEmpty || outcome.same > 0 else {
      Console.show([Self.nothingCompared], messages)
      throw ExitCode(2)
    }
    if !messages.quiet { try Console.output(summary(outcome)) }
    if outcome.unknown > 0 { throw ExitCode(2) }
    if outcome.differing > 0 { throw ExitCode.failure }
  }

  /// A folder with a manifest is what was put out; anything else is a revision.
  private static func side(_ text: String) -> DeckComparison.Side {
    FileManager.default.fileExists(atPath: text + "/manifest.json") ? .outputs(text) : .revision(text)
  }

  private func summary(_ outcome: DeckComparison.Outcome) -> String {
    let folder = [old, new].compactMap { $0 }.first { Self.side($0) == .outputs($0) } ?? ""
    let paper = outcome.withoutPicture == 0 ? "" : "; \(outcome.withoutPicture) of which \(folder) holds no picture"
    if outcome.cells.isEmpty { return "nothing differs; \(outcome.same) as before\(paper)" }
    let unknown = outcome.unknown == 0 ? "" : ", and \(outcome.unknown) could not be compared"
    let all = outcome.cells.count + outcome.same
    return "\(outcome.differing) of \(all) differ\(unknown): see \(output)\(paper)"
  }

  /// A slip must not pass for a deck in which nothing differs.
  private static let nothingCompared = Diagnostic(
    .error, "nothing-compared", "nothing was compared",
    reason: "neither state has a card in these languages and formats, or only paper is compared with an output folder",
    help: "look at what there is: `placard render --dry-run` lists it")
}
