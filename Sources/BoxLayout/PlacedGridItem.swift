/// An item with its area and its box.
struct PlacedGridItem {
  let item: GridItem
  var margin = BoxEdges<Double>(all: 0)
  var insets = BoxEdges<Double>(all: 0)
  var areaX = 0.0
  var areaWidth = 0.0
  var areaY = 0.0
  var areaHeight = 0.0
  var x = 0.0
  var width = 0.0
  var y = 0.0
  var height = HeightConstraint.content(min: 0, max: .infinity)
  var usedHeight = 0.0
  /// The distance that brings the item to the baseline of its row, at its top, or for last baselines at its bottom.
  var shim = 0.0
  var sharesBaseline = false
}
