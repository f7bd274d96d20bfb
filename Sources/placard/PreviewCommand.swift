import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Files
import Foundation
import Preview
import PreviewServer
import Synchronization
import TerminalPictures
import Watching

struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Shows cards in the browser, in every language and format, and follows their files.",
    discussion: """
      The page shows what would be put out, anew with each saved change of a spec, template, theme, picture or font. It is
      served to this computer alone; Ctrl-C ends it.

      Examples:
        placard preview                                  the whole deck
        placard preview fact-children --open             one card, in the browser
        placard preview --against main                   what differs from that revision of git
        placard preview --approved Output                what differs from what was put out last
        placard preview fact-children --terminal --format og --language fr

      Exit codes: 0 it was ended; 1 it could not begin; 64 the command was not understood, or names what is not there.
      """)

  @Argument(help: ArgumentHelp("A card's id in the deck, or the path of a card file.", valueName: "card"))
  var card: String?

  @OptionGroup var deckOptions: DeckOptions
  @OptionGroup var messages: MessageOptions

  @OptionGroup var selection: SelectionOptions

  @Option(name: .long, help: "The port of the server; 0 takes any that is free.")
  var port = ServerAddress.standardPort

  @Option(
    name: .long,
    help:
      "The name or address that the server listens at. Any other than this computer's own lets others look, and change texts."
  )
  var host = "127.0.0.1"

  @Flag(name: .long, help: "Open the page in the browser.")
  var open = false

  @Flag(name: .long, help: "Draw the card in the terminal, as pictures where it can show them; no server.")
  var terminal = false

  @Option(
    name: .customLong("terminal-as"),
    help: ArgumentHelp(
      "With --terminal: draw as for this kind of terminal, once where standard output is none: \(TerminalKind.names).",
      valueName: "kind"))
  var terminalKind: TerminalKind?

  @Option(
    name: .long,
    help:
      "The editor that places in files lead to: \(EditorLink.known.keys.sorted().joined(separator: ", ")), or an address with {path}, {line} and {column}."
  )
  var editor = "vscode"

  @Option(
    name: .long,
    help: ArgumentHelp("An output folder that the cards may be compared with; may be repeated.", valueName: "folder"))
  var approved: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Compare with this revision of git from the beginning.", valueName: "revision"))
  var against: String?

  @Option(name: .long, help: "How many pictures are rendered at once.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
    guard jobs >= 1, jobs <= 64 else { throw ValidationError("--jobs takes a number from 1 to 64") }
    guard !terminal || !open && approved.isEmpty && against == nil else {
      throw ValidationError("--open, --approved and --against are for the page; --terminal has none")
    }
    guard terminal || terminalKind == nil else { throw ValidationError("--terminal-as goes with --terminal") }
    guard !terminal || terminalKind != nil || TerminalPreview.isOnTerminal else {
      throw ValidationError(
        "--terminal draws in a terminal, and standard output is none: leave the pipe or the redirection out, or say with --terminal-as what the drawing is for; `placard render` makes picture files"
      )
    }
    guard !host.isEmpty else { throw ValidationError("--host takes a name or an address") }
    guard EditorLink.template(editor) != nil else {
      throw ValidationError(
        "--editor takes \(EditorLink.known.keys.sorted().joined(separator: ", ")), or an address with {path} in it")
    }
    if let card, card.contains("*") || card.contains("?") {
      throw ValidationError("preview shows one card, or the whole deck: \"\(card)\" is a pattern")
    }
    for folder in approved where !FileManager.default.fileExists(atPath: folder + "/manifest.json") {
      throw ValidationError("--approved: there is no manifest.json in \(folder); render into it first")
    }
  }

  func run() async throws {
    let target = try PreviewTarget(card: card, options: deckOptions, selection)
    Console.show(target.diagnostics + target.unknown, messages)
    guard target.unknown.isEmpty else {
      throw target.diagnostics.hasErrors ? ExitCode.failure : ExitCode.validationFailure
    }
    let request = try request(target)
    defer { request.scratch.end() }
    let address = ServerAddress(host: host, port: port)
    if !address.isLoopback, !terminal, !messages.quiet {
      Console.error("others can reach this preview at \(host), look at the cards and change their texts")
    }
    let session = PreviewSession(request, id: UUID().uuidString.lowercased())
    let signals = await EndSignals(scratch: request.scratch)
    defer { withExtendedLifetime(signals) {} }
    // Before the deck is read for the first time, so that no change falls between.
    let watcher = Watcher(session.watchedFolders.map { .folder($0) })
    if terminal {
      await session.start()
      let drawing = Task {
        try await TerminalPreview(session: session, messages: messages, kind: terminalKind).run(
          following: watcher.changes)
      }
      let ending = Task {
        _ = await signals.next()
        watcher.stop()
        drawing.cancel()
      }
      defer { ending.cancel() }
      return try await drawing.value
    }
    let preview = PreviewServer(session, at: address)
    let ending = Task {
      guard await signals.next() != nil else { return }
      await preview.end(reason: "the preview has ended")
      request.scratch.end()
      // Cancelling the server would end the program with a fault where a connection has just come and nobody has taken it
      // (NIO's writer insists on being finished). Nothing that it holds outlives the program; and other threads still work.
      _exit(0)
    }
    defer { ending.cancel() }
    await session.start()
    try await compare(session, signals, ending)
    let following = Task {
      for await changes in watcher.changes { await session.filesChanged(changes) }
    }
    defer {
      following.cancel()
      watcher.stop()
    }
    try await serve(preview, session, request.focus)
  }

  /// Begins the comparison that was asked for, or ends the command where that cannot be.
  ///
  /// - Parameter ending: Ends the program once a signal has come.
  private func compare(_ session: PreviewSession, _ signals: EndSignals, _ ending: Task<Void, Never>) async throws {
    guard let against else { return }
    do {
      try await session.compare(withRevision: against)
    } catch PreviewProblem.revision(let found) {
      // What went wrong since then went wrong because of it.
      if signals.haveCome { await ending.value }
      await session.stop(reason: "the preview could not begin")
      Console.show([found], messages)
      throw ExitCode.validationFailure
    }
  }

  private func request(_ target: PreviewTarget) throws -> PreviewRequest {
    let fonts = try Workspace.fontConfiguration(deckOptions, deckFolder: target.source.folder)
    var request = PreviewRequest(source: target.source, fontConfiguration: fonts)
    request.focus = target.focus
    (request.languages, request.formats) = (selection.language, selection.format)
    request.approvedFolders = approved
    request.scratch = .ofThisRun()
    request.threads = jobs
    request.editor = EditorLink.template(editor) ?? EditorLink.standard
    return request
  }

  /// Serves until a signal comes, or the server ends by itself.
  private func serve(_ preview: PreviewServer, _ session: PreviewSession, _ focus: String?) async throws {
    let path = focus.flatMap { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) }.map { "/?card=\($0)" }
    let (opens, address) = (open, ServerAddress(host: host, port: port))
    let server = Task {
      do throws(PreviewServer.Problem) {
        try await preview.run { port in
          let url = address.url(port: port, path: path ?? "/")
          try? Console.output(url)
          if opens { Browser.open(url) }
        }
        return nil as PreviewServer.Problem?
      } catch {
        return error
      }
    }
    let problem = await server.value
    if let problem {
      await session.stop(reason: "the preview could not begin")
      Console.show([diagnostic(problem)], messages)
      throw ExitCode.failure
    }
  }

  private func diagnostic(_ problem: PreviewServer.Problem) -> Diagnostic {
    switch problem {
    case .portInUse:
      Diagnostic(
        .error, "port-in-use", "another program listens at port \(port) already",
        reason: "perhaps another preview",
        help: "end it, or choose another with --port; --port 0 takes one that is free")
    case .notPermitted:
      Diagnostic(
        .error, "port", "you may not listen at port \(port)", reason: "ports below 1024 belong to the system",
        help: "choose another with --port")
    case .unknownHost:
      Diagnostic(
        .error, "host", "\"\(host)\" is no name or address of this computer",
        help: "leave --host out, or name one of this computer's addresses")
    case .failed(let words):
      Diagnostic(.error, "server", "the preview's server could not go on: \(words)")
    }
  }
}

