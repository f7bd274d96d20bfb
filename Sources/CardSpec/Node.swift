import Diagnostics

/// Values for the four sides of a box. Logical sides, where given, win over physical ones.
public struct Sides<Value: Sendable & Hashable>: Sendable, Hashable {
  public var top: Value
  public var right: Value
  public var bottom: Value
  public var left: Value
  public var start: Value?
  public var end: Value?

  public init(all value: Value) {
    top = value
    right = value
    bottom = value
    left = value
  }
}

/// One node of a template after slots, conditions, repetition, parts, variants and tokens were resolved
/// for one card, language and format. Values are as specified; nothing is computed yet.
public struct Node: Sendable, Hashable {
  public indirect enum Content: Sendable, Hashable {
    case box(children: [Node])
    /// Text with CommonMark inline markup.
    case text(String)
    /// Path of a raster picture, relative to the deck's folder.
    case image(source: String)
    case svg(source: String)
    /// The text that the code carries, usually a link.
    case qr(value: String, correction: QRCorrection, quietZone: Int)
    case rect
    case ellipse
    case line
    /// SVG path data in the coordinates of `viewBox` (x, y, width, height), scaled to the node's box.
    case path(data: String, viewBox: [Double], evenOdd: Bool)
    case chart(Chart)
  }

  public enum QRCorrection: String, Sendable, Hashable, CaseIterable {
    case low = "L"
    case medium = "M"
    case quartile = "Q"
    case high = "H"
  }

  public var content: Content
  /// The author's name for this node, unique among its siblings.
  public var id: String?
  public var box: BoxProperties
  public var paint: PaintProperties
  /// Inherited text properties; `nil` means: inherit.
  public var text: TextProperties
  public var semantics: Semantics
  public var location: SourceLocation
  /// Path in the document that the node comes from, for instance `layout.children[0]`.
  public var path: String

  /// Where the words, the picture's file or the path data of the content were written: in a card, where the node takes
  /// them from one of its slots.
  public var contentLocation: SourceLocation
  public var contentPath: String

  public init(content: Content, location: SourceLocation, path: String) {
    self.content = content
    contentLocation = location
    contentPath = path
    self.box = BoxProperties()
    self.paint = PaintProperties()
    self.text = TextProperties()
    self.semantics = Semantics()
    self.location = location
    self.path = path
  }
}

/// A number graphic.
public struct Chart: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable { case dots, bar, ring }

  public var kind: Kind
  /// The share shown, 0…1 (dots: `value × total` dots are filled, rounded to the nearest).
  public var value: Double
  /// How many dots; ignored by bar and ring.
  public var total: Int
  /// Dots per row; 0 chooses the count that fills the box best.
  public var columns: Int
  /// Distance between dots as a fraction of a dot's diameter, 0…1.
  public var gap: Double
  /// The ring's width as a fraction of its radius, 0…1.
  public var thickness: Double
  /// The colour of the part that counts, and of the rest.
  public var fill: Fill
  public var track: Fill

  public init(kind: Kind, value: Double) {
    self.kind = kind
    self.value = value
    total = 100
    columns = 0
    gap = 0.5
    thickness = 0.25
    fill = .color(.currentColor)
    track = .color(.color(Color(red: 0.85, green: 0.85, blue: 0.85)))
  }
}

/// Layout properties with CSS names, meanings and initial values; `boxSizing` is always `border-box`.
public struct BoxProperties: Sendable, Hashable {
  public enum Display: String, Sendable, Hashable, CaseIterable { case flex, grid, none }
  public enum Position: String, Sendable, Hashable, CaseIterable { case relative, absolute, `static` }
  public enum FlexDirection: String, Sendable, Hashable, CaseIterable {
    case row
    case rowReverse = "row-reverse"
    case column
    case columnReverse = "column-reverse"
  }
  public enum FlexWrap: String, Sendable, Hashable, CaseIterable {
    case nowrap, wrap
    case wrapReverse = "wrap-reverse"
  }
  /// Keywords of CSS Box Alignment 3; which of them a property takes is checked by the decoder.
  public enum Alignment: String, Sendable, Hashable, CaseIterable {
    case auto, normal, stretch, start, end
    case flexStart = "flex-start"
    case flexEnd = "flex-end"
    case selfStart = "self-start"
    case selfEnd = "self-end"
    case center, baseline
    case lastBaseline = "last baseline"
    case left, right
    case spaceBetween = "space-between"
    case spaceAround = "space-around"
    case spaceEvenly = "space-evenly"
  }
  public enum Direction: String, Sendable, Hashable, CaseIterable { case ltr, rtl }
  public enum Overflow: String, Sendable, Hashable, CaseIterable { case visible, hidden }

