import CardSpec
import Imaging
import Scene

/// States the colours and pictures of a document's pages otherwise than the screen shows them, for a press.
///
/// Cairo 1.16 knows RGB alone. So each ink travels through it as a colour that stands for it, and whoever finishes the
/// file puts the ink there.
package protocol PageInks: AnyObject {
  /// The RGB components that stand for a colour.
  ///
  /// - Parameter alpha: How opaque it is painted, 0…1.
  func standIn(for color: Color, alpha: Double) -> (red: Double, green: Double, blue: Double)

  /// Stops between which inks mix as colours do.
  func stops(_ stops: [Paint.Stop]) -> [Paint.Stop]

  /// The picture as it is to be embedded.
  ///
  /// - Parameters: The size on the page, inches.
  func picture(_ picture: Picture, width: Double, height: Double) throws(PaintingError) -> Picture
}
