import Imaging
import Imposition
import PressColor

/// What a document for the press is made for: the printing condition, and how pictures and black text are treated. One
/// per worker; it keeps converted pictures for the next document.
public final class Press {
  /// How inks and pictures are treated.
  public struct Options: Sendable, Hashable {
    /// The printing condition by the name that printers know it by, for instance `FOGRA39`; `nil` where the profile says
    /// all.
    public var condition: String?
    /// Whether text in black ink alone leaves the plates below it whole, so that no white edge shows where plates do not
    /// meet exactly.
    public var overprintsBlack = true
    /// Pixels per inch; pictures with more are scaled down to it.
    public var resolution = 300.0
    /// The quality at which pictures from lossy files are packed again, 1…100.
    public var quality = 92
    /// The marks around each card; `nil` for pages that end at the bleed. Colour bars show the document's named inks,
    /// whatever inks the style names.
    public var marks: MarkStyle?

    public init() {}
  }

  public let options: Options
  let conversion: PressConversion
  let pictures: PressPictures

  /// - Parameters:
  ///   - conversion: To the inks of the printing condition.
  ///   - library: Scales pictures, and keeps them.
  public init(_ conversion: PressConversion, pictures library: PictureLibrary, options: Options = Options()) {
    self.options = options
    self.conversion = conversion
    pictures = PressPictures(conversion, library, options)
  }
}