  public var display = Display.flex
  public var position = Position.relative
  public var direction: Direction?
  public var width = Dimension.auto
  public var height = Dimension.auto
  public var minWidth = Dimension.auto
  public var minHeight = Dimension.auto
  /// `nil` is CSS's `none`.
  public var maxWidth: Dimension?
  public var maxHeight: Dimension?
  /// Width divided by height; `nil` is `auto`.
  public var aspectRatio: Double?
  public var inset = Sides<Dimension>(all: .auto)
  public var margin = Sides<Dimension>(all: .length(.zero))
  public var padding = Sides<Length>(all: .zero)
  public var borderWidth = Sides<Length>(all: .zero)
  public var flexDirection = FlexDirection.row
  public var flexWrap = FlexWrap.nowrap
  public var flexGrow = 0.0
  public var flexShrink = 1.0
  public var flexBasis = Dimension.auto
  public var order = 0
  public var justifyContent = Alignment.normal
  public var alignItems = Alignment.normal
  public var alignSelf = Alignment.auto
  public var alignContent = Alignment.normal
  /// `true` where the author wrote `safe` before an alignment keyword.
  public var safeJustifyContent = false
  public var safeAlignItems = false
  public var safeAlignSelf = false
  public var safeAlignContent = false
  /// The tracks of a grid, and where a child lies in its parent's grid.
  public var grid = GridProperties()
  public var justifyItems = Alignment.normal
  public var justifySelf = Alignment.auto
  public var safeJustifyItems = false
  public var safeJustifySelf = false
  public var rowGap = Length.zero
  public var columnGap = Length.zero
  public var overflow = Overflow.visible

  public init() {}
}

/// What a box looks like.
public struct PaintProperties: Sendable, Hashable {
  public enum BorderStyle: String, Sendable, Hashable, CaseIterable { case solid, dashed, dotted, none }
  public enum ObjectFit: String, Sendable, Hashable, CaseIterable {
    case fill, contain, cover, none
    case scaleDown = "scale-down"
  }

  /// Inherited; `nil` means: inherit.
  public var visible: Bool?
  /// Painted from the last to the first, as CSS paints layers.
  public var background: [Fill] = []
  public var borderColor = Sides<ColorValue>(all: .currentColor)
  public var borderStyle = BorderStyle.solid
  /// Corner radii: top-left, top-right, bottom-right, bottom-left.
  public var borderRadius: [Length] = [.zero, .zero, .zero, .zero]
  /// 0…1.
  public var opacity = 1.0
  public var objectFit = ObjectFit.fill
  /// Horizontal and vertical position, CSS `object-position`.
  public var objectPosition: [Length] = [Length(50, .percent), Length(50, .percent)]
  /// Shapes and paths. `nil` is `none`.
  public var fill: Fill?
  public var stroke: Fill?
  public var strokeWidth = Length(1)
  /// Dash lengths along a stroke.
  public var strokeDash: [Length] = []
  public var strokeCap = StrokeCap.butt

  /// The first on top.
  public var boxShadow: [ShadowStyle] = []
  /// Applied from the last to the first, as CSS writes them.
  public var transform: [TransformFunction] = []
  /// The point of the border box that `transform` turns around.
  public var transformOrigin: [Length] = [Length(50, .percent), Length(50, .percent)]
  public var blendMode = BlendMode.normal
  public var isIsolated = false
  /// The standard deviation of a Gaussian blur over the whole node; `nil` is none.
  public var blur: Length?
  public var mask: Mask?
  /// Whether the mask counts by how light it is, rather than by how opaque.
  public var maskByLuminance = false

  public enum StrokeCap: String, Sendable, Hashable, CaseIterable { case butt, round, square }

  public init() {}
}

