/// Why text could not be set. `message` says it in plain words.
public enum TypesettingError: Error, Sendable, Hashable {
  /// The font configuration cannot be read.
  case unreadableConfiguration(path: String)
  /// The font configuration was read but leads to no font at all.
  case noFonts(path: String)
  /// None of the families is installed; `nearest` is the installed name that looks most like the first of them.
  case unknownFamily(families: [String], nearest: String?)
  /// A font file cannot be opened or is damaged.
  case unreadableFont(file: String)
  /// A number lies outside what text can be set with.
  case invalidValue(property: String, value: Double)
  /// A feature that the OpenType registry does not have.
  case unknownFeature(String)
  /// More text than a card can hold.
  case textTooLong(bytes: Int, limit: Int)
  /// The machine ran out of memory while shaping.
  case outOfMemory

  public var message: String {
    switch self {
    case .unreadableConfiguration(let path):
      "the font configuration \(path) cannot be read"
    case .noFonts(let path):
      "no font was found in the folders that \(path) lists"
    case .unknownFamily(let families, let nearest):
      if families.isEmpty {
        "no font family is given"
      } else {
        (families.count == 1
          ? "the font family “\(families[0])” is not installed"
          : "none of these font families is installed: \(families.joined(separator: ", "))")
          + (nearest.map { "; did you mean “\($0)”?" } ?? "")
      }
    case .unreadableFont(let file):
      "the font file \(file) cannot be read"
    case .invalidValue(let property, let value):
      "\(property) cannot be \(value)"
    case .unknownFeature(let tag):
      "“\(tag)” is not the name of an OpenType feature, as “tnum”, “smcp” or “ss01” are"
    case .textTooLong(let bytes, let limit):
      "the text is too long: \(bytes) bytes, where at most \(limit) can be set"
    case .outOfMemory:
      "there was not enough memory to set the text"
    }
  }
}
