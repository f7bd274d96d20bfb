import Batch
import BoxLayout
import Explaining
import Foundation
import Preview
import Scene
import Typesetting

/// What `inspect --json` prints: stable names, numbers that are not rounded.
struct InspectOutput: Encodable {
  var card: String
  var language: String
  var format: String
  var width: Double
  var height: Double
  var nodes: [Node]

  /// - Parameter explained: the one node that is explained; every node, without explanations, where it is `nil`.
  init(_ scene: Scene, explaining explained: InspectedBox? = nil) {
    card = scene.card
    language = scene.language
    format = scene.format.name
    width = scene.trim.width
    height = scene.trim.height
    nodes = explained.map { [Node($0, explains: true)] } ?? scene.boxes.map { Node($0, explains: false) }
  }

  func text() throws -> String { try JSONText.of(self) }

  struct Node: Encodable {
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
    var fit: FitReport?
    var why: Why?

    init(_ box: InspectedBox, explains: Bool) {
      path = box.path
      type = box.type
      (x, y, width, height) = (box.frame.x, box.frame.y, box.frame.width, box.frame.height)
      text = box.text
      fonts = box.fonts.isEmpty ? nil : box.fonts
      fontSize = box.fontSize
      specifiedFontSize = box.specifiedFontSize
      lines = box.lines
      source = "\(box.location.file):\(box.location.line):\(box.location.column)"
      fit = box.fit.map(FitReport.init)
      why = explains ? box.explanation.map(Why.init) : nil
    }
  }

  /// Why a node is as it is.
  struct Why: Encodable {
    var width: Side
    var height: Side
    var runs: [Run]?
    var lines: [LineReport]?

    init(_ explanation: BoxExplanation) {
      width = Side(explanation.width, words: SizeWords(width: explanation).text)
      height = Side(explanation.height, words: SizeWords(height: explanation).text)
      runs = explanation.text?.runs.map(Run.init)
      lines = explanation.text?.lines.map(LineReport.init)
    }
  }

  struct Side: Encodable {
    /// `specified`, `flexBasis`, `content`, `room`, `aspectRatio`, `stretched`, `area`, `insets` or `card`.
    var rule: String?
    var words: String
    var room: Double?
    var grownFrom: Double?
    var free: Double?
    var shrunkFrom: Double?
    var missing: Double?
    /// `minimum`, `automaticMinimum`, `maximum` or `edges`.
    var limit: String?

    init(_ side: BoxExplanation.Side, words: String) {
      self.words = words
      guard let rule = side.rule else { return }
      switch rule.source {
      case .specified: self.rule = "specified"
      case .flexBasis: self.rule = "flexBasis"
      case .content: self.rule = "content"
      case .room(let room): (self.rule, self.room) = ("room", room)
      case .aspectRatio: self.rule = "aspectRatio"
      case .stretched(let room): (self.rule, self.room) = ("stretched", room)
      case .area(let room): (self.rule, self.room) = ("area", room)
      case .insets: self.rule = "insets"
      case .card: self.rule = "card"
      }
      switch rule.flexing {
      case .grown(let from, let free): (grownFrom, self.free) = (from, free)
      case .shrunk(let from, let missing): (shrunkFrom, self.missing) = (from, missing)
      case nil: break
      }
      limit =
        switch rule.limit {
        case .minimum: "minimum"
        case .automaticMinimum: "automaticMinimum"
        case .maximum: "maximum"
        case .edges: "edges"
        case nil: nil
        }
    }
  }

  struct Run: Encodable {
    var text: String
    var font: String
    var size: Double
    /// The family that was asked for first, where it is another.
    var insteadOf: String?
    /// `notInstalled`, or `lacks` and the characters.
    var because: String?
    var characters: [String]?

    init(_ run: TextExplanation.Run) {
      (text, font, size) = (run.text, run.font, run.size)
      switch run.fallback {
      case nil: break
      case .notInstalled(let family): (insteadOf, because) = (family, "notInstalled")
      case .lacks(let family, let scalars):
        (insteadOf, because, characters) = (family, "lacks", scalars.map { String(Character($0)) })
      }
    }
  }
}

/// JSON with members in a fixed order.
enum JSONText {
  static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