/// Text properties. All but `fit`, `lineClamp` and `textBoxTrim` are inherited; `nil` means: inherit.
public struct TextProperties: Sendable, Hashable {
  public enum LineHeight: Sendable, Hashable {
    case normal
    /// A multiple of the font size.
    case number(Double)
    case length(Length)
  }
  public enum Align: String, Sendable, Hashable, CaseIterable { case start, end, left, right, center, justify }
  /// CSS Text 4, `text-wrap`: `nowrap` and `wrap` say whether lines are broken, as `whiteSpace` does; all say how.
  public enum Wrap: String, Sendable, Hashable, CaseIterable { case wrap, nowrap, balance, pretty }
  public enum Hyphens: String, Sendable, Hashable, CaseIterable { case none, manual, auto }
  public enum OpticalAlign: String, Sendable, Hashable, CaseIterable { case none, start, end, both }
  public enum Position: String, Sendable, Hashable, CaseIterable {
    case normal
    case `super` = "super"
    case sub
  }
  public enum Typography: String, Sendable, Hashable, CaseIterable { case none, language }
  /// Letters (CSS Text 4, `hyphenate-limit-chars`).
  public struct HyphenateLimits: Sendable, Hashable {
    public var word = 5
    public var before = 2
    public var after = 2

    public init() {}

    public init(word: Int, before: Int, after: Int) {
      self.word = word
      self.before = before
      self.after = after
    }
  }
  /// Multiples of a space's own width.
  public struct JustifyLimits: Sendable, Hashable {
    public var smallest: Double
    public var largest: Double

    public init(smallest: Double, largest: Double) {
      self.smallest = smallest
      self.largest = largest
    }
  }
  public enum Transform: String, Sendable, Hashable, CaseIterable { case none, uppercase, lowercase, capitalize }
  /// CSS Text 3, `line-break`.
  public enum LineBreak: String, Sendable, Hashable, CaseIterable { case auto, loose, normal, strict, anywhere }
  /// CSS Text 3, `word-break`.
  public enum WordBreak: String, Sendable, Hashable, CaseIterable {
    case normal
    case keepAll = "keep-all"
    case breakAll = "break-all"
  }
  /// CSS Inline 3, `text-box-trim` with the edges `cap alphabetic`.
  public enum BoxTrim: String, Sendable, Hashable, CaseIterable {
    case none
    case start = "trim-start"
    case end = "trim-end"
    case both = "trim-both"
  }

  public var color: ColorValue?
  /// The colour of links in the text; the text's colour where `nil`.
  public var linkColor: ColorValue?
  /// Family names, best first.
  public var fontFamily: [String]?
  public var fontSize: Length?
  /// 1…1000.
  public var fontWeight: Int?
  public var italic: Bool?
  public var lineHeight: LineHeight?
  public var letterSpacing: Length?
  public var textAlign: Align?
  public var textTransform: Transform?
  /// OpenType features by tag, for instance `tnum: 1`.
  public var fontFeatures: [String: Int]?
  /// BCP 47 tag where the text's language differs from the card's.
  public var language: String?
  /// `false` keeps the text on one line.
  public var wrap: Bool?
  /// How strict the rules are for the beginnings and ends of lines.
  public var lineBreak: LineBreak?
  /// Where words without spaces between them may be broken.
  public var wordBreak: WordBreak?
  /// The first on top.
  public var textShadow: [ShadowStyle]?
  public var textWrap: Wrap?
  public var hyphens: Hyphens?
  public var hyphenateLimits: HyphenateLimits?
  /// Added to the words that are inherited.
  public var neverHyphenate: [String]?
  /// The most lines; `nil` is CSS's `none`. Not inherited.
  public var lineClamp: Int?
  /// The inner `nil` is `none`.
  public var justifyLimits: JustifyLimits??
  /// Of `first`, `allow-end` and `last`.
  public var hangingPunctuation: Set<String>?
  public var opticalAlign: OpticalAlign?
  /// OpenType features by tag that CSS's `font-variant` properties stand for.
  public var numericFeatures: [String: Int]?
  public var capsFeatures: [String: Int]?
  public var ligatureFeatures: [String: Int]?
  public var position: Position?
  public var typography: Typography?
  public var textBoxTrim: BoxTrim?
  public var fit = FitProperties()

  public init() {}
}

/// What a node means to someone who cannot see it.
public struct Semantics: Sendable, Hashable {
  public enum Role: String, Sendable, Hashable, CaseIterable {
    case heading1, heading2, heading3, paragraph, figure, quote, note, caption, list
    case listItem = "list-item"
    case section
    case decoration
  }

  /// `nil`: a text is a paragraph, a picture with `alt` a figure, anything else decoration.
  public var role: Role?
  public var alt: String?
  /// The whole node leads here.
  public var link: String?

  public init() {}
}
