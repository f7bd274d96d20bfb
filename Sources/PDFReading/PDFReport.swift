/// What a PDF file is, as far as it can be read: its pages, colours, fonts, pictures, tags and claims.
///
/// Lengths and boxes are points (1/72 in) unless something else is said, counted from the page's own origin at the
/// bottom left. Pages are counted from 1.
public struct PDFReport: Sendable {
  /// As header and catalogue state it, for instance `1.7`.
  public var version = ""
  public var isEncrypted = false
  public var isLinearized = false
  public var info = DocumentInfo()
  /// `nil` if the file has no XMP packet.
  public var metadata: Metadata?
  public var outputIntents: [OutputIntent] = []
  /// BCP 47, of the document.
  public var language: String?
  public var pages: [Page] = []
  public var structure = Structure()
  public var links: [Link] = []
  public var outline: [OutlineEntry] = []
  public var fonts: [Font] = []
  public var colors: [ColorUse] = []
  public var spots: [Spot] = []
  public var pictures: [Picture] = []
  /// The largest total ink of a single colour or a picture's pixel, percent; `nil` if nothing states ink.
  public var largestInk: Ink?
  public var transparency = Transparency()
  public var overprint = Overprint()
  /// The thinnest line, as it comes out on the page.
  public var thinnestLine: Line?
  /// What could not be read, in sentences.
  public var problems: [String] = []

  /// What only rules ask for.
  package var syntax = Syntax()

  /// ISO 32000-1 §14.3.3.
  public struct DocumentInfo: Sendable, Hashable {
    public var title: String?
    public var author: String?
    public var subject: String?
    public var keywords: String?
    public var creator: String?
    public var producer: String?
    /// As the file states it: `D:20170920000000Z`.
    public var created: String?
    public var modified: String?
    /// `True`, `False` or `Unknown`: whether inks have been made to overlap.
    public var trapped: String?
    /// PDF/X up to 3 states its version here.
    public var pdfxVersion: String?
  }

  /// ISO 32000-1 §14.11.5.
  public struct OutputIntent: Sendable, Hashable {
    /// For instance `GTS_PDFX`.
    public var subtype: String
    public var identifier: String?
    public var condition: String?
    /// `nil` if no profile is embedded.
    public var profile: Profile?
    /// `/N` of the profile's stream.
    public var components: Int?
    package var hasIdentifier = false
    package var profileReference: Int?
  }

  /// An ICC profile, by its header (ICC.1 §7.2).
  public struct Profile: Sendable, Hashable {
    public var description: String
    /// For instance `prtr`, `mntr`.
    public var deviceClass: String
    /// For instance `CMYK`, `RGB`.
    public var colorSpace: String
    /// For instance `4.3`.
    public var version: String
    public var components: Int? {
      switch colorSpace {
      case "GRAY": 1
      case "RGB", "Lab", "XYZ": 3
      case "CMYK": 4
      default: nil
      }
    }
  }

  public struct Rectangle: Sendable, Hashable {
    public var left, bottom, right, top: Double
    public var width: Double { right - left }
    public var height: Double { top - bottom }

    public init(left: Double, bottom: Double, right: Double, top: Double) {
      (self.left, self.bottom, self.right, self.top) = (left, bottom, right, top)
    }

    /// - Parameter tolerance: points.
    package func contains(_ other: Self, tolerance: Double = 0.01) -> Bool {
      left <= other.left + tolerance && bottom <= other.bottom + tolerance && right >= other.right - tolerance
        && top >= other.top - tolerance
    }

    package func overlaps(_ other: Self) -> Bool {
      left < other.right && other.left < right && bottom < other.top && other.bottom < top
    }
  }

  /// ISO 32000-1 §7.7.3.3 and §14.11.2.
  public struct Page: Sendable, Hashable {
    public var media = Rectangle(left: 0, bottom: 0, right: 612, top: 792)
    /// As viewers take them: a box that is not stated is the one that the standard puts in its place.
    public var crop = Rectangle(left: 0, bottom: 0, right: 612, top: 792)
    public var bleed = Rectangle(left: 0, bottom: 0, right: 612, top: 792)
    public var trim = Rectangle(left: 0, bottom: 0, right: 612, top: 792)
    public var art = Rectangle(left: 0, bottom: 0, right: 612, top: 792)
    /// The boxes that the file states, also by inheritance: `MediaBox` …
    public var stated: Set<String> = []
    /// Degrees clockwise.
    public var rotation = 0
    /// Points in a unit of the page's own space.
    public var userUnit = 1.0
    public var label: String?
    package var facts = PageFacts()
  }

  public struct Link: Sendable, Hashable {
    public var page: Int
    /// Where it leads: an address, or a place in the document.
    public var address: String
    /// What a screen reader says for it.
    public var contents: String?
    public var area: Rectangle?
  }

  public struct OutlineEntry: Sendable, Hashable {
    public var title: String
    /// 1 for the topmost.
    public var level: Int
  }

  public struct Font: Sendable, Hashable {
    /// Without the subset's prefix.
    public var name: String
    /// For instance `Type1`, `TrueType`, `Type0 (CIDFontType2)`, `Type3`.
    public var type: String
    public var isEmbedded = false
    public var isSubset = false
    public var hasUnicodeMap = false
    public var pages: [Int] = []
    package var facts = FontFacts()
  }

  /// What a colour is used for.
  public enum ColorPurpose: String, Sendable, Hashable, CaseIterable, Comparable {
    case text, fill, stroke, picture, mask, shading, pattern, group
    public static func < (one: Self, other: Self) -> Bool {
      (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
    }
  }

  /// A colour space and what it is used for.
  public struct ColorUse: Sendable, Hashable {
    public var space: PDFColorSpace
    public var purpose: ColorPurpose
    public var pages: [Int]
  }

  /// A spot ink, and the colour that stands for it at full tint where there is no such ink.
  public struct Spot: Sendable, Hashable {
    public var name: String
    public var alternates: [Alternate]
    public struct Alternate: Sendable, Hashable {
      public var space: PDFColorSpace
      /// As the space counts; `nil` if it cannot be computed.
      public var components: [Double]?
    }
  }

  public struct Picture: Sendable, Hashable {
    /// Pixels.
    public var width: Int
    public var height: Int
    public var space: PDFColorSpace?
    public var bits: Int
    /// How it is packed, for instance `DCTDecode`.
    public var filters: [String]
    public var isMask = false
    public var hasSoftMask = false
    public var isInline = false
    /// Where it is placed largest, points.
    public var placedWidth: Double
    public var placedHeight: Double
    /// Pixels per inch: where the picture is placed largest, and smallest. The lesser of its two sides counts.
    public var smallestResolution: Double
    public var largestResolution: Double
    public var pages: [Int]
    package var isInterpolated = false
    package var number: Int?
  }

  public struct Ink: Sendable, Hashable {
    /// Percent of all inks together.
    public var total: Double
    public var page: Int
    /// What it is, in words.
    public var place: String
  }

  public struct Transparency: Sendable, Hashable {
    public var pages: [Int] = []
    /// Other than `Normal`.
    public var blendModes: Set<String> = []
    public var softMaskPages: [Int] = []
  }

  public struct Overprint: Sendable, Hashable {
    public var pages: [Int] = []
  }

  public struct Line: Sendable, Hashable {
    /// Points.
    public var width: Double
    public var page: Int
  }
}
