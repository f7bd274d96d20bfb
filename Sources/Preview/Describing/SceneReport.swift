import BoxLayout
import CardSpec
import Diagnostics
import Explaining
import Scene
import Typesetting

/// A cell looked into, for programs.
public struct CellReport: Sendable, Encodable {
  public var card: String
  public var language: String
  public var format: String
  public var revision: Int
  public var state: CellState
  public var diagnostics: [DiagnosticReport]
  /// `nil` where there is nothing to show.
  public var scene: SceneReport?
}

/// A scene for programs: everything that an overlay or a list of properties shows. px of the format.
public struct SceneReport: Sendable, Encodable {
  public var width: Double
  public var height: Double
  public var bleed: Double
  /// `ltr` or `rtl`.
  public var direction: String
  public var title: String
  public var alt: String
  public var link: String?
  /// In document order.
  public var nodes: [NodeReport]
  /// What a screen reader hears, in order.
  public var reading: [ReadingReport]
  public var guides: [NetworkGuide]

  init(_ scene: Scene, isRightToLeft: Bool, _ files: DeckFiles) {
    (width, height, bleed) = (scene.trim.width, scene.trim.height, scene.bleed)
    (title, alt, link) = (scene.title, scene.alt, scene.link)
    direction = isRightToLeft ? "rtl" : "ltr"
    guides = NetworkGuide.all(for: scene.format).filter { $0.kind == .safe || $0.kind == .overlap }
    nodes = NodeReports(scene, files).nodes
    reading = ReadingReport.all(of: scene)
    for index in nodes.indices { nodes[index].role = reading.first { $0.node == index }?.role }
  }
}

public struct EdgesReport: Sendable, Encodable {
  public var top: Double
  public var right: Double
  public var bottom: Double
  public var left: Double

  init(_ edges: BoxEdges<Double>) {
    (top, right, bottom, left) = (edges.top, edges.right, edges.bottom, edges.left)
  }
}

public struct FrameReport: Sendable, Encodable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  init(_ rect: Rect) { (x, y, width, height) = (rect.x, rect.y, rect.width, rect.height) }
}

/// The room between two children of a box.
public struct GapReport: Sendable, Encodable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double
  /// From one to the other.
  public var size: Double
}

/// A node of a card, for programs.
public struct NodeReport: Sendable, Encodable {
  public var path: String
  public var name: String
  /// Its place in the list.
  public var parent: Int?
  public var depth: Int
  public var type: String
  public var frame: FrameReport
  public var isVisible: Bool
  public var border: EdgesReport?
  public var padding: EdgesReport?
  public var margin: EdgesReport?
  public var gaps: [GapReport] = []
  public var source: PlaceReport
  public var text: String?
  public var textSource: PlaceReport?
  public var edit: EditPlace?
  public var fontSize: Double?
  public var specifiedFontSize: Double?
  public var lines: Int?
  public var baselines: [Double]?
  public var runs: [RunReport]?
  public var lineEnds: [LineReport]?
  public var fit: FitSummary?
  public var widthWords: String?
  public var heightWords: String?
  public var style: [StyleReport] = []
  public var role: String?
  public var lacksAlternative: Bool
}

/// A property that a node has, and where it comes from.
public struct StyleReport: Sendable, Encodable {
  public var name: String
  public var value: String
  /// As it is written, where that is a token or a slot.
  public var token: String?
  /// Where the property is written.
  public var source: PlaceReport
  /// Where its value comes from, if that is elsewhere.
  public var valueSource: PlaceReport?
  /// The node that it is inherited from.
  public var from: String?
  public var edit: EditPlace?
}

/// A stretch of text in one font.
public struct RunReport: Sendable, Encodable {
  public var text: String
  public var font: String
  public var size: Double
  public var insteadOf: String?
  /// `notInstalled` or `lacks`.
  public var because: String?
  public var characters: [String]?

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

public struct LineReport: Sendable, Encodable {
  public var text: String
  public var width: Double
  public var room: Double
  /// `text`, `forced`, `width`, `balance`, `pretty` or `clamp`.
  public var end: String
  public var next: String?

  public init(_ line: TextExplanation.Line) {
    (text, width, room) = (line.text, line.width, line.room)
    switch line.end {
    case .text: end = "text"
    case .forced: end = "forced"
    case .width(let next): (end, self.next) = ("width", next)
    case .composed(let style, let next): (end, self.next) = (style == .balance ? "balance" : "pretty", next)
    case .clamp: end = "clamp"
    }
  }
}

/// What was done so that a text fits.
public struct FitSummary: Sendable, Encodable {
  public struct Group: Sendable, Encodable {
    public var name: String
    public var scope: String
    public var share: Double?
    public var decidedBy: String?
    public var isHeld: Bool?
  }

  public var allowed: [String]
  public var done: [String]
  public var minFontSize: Double
  public var letterSpacing: Double
  public var specifiedLetterSpacing: Double
  public var lineClamp: Int?
  public var group: Group?

  init(_ fit: FitDecision) {
    (allowed, done) = (fit.allowed.map(\.rawValue), fit.done.map(\.rawValue))
    (minFontSize, lineClamp) = (fit.minFontSize, fit.lineClamp)
    (letterSpacing, specifiedLetterSpacing) = (fit.letterSpacing, fit.specifiedLetterSpacing)
    group = fit.group.map { group in
      Group(
        name: group.key.name, scope: group.key.scope.rawValue, share: group.settlement?.share,
        decidedBy: group.settlement?.decidedBy.description, isHeld: group.settlement?.isHeld)
    }
  }
}
