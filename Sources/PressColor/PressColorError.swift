/// Why a colour profile cannot be used for a press, in plain words.
public enum PressColorError: Error, Sendable, Hashable {
  /// The bytes are not an ICC profile, or one that is cut off or contradicts itself.
  case damaged
  /// The profile describes another kind of colour than the four process inks; its own name for it.
  case notCMYK(space: String)
  /// The profile describes a device that takes colours in, or links two devices, and not a printer.
  case notForPrinting
  /// Little CMS cannot convert with it.
  case unusable

  public var message: String {
    switch self {
    case .damaged: "it is not an ICC profile, or it is damaged"
    case .notCMYK(let space): "it describes \(space) colours, not the four inks of a press"
    case .notForPrinting: "it does not describe a printer"
    case .unusable: "it has no tables to convert colours with"
    }
  }
}
