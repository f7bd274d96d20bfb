import CCairo
import Scene

extension Painter {
  /// Paints a scene, with its bleed, on the current page of a document.
  ///
  /// - Parameters:
  ///   - context: A context of a Cairo PDF surface whose user space is the scene's: px from the top left of the trim box.
  ///   - inks: Changes colours and pictures on their way; `nil` leaves them as they are.
  /// - Returns: What was tagged on the page, in order of painting: the k-th mark has the marked-content number k.
  package func page(
    _ scene: Scene, on context: OpaquePointer, inks: (any PageInks)? = nil
  ) throws(PaintingError) -> [ContentMark] {
    let bleed = scene.bleed
    let area = Rect(-bleed, -bleed, scene.trim.width + 2 * bleed, scene.trim.height + 2 * bleed)
    let brush = Brush(context: context, painter: self, target: .document, scene: scene, area: area, inks: inks)
    try brush.paint()
    return brush.marks
  }
}
