import PDFSyntax
import Scene

/// The boxes of a page (ISO 32000-1 §14.11.2): the trim, and around it the bleed, which is all of the medium.
struct PageBoxes: Sendable, Hashable {
  /// Points in an inch and px in an inch.
  static let pointsPerPixel = 72.0 / 96.0
  /// The sides that a page may have, points (ISO 32000-1, annex C, table C.1; ISO 19005-2 §6.1.13).
  static let sides = 3.0...14_400.0

  /// Points, bleed included.
  let width: Double
  let height: Double
  /// Points.
  let bleed: Double

  /// - Throws: If the page is smaller or larger than PDF allows, or has no size at all.
  init(_ scene: Scene) throws(PDFError) {
    bleed = scene.bleed * Self.pointsPerPixel
    width = scene.trim.width * Self.pointsPerPixel + 2 * bleed
    height = scene.trim.height * Self.pointsPerPixel + 2 * bleed
    guard bleed >= 0, scene.trim.width > 0, scene.trim.height > 0, Self.sides.contains(width),
      Self.sides.contains(height)
    else {
      throw PDFError(
        "the page of \(scene.card) would be \(width) × \(height) points with its bleed; a PDF page has "
          + "3 to 14400 points (1 mm to 5.08 m) on each side")
    }
  }

  var media: PDFValue { .rectangle(0, 0, width, height) }
  var trim: PDFValue { .rectangle(bleed, bleed, width - bleed, height - bleed) }

  /// A rectangle of the scene in the page's own space: points from the bottom left. What lies outside the page is
  /// cut off; `nil` if nothing is left.
  func area(_ rect: Rect) -> PDFValue? {
    guard [rect.x, rect.y, rect.width, rect.height].allSatisfy(\.isFinite) else { return nil }
    let scale = Self.pointsPerPixel
    let left = max(0, rect.x * scale + bleed)
    let right = min(width, rect.maxX * scale + bleed)
    let bottom = max(0, height - bleed - rect.maxY * scale)
    let top = min(height, height - bleed - rect.y * scale)
    guard left < right, bottom < top else { return nil }
    return .rectangle(left, bottom, right, top)
  }

  func apply(to page: PDFObject, in file: QPDFFile) {
    for box in ["/MediaBox", "/CropBox", "/BleedBox"] { file.set(box, media, of: page) }
    file.set("/TrimBox", trim, of: page)
  }
}
