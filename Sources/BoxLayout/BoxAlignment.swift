/// The keywords of CSS Box Alignment 3 that flex containers and their items know.
///
/// A keyword that a property does not take in CSS (such as `left` for `alignItems`) acts as the nearest one it takes.
public enum BoxAlignment: String, Sendable, Hashable, CaseIterable {
  case auto, normal, stretch, start, end
  case flexStart, flexEnd
  /// The start and end edges after the direction of the item itself.
  case selfStart, selfEnd
  case center, baseline, lastBaseline
  case left, right
  case spaceBetween, spaceAround, spaceEvenly
}
