import Diagnostics

/// The CMYK profile of the printing condition that the files for the press are made for.
public enum PressProfileName: Sendable, Hashable {
  /// A generic CMYK profile that a package of the system installs; for proofs, and for shops that name none.
  case swop
  /// ISO coated v2 (FOGRA39), offset on coated paper as in most of Europe.
  case fogra39
  /// The absolute path of an ICC profile within the deck's folder. It was found, not yet read.
  case file(String)
}

/// How colours that a press cannot print find their nearest (ICC.1:2022, §6.2).
public enum RenderingIntent: String, Sendable, Hashable, CaseIterable {
  case relativeColorimetric = "relative-colorimetric"
  case perceptual
  case saturation
  case absoluteColorimetric = "absolute-colorimetric"
}

/// What may stand around the trimmed card.
public enum PressMark: String, Sendable, Hashable, CaseIterable {
  /// Lines at the corners of the trim, where the sheet is cut.
  case crop
  /// Crosses in all inks, by which the plates are laid over each other.
  case registration
  /// Fields of each ink, by which the printer measures it.
  case colorBars
}

/// What a deck says about printing: the object `press`. Where it says nothing, these defaults hold.
///
/// Lengths are in px, 1/96 in, as those of a `Format`.
public struct PressSettings: Sendable, Hashable {
  public var profile = PressProfileName.swop
  /// Where the deck names the profile; `nil` where it names none.
  public var profileLocation: SourceLocation?
  /// The printing condition as the output intent calls it, for instance `FOGRA39`; `nil` for the profile's own name.
  public var condition: String?
  public var renderingIntent = RenderingIntent.relativeColorimetric
  public var blackPointCompensation = true
  /// The most ink that the paper takes: cyan, magenta, yellow and black together, percent, 100…400.
  public var totalInk = 300.0
  /// Whether text in 100 % black alone is printed over what lies below it, so that no white shows if a plate is off.
  public var overprintBlack = true
  public var marks: Set<PressMark> = []
  /// Whether the deck says which marks it wants, or that it wants none.
  public var statesMarks = false
  /// From the trim to where the marks begin, px, where the deck states it.
  public var markOffset: Double?
  public var markLength = 5 * Self.millimetre
  /// Pictures of more pixels per inch at their printed size are scaled down to so many.
  public var resolution = 300.0
  /// Pictures of fewer pixels per inch at their printed size are warned of.
  public var leastResolution = 150.0
  /// Of JPEG, 1…100.
  public var quality = 92

  /// Whether something that the deck says about printing cannot be read: nothing is made for a press then, since it
  /// would not be what was asked for.
  public var hasMistakes = false

  public init() {}

  /// Px in 1 mm (CSS Values 4, §6.2).
  public static let millimetre = 96 / 25.4
}
