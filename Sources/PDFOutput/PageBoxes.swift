import PDFSyntax
import Scene

/// The boxes of a page (ISO 32000-1 §14.11.2): the trim, around it the bleed, and around that the slug, which holds the
/// printer's marks. The medium begins at 0, 0.
struct PageBoxes: Sendable, Hashable {
  /// Points in an inch and px in an inch.
  static let pointsPerPixel = 72.0 / 96.0
  /// The sides that a page may have, points (ISO 32000-1, annex C, table C.1; ISO 19005-2 §6.1.13).
  static let sides = 3.0...14_400.0

  /// Of the medium, points.
  let width: Double
  let height: Double
  /// Points.
  let bleed: Double
  /// From the bleed to the medium's edge, points.
  let slug: Double
  /// From the trim to the medium's edge.
  private var margin: Double { bleed + slug }

  /// - Throws: If the page is smaller or larger than PDF allows, or has no size at all.
  init(_ scene: Scene, slug: Double = 0) throws(PDFError) {
    bleed = scene.bleed * Self.pointsPerPixel
    self.slug = slug
    width = scene.trim.width * Self.pointsPerPixel + 2 * (bleed + slug)
    height = scene.trim.height * Self.pointsPerPixel + 2 * (bleed + slug)
    guard bleed >= 0, scene.trim.width > 0, scene.trim.height > 0, Self.sides.contains(width),
      Self.sides.contains(height)
    else {
      throw PDFError(
        "the page of \(scene.card) would be \(width) × \(height) points with its bleed; a PDF page has "
          + "3 to 14400 points (1 mm to 5.08 m) on each side")
    }
  }

  var media: PDFValue { .rectangle(0, 0, width, height) }
  var bleedBox: PDFValue { .rectangle(slug, slug, width - slug, height - slug) }
  var trim: PDFValue { .rectangle(margin, margin, width - margin, height - margin) }

  /// A rectangle of the scene in the page's own space: points from the bottom left. What lies outside the page is
  /// cut off; `nil` if nothing is left.
  func area(_ rect: Rect) -> PDFValue? {
    guard [rect.x, rect.y, rect.width, rect.height].allSatisfy(\.isFinite) else { return nil }
    let scale = Self.pointsPerPixel
    let left = max(0, rect.x * scale + margin)
    let right = min(width, rect.maxX * scale + margin)
    let bottom = max(0, height - margin - rect.maxY * scale)
    let top = min(height, height - margin - rect.y * scale)
    guard left < right, bottom < top else { return nil }
    return .rectangle(left, bottom, right, top)
  }

  func apply(to page: PDFObject, in file: QPDFFile) {
    for box in ["/MediaBox", "/CropBox"] { file.set(box, media, of: page) }
    file.set("/BleedBox", bleedBox, of: page)
    file.set("/TrimBox", trim, of: page)
  }
}
