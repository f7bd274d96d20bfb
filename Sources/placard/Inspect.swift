import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Explaining
import Foundation
import Imaging
import PDFReading
import PDFSyntax
import Scene
import Typesetting

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows a card's resolved boxes, fonts and decisions, or what a PDF is.",
    discussion: """
      Of a card: positions and sizes are absolute, in px of the format, from the top left of the trimmed card.
      Of a PDF, whoever made it: pages, boxes, colours, inks, fonts, pictures, tags, links and what it claims to be.

      Examples:
        placard inspect fact-children --language fr       every box of the card
        placard inspect fact-children --node headline     why that node looks as it does
        placard inspect Output/fr/cards.pdf               what a print shop or a screen reader gets
      """)

  @Argument(
    help: ArgumentHelp("A card's id in the deck, or the path of a card file or of a PDF.", valueName: "card"))
  var card: String

  @OptionGroup var deckOptions: DeckOptions
  @OptionGroup var messages: MessageOptions

  @Option(name: .long, help: "The language; by default the deck's first.")
  var language: String?

  @Option(name: .long, help: "The format; by default the deck's first.")
  var format: String?

  @Option(name: .long, help: "Explain one node: its id, or its path as `inspect` shows it.")
  var node: String?

  @Flag(
    name: .long, help: "JSON: every node with path, x, y, width and height, not rounded; of a PDF, all that is found.")
  var json = false

  func validate() throws {
    let names = [isPDF ? nil : card, language, format].compactMap { $0 }
    if let name = names.first(where: { $0.contains("*") || $0.contains("?") }) {
      throw ValidationError("inspect shows one card in one language and format: \"\(name)\" is a pattern")
    }
  }

  func run() throws {
    if isPDF { return try inspectPDF() }
    let workspace = try Workspace(deckOptions, cards: [card])
    guard let selection = workspace.selections.first else {
      Console.show(workspace.diagnostics, messages)
      throw ExitCode.failure
    }
    let (card, plan) = try plan(selection, workspace.diagnostics)
    let job = plan.jobs[0]
    let fonts = try Workspace.fonts(deckOptions, deckFolder: selection.deck.folder)
    let composer = SceneComposer(
      deck: selection.deck, typesetter: Typesetter(fonts: fonts),
      pictures: PictureLibrary())
    let fit = FitSurvey(deck: selection.deck, plan: plan).run(composer)
    let (scene, found) = composer.explain(
      card, language: job.language, format: job.format, groups: fit.groups)
    let diagnostics = workspace.diagnostics + found + fit.diagnostics
    Console.show(diagnostics, messages)
    if let scene { try show(scene) }
    if diagnostics.hasErrors { throw ExitCode.failure }
  }

  // MARK: PDFs

  private var isPDF: Bool {
    if card.lowercased().hasSuffix(".pdf") { return true }
    guard let file = FileHandle(forReadingAtPath: card) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 5)) == Data("%PDF-".utf8)
  }

  private func inspectPDF() throws {
    let given: [(String, String?)] = [
      ("--node", node), ("--language", language), ("--format", format), ("--deck", deckOptions.deck),
      ("--fonts", deckOptions.fonts),
    ]
    if let option = given.first(where: { $0.1 != nil })?.0 {
      throw ValidationError("\(option) is for cards; a PDF is what it is: leave \(option) out")
    }
    do {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: card)))
      let report = try PDFReport(reading: bytes)
      let name = URL(fileURLWithPath: card).lastPathComponent
      try Console.output(
        json
          ? PDFInspectOutput(name, bytes: bytes.count, report).text()
          : PDFInspection(name: name, byteCount: bytes.count, report: report).text)
    } catch let error as PDFError {
      Console.show([unreadable(error.message)], messages)
      throw ExitCode.failure
    } catch let error as CocoaError {
      Console.show([unreadable(Self.reason(error))], messages)
      throw ExitCode.failure
    }
  }

  private func unreadable(_ reason: String) -> Diagnostic {
    Diagnostic(.error, "unreadable-pdf", "\(card) cannot be inspected: \(reason)")
  }

  private static func reason(_ error: CocoaError) -> String {
    switch error.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file"
    case .fileReadNoPermission: "it may not be read"
    default: "it is no file that can be read"
    }
  }

  // MARK: Cards

  /// The card and the plan that the arguments name, in the deck's first language and format where they name none.
  private func plan(_ selection: Selection, _ found: [Diagnostic]) throws -> (card: Card, plan: Plan) {
    let deck = selection.deck
    let id = selection.cards.first ?? deck.cards.first?.id
    var request = RenderRequest(outputFolder: "", fontConfiguration: "")
    request.cards = selection.cards
    request.languages = [language ?? deck.languages[0]]
    request.formats = [format ?? deck.formats.first?.name ?? BuiltInFormats.all[0].name]
    do throws(UnknownNames) {
      let plan = try Plan.make(request, deck: deck)
      if !plan.jobs.isEmpty, let card = deck.cards.first(where: { $0.id == id }) { return (card, plan) }
      Console.show(found, messages)
    } catch {
      Console.show(found + error.diagnostics, messages)
      if !found.hasErrors { throw ExitCode.validationFailure }
    }
    throw ExitCode.failure
  }

  private func show(_ scene: Scene) throws {
    let explained = try node.map { try box($0, in: scene) }
    if json { return try Console.output(InspectOutput(scene, explaining: explained).text()) }
    try Console.output(explained.map { Explanation(box: $0).text } ?? Self.text(scene))
  }

  /// The node of this path or, if there is but one, of this id.
  private func box(_ name: String, in scene: Scene) throws -> InspectedBox {
    if let box = scene.boxes.first(where: { $0.path == name }) { return box }
    let named = scene.boxes.filter { $0.name == name }
    if named.count == 1 { return named[0] }
    Console.show([Self.problem(name, named, in: scene)], messages)
    throw ExitCode.validationFailure
  }

  private static func problem(_ name: String, _ named: [InspectedBox], in scene: Scene) -> Diagnostic {
    guard named.isEmpty else {
      return Diagnostic(
        .error, "ambiguous-node", "\(named.count) nodes are called \"\(name)\"",
        help: "name one by its path: \(named.prefix(8).map(\.path).joined(separator: ", "))")
    }
    let near = Suggestion.nearest(to: name, among: scene.boxes.map(\.path) + scene.boxes.map(\.name))
    return Diagnostic(
      .error, "unknown-node", "there is no node \"\(name)\" in this card",
      help: near.map { "did you mean \"\($0)\"?" } ?? "`placard inspect` without --node shows all of them")
  }

  private static func text(_ scene: Scene) -> String {
    var lines = [
      "\(scene.card) · \(scene.language) · \(scene.format.name) · \(Numbers.short(scene.trim.width)) × \(Numbers.short(scene.trim.height)) px"
    ]
    for box in scene.boxes {
      let depth = box.path.split(separator: "/").count - 1
      let name = String(repeating: "  ", count: depth) + (box.path.split(separator: "/").last.map(String.init) ?? "")
      let frame = box.frame
      var line = pad(name, 34) + pad(box.type, 8)
      line +=
        "\(Numbers.short(frame.x)), \(Numbers.short(frame.y))  \(Numbers.short(frame.width)) × \(Numbers.short(frame.height))"
      if let size = box.fontSize { line += "  \(Numbers.short(size)) px \(box.fonts.joined(separator: ", "))" }
      line += decision(box)
      if let count = box.lines { line += ", \(count) \(count == 1 ? "line" : "lines")" }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  /// What was done to a text so that it fits.
  private static func decision(_ box: InspectedBox) -> String {
    var parts: [String] = []
    if let asked = box.specifiedFontSize, let size = box.fontSize, size < asked {
      parts.append("shrunk from \(Numbers.short(asked))")
    }
    if let fit = box.fit, fit.done.contains(.tighten) {
      parts.append("tightened to \(Numbers.fine(fit.letterSpacing)) em")
    }
    if let group = box.fit?.group { parts.append("group \(group.key.name)") }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }
}

extension InspectedBox {
  /// The last part of its path: its id, or its place among its siblings.
  fileprivate var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
