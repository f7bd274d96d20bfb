import CardSpec
import Diagnostics
import Imaging
import Typesetting

/// One card in one language and format, laid out: everything that draws, checks or explains reads this and nothing else.
public struct Scene: Sendable {
  public var card: String
  /// BCP 47.
  public var language: String
  public var format: Format
  /// px; the origin of all coordinates is the top left of the trim box.
  public var trim: Size
  /// How far paint reaches beyond the trim on every side, px.
  public var bleed: Double
  public var title: String
  public var alt: String
  public var link: String?
  /// The display list, first painted first.
  public var items: [Item]
  /// What the card means, in reading order. Items refer to it through `Item.element`.
  public var structure: [StructureElement]
  /// Every node of the resolved tree, for `inspect`, in document order.
  public var boxes: [InspectedBox]
  /// Warnings and notes found while composing.
  public var diagnostics: [Diagnostic]

  /// Pixels per inch of what must become a picture on paper, such as a blur.
  public static let paperDensity = 300.0

  public init(
    card: String, language: String, format: Format, trim: Size, bleed: Double, title: String, alt: String,
    link: String?, items: [Item], structure: [StructureElement], boxes: [InspectedBox], diagnostics: [Diagnostic]
  ) {
    self.card = card
    self.language = language
    self.format = format
    self.trim = trim
    self.bleed = bleed
    self.title = title
    self.alt = alt
    self.link = link
    self.items = items
    self.structure = structure
    self.boxes = boxes
    self.diagnostics = diagnostics
  }
}

/// Something to paint, and the structure element that it belongs to (`nil`: decoration, an artifact in a PDF).
public struct Item: Sendable, Hashable {
  public indirect enum Drawing: Sendable, Hashable {
    case fill(Path, Paint)
    case stroke(Path, Paint, Stroke)
    /// Glyph runs in the coordinates of the card.
    case glyphs(GlyphDrawing)
    /// The whole picture scaled to `frame`, seen through `clip`.
    case picture(Picture, frame: Rect, clip: Path)
    case vector(VectorPicture, frame: Rect, clip: Path)
    case shadow(Shadow)
    case group(Group)
  }

  public var drawing: Drawing
  /// Index into `Scene.structure`.
  public var element: Int?
  /// The node that draws it, for messages: index into `Scene.boxes`. Parts of a group that name none are of the group's.
  public var node: Int?

  public init(_ drawing: Drawing, element: Int? = nil, node: Int? = nil) {
    self.drawing = drawing
    self.element = element
    self.node = node
  }
}

/// A run of glyphs whose text box begins at `origin`; the run's own coordinates are added to it.
public struct GlyphDrawing: Sendable, Hashable {
  public var run: GlyphRun
  public var origin: Point
  public var color: Color
  /// BCP 47.
  public var language: String
  /// Where the text leads, if it is part of a link.
  public var link: String?

  public init(run: GlyphRun, origin: Point, color: Color, language: String, link: String? = nil) {
    self.run = run
    self.origin = origin
    self.color = color
    self.language = language
    self.link = link
  }
}

/// A paint with absolute coordinates.
public enum Paint: Sendable, Hashable {
  public struct Stop: Sendable, Hashable {
    /// 0…1, not decreasing.
    public var offset: Double
    public var color: Color
    public init(_ offset: Double, _ color: Color) {
      self.offset = offset
      self.color = color
    }
  }
  case color(Color)
  case linear(from: Point, to: Point, stops: [Stop])
  /// An ellipse: the unit circle scaled by the radii around the centre.
  case radial(center: Point, radiusX: Double, radiusY: Double, stops: [Stop])
  /// Once around the centre, clockwise from `angle`, in radians from the top.
  case conic(center: Point, angle: Double, stops: [Stop])
}

/// How a path is stroked. px.
public struct Stroke: Sendable, Hashable {
  public enum Cap: Sendable, Hashable { case butt, round, square }
  public var width: Double
  public var dash: [Double]
  public var cap: Cap
  public init(width: Double, dash: [Double] = [], cap: Cap = .butt) {
    self.width = width
    self.dash = dash
    self.cap = cap
  }
}

/// A node of the card's meaning. `structure` lists them in reading order (pre-order); parents come before children.
public struct StructureElement: Sendable, Hashable {
  public enum Role: String, Sendable, Hashable {
    case heading1, heading2, heading3, paragraph, figure, quote, note, caption, list, listItem, section, link
  }
  public var role: Role
  /// Index into `Scene.structure`; `nil` for a child of the card itself.
  public var parent: Int?
  /// BCP 47, where it differs from the card's.
  public var language: String?
  public var alt: String?
  /// For links: where it leads.
  public var link: String?
  /// The area on the card, px; one rectangle per line for links.
  public var frames: [Rect]

  public init(
    role: Role, parent: Int? = nil, language: String? = nil, alt: String? = nil, link: String? = nil,
    frames: [Rect] = []
  ) {
    self.role = role
    self.parent = parent
    self.language = language
    self.alt = alt
    self.link = link
    self.frames = frames
  }
}

/// A resolved node as `inspect` shows it. px of the format, absolute, not rounded.
public struct InspectedBox: Sendable, Hashable {
  public var path: String
  public var type: String
  public var frame: Rect
  /// The text as set, for text nodes.
  public var text: String?
  /// Faces used, in order of appearance, for instance `Inter Semi Bold`.
  public var fonts: [String]
  /// The size that was set, px, and the size that was asked for.
  public var fontSize: Double?
  public var specifiedFontSize: Double?
  public var lines: Int?
  /// For a text that may give way, or that is in a fit group.
  public var fit: FitDecision?
  /// Whether this is a picture without words for those who cannot see it, and nothing says that it is decoration.
  public var lacksAlternative = false
  /// Why the box is as it is, in a scene that was made to be looked into.
  public var explanation: BoxExplanation?
  public var location: SourceLocation

  public init(path: String, type: String, frame: Rect, location: SourceLocation) {
    self.path = path
    self.type = type
    self.frame = frame
    self.fonts = []
    self.location = location
  }
}
