/// The result of typesetting: glyphs at fixed places. Pure data; the origin is the top left of the text box, y down, px.
public struct ShapedText: Sendable, Hashable {
  public var lines: [ShapedLine]
  /// The width that lines were broken and aligned to.
  public var width: Double
  /// The sum of the line boxes.
  public var height: Double
  /// The widest line's advance, without trailing white space.
  public var inkWidth: Double
  /// Characters that no font of the stack has, in order of appearance, each once.
  public var missing: [Unicode.Scalar]
  /// Whether lines were left out (`lineClamp`).
  public var isClamped = false

  public var firstBaseline: Double { lines.first?.baseline ?? 0 }
  public var lastBaseline: Double { lines.last?.baseline ?? 0 }

  public init(lines: [ShapedLine], width: Double, height: Double, inkWidth: Double, missing: [Unicode.Scalar]) {
    self.lines = lines
    self.width = width
    self.height = height
    self.inkWidth = inkWidth
    self.missing = missing
  }
}

/// One line. `y` is the top of its line box, `baseline` the y of its baseline; both from the text's top.
public struct ShapedLine: Sendable, Hashable {
  public var y: Double
  public var height: Double
  public var baseline: Double
  /// The left edge and advance width of the line's visible content.
  public var x: Double
  public var width: Double
  /// In reading order. Where each stands is its `x`: lines of mixed direction jump back and forth.
  public var runs: [GlyphRun]
  /// Whether the paragraph ends, or a forced break stands, after this line.
  public var endsParagraph: Bool

  public init(
    y: Double, height: Double, baseline: Double, x: Double, width: Double, runs: [GlyphRun], endsParagraph: Bool
  ) {
    self.y = y
    self.height = height
    self.baseline = baseline
    self.x = x
    self.width = width
    self.runs = runs
    self.endsParagraph = endsParagraph
  }
}

/// Glyphs of one face, span and direction.
public struct GlyphRun: Sendable, Hashable {
  public var face: FontFace
  /// px.
  public var size: Double
  /// Index into `StyledText.spans`.
  public var span: Int
  /// The run's text in logical order; the clusters partition its UTF-8.
  public var text: String
  public var isRightToLeft: Bool
  /// In visual order, left to right.
  public var glyphs: [Glyph]
  /// In logical order of the text; for a right-to-left run they walk the glyphs backwards (as Cairo's cluster flag says).
  public var clusters: [Cluster]
  /// Left edge and advance of the run.
  public var x: Double
  public var width: Double

  public init(
    face: FontFace, size: Double, span: Int, text: String, isRightToLeft: Bool, glyphs: [Glyph],
    clusters: [Cluster], x: Double, width: Double
  ) {
    self.face = face
    self.size = size
    self.span = span
    self.text = text
    self.isRightToLeft = isRightToLeft
    self.glyphs = glyphs
    self.clusters = clusters
    self.x = x
    self.width = width
  }

  /// A glyph and the place of its origin.
  public struct Glyph: Sendable, Hashable {
    public var id: UInt32
    public var x: Double
    public var y: Double

    public init(id: UInt32, x: Double, y: Double) {
      self.id = id
      self.x = x
      self.y = y
    }
  }

  /// How many bytes of text stand for how many glyphs.
  public struct Cluster: Sendable, Hashable {
    public var bytes: Int
    public var glyphs: Int

    public init(bytes: Int, glyphs: Int) {
      self.bytes = bytes
      self.glyphs = glyphs
    }
  }
}

/// A font file's face, by content-independent identity: the file and the index in it.
public struct FontFace: Sendable, Hashable {
  public var file: String
  public var index: Int
  /// As the font names itself, for instance `Inter` and `Semi Bold`.
  public var family: String
  public var style: String
  public var embedding: FontEmbedding

  public init(file: String, index: Int, family: String, style: String, embedding: FontEmbedding = .unstated) {
    self.file = file
    self.index = index
    self.family = family
    self.style = style
    self.embedding = embedding
  }
}
