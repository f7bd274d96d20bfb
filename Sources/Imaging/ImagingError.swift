/// Why a picture, an SVG or a QR code cannot be used, in words for the person who chose it.
public enum ImagingError: Error, Sendable, Hashable {
  /// The file is missing, is not a file, or may not be read.
  case unreadable(path: String, detail: String)
  /// The file's first bytes are not those of a JPEG, PNG or WebP.
  case unknownKind(path: String)
  /// The file is cut off or its contents contradict each other.
  case damaged(path: String, detail: String)
  /// The picture would take too much memory once decoded.
  case tooManyPixels(path: String, width: Int, height: Int)
  /// The file itself is too large.
  case tooManyBytes(path: String, limit: Int)
  /// The embedded colour profile cannot be used.
  case badProfile(path: String, profile: String)
  /// The machine lacks the part of gdk-pixbuf that reads this kind of picture.
  case noDecoder(path: String, kind: String)
  /// The file is not an SVG, or its SVG cannot be drawn.
  case notSVG(path: String, detail: String)
  /// The SVG names a file or an address outside of itself.
  case svgRefersOutside(path: String, reference: String)
  /// The SVG has an element that is not drawn: text, or a filter of unbounded cost.
  case svgUnsupported(path: String, element: String)
  /// The text has more bytes than a QR code of this correction level can hold.
  case qrTooLong(bytes: Int, correction: QRCorrectionLevel)
  /// There is no text to encode.
  case qrEmpty
}

extension ImagingError {
  /// What is wrong, in one sentence without a final full stop.
  public var message: String {
    switch self {
    case .unreadable(let path, _): "The file “\(path)” cannot be read"
    case .unknownKind(let path): "The file “\(path)” is not a JPEG, PNG or WebP picture"
    case .damaged(let path, _): "The picture “\(path)” is damaged or incomplete"
    case .tooManyPixels(let path, let width, let height):
      "The picture “\(path)” is too large: \(width) × \(height) pixels"
    case .tooManyBytes(let path, _): "The file “\(path)” is too large"
    case .badProfile(let path, let profile): "The picture “\(path)” has an unusable colour profile: \(profile)"
    case .noDecoder(let path, let kind): "This computer cannot read \(kind) pictures such as “\(path)”"
    case .notSVG(let path, _): "The file “\(path)” is not a usable SVG"
    case .svgRefersOutside(let path, let reference):
      "The SVG “\(path)” refers to something outside of itself: “\(reference)”"
    case .svgUnsupported(let path, let element): "The SVG “\(path)” has a <\(element)> element, which is not drawn"
    case .qrTooLong(let bytes, _): "The text of the QR code is too long: \(bytes) bytes"
    case .qrEmpty: "The text of the QR code is empty"
    }
  }

  /// What was found or expected, or why it matters.
  public var reason: String? {
    switch self {
    case .unreadable(_, let detail), .damaged(_, let detail), .notSVG(_, let detail): detail
    case .unknownKind: "The kind of a picture is told from its contents, not from its name"
    case .tooManyPixels:
      "A picture may have at most \(ImagingLimits.pixels / 1_000_000) million pixels, and \(ImagingLimits.side) on a side"
    case .tooManyBytes(_, let limit): "The file may have at most \(limit / (1 << 20)) MB"
    case .badProfile: "Without its profile the colours of the picture would be wrong"
    case .noDecoder: "The part of gdk-pixbuf that reads this kind is not installed"
    case .svgRefersOutside: "Nothing outside of the SVG is ever loaded, so this part would be missing on the card"
    case .svgUnsupported(_, let element):
      switch element {
      case "text": "It would be set in whatever fonts this computer has, and look different on the next"
      case "a": "A picture cannot lead anywhere by itself"
      default: "Drawing it could take any amount of time"
      }
    case .qrTooLong(_, let correction):
      "With correction \(correction.rawValue) a QR code holds at most \(correction.capacity) bytes"
    case .qrEmpty: nil
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .unreadable: "Check the name of the file, its folder and its permissions"
    case .unknownKind: "Save the picture as JPEG, PNG or WebP; for an SVG use an svg node"
    case .damaged: "Export or download the picture again"
    case .tooManyPixels, .tooManyBytes: "Save a smaller version of it"
    case .badProfile: "Convert the picture to sRGB and save it again"
    case .noDecoder(_, let kind):
      kind == "WebP" ? "Install webp-pixbuf-loader, or save the picture as PNG" : "Install gdk-pixbuf with its loaders"
    case .notSVG: "Export it again as plain, uncompressed SVG"
    case .svgRefersOutside: "Embed the picture in the SVG, or use an image node"
    case .svgUnsupported(_, let element):
      switch element {
      case "text": "Convert the text to outlines in your drawing program, or use a text node"
      case "a": "Take the link out in your drawing program, and give the node a `link`"
      default: "Turn the effect into a picture in your drawing program"
      }
    case .qrTooLong: "Use a shorter link or a lower correction level"
    case .qrEmpty: "Give the QR code a value"
    }
  }
}

/// What Placard accepts at most, so that no file can exhaust the machine.
enum ImagingLimits {
  static let pixels = 100_000_000
  /// The largest width or height that Cairo can draw, pixels.
  static let side = 32_767
  static let pictureBytes = 256 << 20
  static let vectorBytes = 16 << 20
  static let profileBytes = 16 << 20
  /// Scans of a progressive JPEG: encoders write about ten, and each costs a pass over the whole picture.
  static let jpegScans = 100

  static func allows(width: Int, height: Int) -> Bool {
    (1...side).contains(width) && (1...side).contains(height) && width * height <= pixels
  }
}
