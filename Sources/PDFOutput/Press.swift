import CardSpec
import Conformance
import Imaging
import PressColor

/// What a document for the press is made for: the printing condition, and how pictures and black text are treated. One
/// per worker; it keeps converted pictures for the next document.
public final class Press {
  public let settings: PressSettings
  let conversion: PressConversion
  let pictures: PressPictures

  /// - Parameters:
  ///   - profile: The printing condition.
  ///   - settings: How the deck wants to be printed.
  ///   - library: Scales pictures, and keeps them.
  /// - Throws: If nothing can be converted with the profile.
  public init(_ profile: PressProfile, _ settings: PressSettings, pictures library: PictureLibrary)
    throws(PressColorError)
  {
    self.settings = settings
    conversion = try PressConversion(
      profile, intent: settings.renderingIntent, blackPointCompensation: settings.blackPointCompensation,
      totalInk: settings.totalInk / 100)
    pictures = PressPictures(conversion, library, settings)
  }

  /// What documents for this press claim to be, and what the press asks for besides.
  var levels: [ConformanceLevel] {
    [.pdfx4, .printShop(inkLimit: settings.totalInk, blackOverprints: settings.overprintBlack)]
  }
}
