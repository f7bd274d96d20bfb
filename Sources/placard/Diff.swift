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

      Exit codes: 0 nothing differs; 1 something does; 2 it could not be compared.

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

  @Option(name: .long, help: "A language of the deck, or a pattern; may be repeated.")
  var language: [String] = []

  @Option(name: .long, help: "A format (see `placard formats`), or a pattern; may be repeated.")
  var format: [String] = []

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
    (request.languages, request.formats, request.threads) = (language, format, jobs)
    let outcome: DeckComparison.Outcome
    do throws(DeckComparison.Problem) {
      outcome = try await DeckComparison(request, old: Self.side(old), new: new.map(Self.side) ?? .files).run()
    } catch {
      Console.show([Self.diagnostic(error)], messages)
      throw ExitCode(2)
    }
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
    if !outcome.cells.isEmpty { throw ExitCode.failure }
  }

  /// A folder with a manifest is what was put out; anything else is a revision.
  private static func side(_ text: String) -> DeckComparison.Side {
    FileManager.default.fileExists(atPath: text + "/manifest.json") ? .outputs(text) : .revision(text)
  }

  private func summary(_ outcome: DeckComparison.Outcome) -> String {
    if outcome.cells.isEmpty { return "nothing differs; \(outcome.same) as before" }
    return "\(outcome.cells.count) of \(outcome.cells.count + outcome.same) differ: see \(output)"
  }

  /// A slip in a name must not pass for a deck in which nothing differs.
  private static let nothingCompared = Diagnostic(
    .error, "nothing-compared", "nothing was compared",
    reason: "the deck has no cards, or none of its languages and formats is meant by --language and --format",
    help: "look at the names: `placard render --dry-run` lists what there is")

  private static func diagnostic(_ problem: DeckComparison.Problem) -> Diagnostic {
    switch problem {
    case .unknownRevision(let revision):
      Diagnostic(
        .error, "unknown-revision", "\"\(revision)\" is no revision that git knows here, and no folder with a manifest",
        help: "name a commit, a branch, a tag, or an output folder")
    case .unusableFolder(let folder):
      Diagnostic(
        .error, "manifest", "\(folder)/manifest.json cannot be used", help: "render into this folder again")
    case .unreadableDeck(let deck):
      Diagnostic(
        .error, "unreadable-deck", "\(deck) cannot be read", help: "`placard render` says what is wrong with it")
    }
  }
}
