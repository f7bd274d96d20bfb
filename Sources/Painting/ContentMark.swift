import Scene

/// A stretch of a PDF page's content that belongs together: the k-th mark on a page has the marked-content number k.
package struct ContentMark: Sendable, Hashable {
  /// Index into `Scene.structure`; `nil` is decoration.
  package var element: Int?
  /// BCP 47, of text.
  package var language: String?
  /// Where the text leads.
  package var link: String?
  /// The text that a picture of glyphs stands for.
  package var actualText: String?
  /// Where the linked text stands, px from the top left of the trim box; one rectangle per run.
  package var areas: [Rect] = []

  func belongsTogether(with other: ContentMark) -> Bool {
    element == other.element && language == other.language && link == other.link && actualText == nil
      && other.actualText == nil
  }
}
