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
        placard render my-card.json --output here        a card file that stands alone
      """)

  @Argument(help: ArgumentHelp("Ids of cards in the deck, or the path of one card file.", valueName: "card"))
  var cards: [String] = []

  @OptionGroup var deckOptions: DeckOptions
  @OptionGroup var messages: MessageOptions

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

  func validate() throws {
    guard scale >= 0.1, scale <= 8 else { throw ValidationError("--scale takes a number from 0.1 to 8") }
    guard jobs >= 1, jobs <= 256 else { throw ValidationError("--jobs takes a number from 1 to 256") }
  }

  func run() async throws {
    let (deck, chosen, failedToLoad) = try Workspace.load(deckOptions, cards: cards, messages: messages)
    var request = RenderRequest(
      outputFolder: output,
      fontConfiguration: try Workspace.fontConfiguration(deckOptions, deckFolder: deck.folder))
    request.cards = chosen
    request.languages = language
    request.formats = format
    request.scale = scale
    request.effort = effort
    request.jobs = jobs
    request.pdfPerCard = pdfPerCard
    let (plan, problems) = Plan.make(request, deck: deck)
    Console.show(problems, messages)
    guard problems.isEmpty else { throw ExitCode.failure }
    let result = await render(deck, request, plan)
    report(result, plan)
    if failedToLoad || result.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
  }

  private func render(_ deck: Deck, _ request: RenderRequest, _ plan: Plan) async -> BatchResult {
    let showsProgress = Console.isTerminal && !messages.quiet
    let total = plan.jobs.count
    let result = await BatchRun(deck: deck, request: request, plan: plan).run { done in
      if showsProgress { Console.progress("\(done) of \(total) files") }
    }
    if showsProgress { Console.progress("") }
    return result
  }

  private func report(_ result: BatchResult, _ plan: Plan) {
    Console.show(result.diagnostics, messages)
    guard !messages.quiet else { return }
    let failed = plan.jobs.count - result.written.count
    let failures = failed == 0 ? "" : "; \(failed) could not be made"
    Console.output("\(result.written.count) files in \(output)\(failures)")
  }
}