/// What a preview is of: the deck's file, or that of a card that stands alone, and the card that is looked at.
struct PreviewTarget {
  let source: DeckSource
  let focus: String?
  private(set) var diagnostics: [Diagnostic] = []
  /// A card, languages and formats that the deck does not have, a diagnostic each.
  private(set) var unknown: [Diagnostic] = []

  /// A deck that cannot be read now may be right in a moment; one that is not there is refused.
  init(card: String?, options: DeckOptions, _ selection: SelectionOptions) throws {
    let isFile = card.map { $0.hasSuffix(".json") || $0.contains("/") } ?? false
    guard let card, isFile else {
      source = .deck(file: try options.deck ?? Workspace.deckHere())
      let loaded = SpecLoader.loadDeck(source.file)
      diagnostics = loaded.diagnostics
      focus = card
      unknown = Self.unknown([card].compactMap { $0 }, selection, loaded.deck)
      return
    }
    guard FileManager.default.fileExists(atPath: card) else {
      throw ValidationError("there is no file \(card)")
    }
    guard let deck = options.deck ?? DeckFinder.deck(ofCard: card) else {
      source = .card(file: card)
      let loaded = SpecLoader.loadCard(card)
      diagnostics = loaded.diagnostics
      focus = loaded.deck?.cards.first?.id
      unknown = Self.unknown([], selection, loaded.deck)
      return
    }
    source = .deck(file: deck)
    let loaded = SpecLoader.loadDeck(deck)
    diagnostics = loaded.diagnostics
    focus = loaded.deck.flatMap { Self.id(ofCardIn: card, $0) }
    unknown = Self.unknown([], selection, loaded.deck)
    let isTold = diagnostics.contains { DeckFinder.isSameFile($0.location?.file ?? "", card) }
    if loaded.deck != nil, focus == nil, !isTold { unknown.insert(Workspace.noCard(of: deck, in: card), at: 0) }
  }

