import Scene

/// One drawing of a scene with all that lies around it.
struct PlacedItem {
  var drawing: Item.Drawing
  /// Index into `Scene.boxes`.
  var node: Int?
  /// From the drawing's coordinates to the card's.
  var transform: Transform
  /// What of it can be seen, in the card's coordinates; `nil` for all.
  var clip: Rect?
  /// Whether it is not seen itself, but says how far something else is seen.
  var isMask: Bool
}

/// Visits every drawing of a scene in the order of painting, groups opened.
enum SceneWalk {
  static func visit(_ scene: Scene, _ body: (PlacedItem) -> Void) {
    let around = PlacedItem(
      drawing: .group(Group([])), node: nil, transform: .identity, clip: nil, isMask: false)
    for item in scene.items { visit(item, around, body) }
  }

  private static func visit(_ item: Item, _ around: PlacedItem, _ body: (PlacedItem) -> Void) {
    var placed = around
    placed.drawing = item.drawing
    placed.node = item.node ?? around.node
    guard case .group(let group) = item.drawing else { return body(placed) }
    guard group.opacity > 0 else { return }
    placed.transform = around.transform.after(group.transform)
    if let clip = group.clip?.bounds {
      let seen = placed.transform.map(clip)
      guard let both = around.clip.map({ $0.intersection(seen) }) ?? seen else { return }
      placed.clip = both
    }
    for part in group.items { visit(part, placed, body) }
    placed.isMask = true
    for part in group.mask { visit(part, placed, body) }
  }
}

extension Transform {
  /// How much the plane is stretched along its own x and y axes.
  var axisScales: (x: Double, y: Double) {
    ((a * a + b * b).squareRoot(), (c * c + d * d).squareRoot())
  }

  /// The least that any direction is stretched: the smaller singular value of the matrix.
  var leastScale: Double {
    let (sum, determinant) = (a * a + b * b + c * c + d * d, abs(a * d - b * c))
    let root = max(0, sum * sum - 4 * determinant * determinant).squareRoot()
    return max(0, (sum - root) / 2).squareRoot()
  }
}
