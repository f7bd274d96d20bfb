import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Foundation
import Imaging
import Scene
import Typesetting

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows a card's resolved boxes, fonts and decisions.",
    discussion: "Positions and sizes are absolute, in px of the format, from the top left of the trimmed card.")

  @Argument(help: ArgumentHelp("A card's id in the deck, or the path of a card file.", valueName: "card"))
  var card: String

  @OptionGroup var deckOptions: DeckOptions
  @OptionGroup var messages: MessageOptions

  @Option(name: .long, help: "The language; by default the deck's first.")
  var language: String?

  @Option(name: .long, help: "The format; by default the deck's first.")
  var format: String?

  @Flag(name: .long, help: "JSON: every node with path, x, y, width and height, not rounded.")
  var json = false

  func run() throws {
    let workspace = try Workspace(deckOptions, cards: [card])
    guard let selection = workspace.selections.first else {
      Console.show(workspace.diagnostics, messages)
      throw ExitCode.failure
    }
    let (card, job) = try job(selection, workspace.diagnostics)
    let fonts = try Workspace.fonts(deckOptions, deckFolder: selection.deck.folder)
    let composer = SceneComposer(
      deck: selection.deck, typesetter: Typesetter(fonts: fonts),
      pictures: PictureLibrary())
    let (scene, found) = composer.explain(card, language: job.language, format: job.format)
    Console.show(workspace.diagnostics + found, messages)
    if let scene { try Console.output(json ? try Self.json(scene) : Self.text(scene)) }
    if workspace.hasErrors || found.hasErrors { throw ExitCode.failure }
  }

  /// What the arguments name, in the deck's first language and format where they name none.
  private func job(_ selection: Selection, _ found: [Diagnostic]) throws -> (card: Card, job: Plan.Job) {
    let deck = selection.deck
    let id = selection.cards.first ?? deck.cards.first?.id
    var request = RenderRequest(outputFolder: "", fontConfiguration: "")
    request.cards = selection.cards
    request.languages = [language ?? deck.languages[0]]
    request.formats = [format ?? deck.formats.first?.name ?? BuiltInFormats.all[0].name]
    do throws(UnknownNames) {
      let plan = try Plan.make(request, deck: deck)
      if let job = plan.jobs.first, let card = deck.cards.first(where: { $0.id == id }) { return (card, job) }
      Console.show(found, messages)
    } catch {
      Console.show(found + error.diagnostics, messages)
      if !found.hasErrors { throw ExitCode.validationFailure }
    }
    throw ExitCode.failure
  }

  private static func text(_ scene: Scene) -> String {
    var lines = [
      "\(scene.card) · \(scene.language) · \(scene.format.name) · \(number(scene.trim.width)) × \(number(scene.trim.height)) px"
    ]
    for box in scene.boxes {
      let depth = box.path.split(separator: "/").count - 1
      let name = String(repeating: "  ", count: depth) + (box.path.split(separator: "/").last.map(String.init) ?? "")
      let frame = box.frame
      var line = pad(name, 34) + pad(box.type, 8)
      line += "\(number(frame.x)), \(number(frame.y))  \(number(frame.width)) × \(number(frame.height))"
      if let size = box.fontSize { line += "  \(number(size)) px \(box.fonts.joined(separator: ", "))" }
      if let asked = box.specifiedFontSize, let size = box.fontSize, size < asked {
        line += " (shrunk from \(number(asked)))"
      }
      if let count = box.lines { line += ", \(count) \(count == 1 ? "line" : "lines")" }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func number(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  private struct Output: Encodable {
    var card: String
    var language: String
    var format: String
    var width: Double
    var height: Double
    var nodes: [NodeOutput]
  }

  private struct NodeOutput: Encodable {
    var path: String
    var type: String
    var x: Double
    var y: Double
    var width: Double
    var height: Double
    var text: String?
    var fonts: [String]?
    var fontSize: Double?
    var specifiedFontSize: Double?
    var lines: Int?
    var source: String
  }

  private static func json(_ scene: Scene) throws -> String {
    let nodes = scene.boxes.map { box in
      NodeOutput(
        path: box.path, type: box.type, x: box.frame.x, y: box.frame.y, width: box.frame.width,
        height: box.frame.height, text: box.text, fonts: box.fonts.isEmpty ? nil : box.fonts, fontSize: box.fontSize,
        specifiedFontSize: box.specifiedFontSize, lines: box.lines,
        source: "\(box.location.file):\(box.location.line):\(box.location.column)")
    }
    let output = Output(
      card: scene.card, language: scene.language, format: scene.format.name, width: scene.trim.width,
      height: scene.trim.height, nodes: nodes)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(output), as: UTF8.self)
  }
}