  /// Of a card that is broken, the name of its file stands for its id.
  private static func id(ofCardIn file: String, _ deck: Deck) -> String? {
    if let card = deck.cards.first(where: { DeckFinder.isSameFile($0.location.file, file) }) { return card.id }
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    return deck.leftOut.first { $0 == name }
  }

  private static func unknown(_ cards: [String], _ selection: SelectionOptions, _ deck: Deck?) -> [Diagnostic] {
    guard let deck else { return [] }
    let choice = DeckChoice(cards: cards, languages: selection.language, formats: selection.format, of: deck)
    return choice.unknown.diagnostics
  }
}

/// Signals that end a preview: Ctrl-C, the system's wish, and the end of its terminal.
private final class EndSignals: Sendable {
  private let signals: AsyncStream<Int32>
  private let count = SignalCount()
  // Safe: made in init, and only kept alive afterwards.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

  /// From its return on, no signal is missed: sources begin to listen some time after they were told to.
  ///
  /// - Parameter scratch: Goes also where a second signal does not wait for the end.
  init(scratch: ScratchSpace) async {
    let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
    let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
    self.signals = signals
    let count = self.count
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      // Without this, the system would end the program before the source hears of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        if count.isFirst() {
          continuation.yield(number)
        } else {
          scratch.end()
          _exit(128 + number)
        }
      }
      source.setRegistrationHandler { isReady.yield() }
      source.resume()
      return source
    }
    // A browser that goes away in the middle of an answer must not end the program.
    signal(SIGPIPE, SIG_IGN)
    var registered = ready.makeAsyncIterator()
    for _ in sources { await registered.next() }
  }

  /// Whether one has come.
  var haveCome: Bool { !count.isNone }

  /// The first of them; `nil` where nobody waits any more.
  func next() async -> Int32? {
    var iterator = signals.makeAsyncIterator()
    return await iterator.next()
  }
}

private final class SignalCount: Sendable {
  private let count = Atomic<Int>(0)

  var isNone: Bool { count.load(ordering: .relaxed) == 0 }

  func isFirst() -> Bool { count.add(1, ordering: .relaxed).newValue == 1 }
}

/// Opens addresses in the user's browser.
enum Browser {
  static func open(_ url: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    #if os(macOS)
      process.arguments = ["open", url]
    #else
      process.arguments = ["xdg-open", url]
    #endif
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { Console.error("the browser could not be opened; open \(url) in it") }
  }
}
