import BoxLayout
import Foundation

/// Compares the cost of layout per container of containers that lie side by side with that of containers in each other.

/// Text of square letters that breaks after every fourth.
func measureText(_ request: MeasureRequest) -> MeasuredSize {
  let width =
    switch (request.knownWidth, request.availableWidth) {
    case (let width?, _): width
    case (nil, .minContent): 40.0
    case (nil, .maxContent): 400.0
    case (nil, .definite(let room)): min(400, max(40, room))
    }
  let lines = (400 / max(40, width)).rounded(.up)
  return MeasuredSize(width: width, height: lines * 10, firstBaseline: 8, lastBaseline: lines * 10 - 2)
}

/// `count` towers side by side, each of `depth` containers around a text.
func grove(count: Int, depth: Int, _ change: (inout BoxStyle) -> Void) -> (tree: BoxTree, root: BoxTree.NodeID) {
  var tree = BoxTree()
  var style = BoxStyle()
  style.padding = BoxEdges(all: .px(0.25))
  change(&style)
  let towers = (0..<count).map { _ in
    var tower = tree.addLeaf(BoxStyle(), measure: measureText)
    for _ in 0..<depth { tower = tree.add(style, children: [tower]) }
    return tower
  }
  var around = BoxStyle()
  around.flexDirection = .column
  let root = tree.add(around, children: towers)
  return (tree, root)
}

/// The least time of several layouts, in ns per container.
func nanosecondsPerContainer(count: Int, depth: Int, _ change: (inout BoxStyle) -> Void) -> Double {
  let (tree, root) = grove(count: count, depth: depth, change)
  let containers = Double(max(count, count * depth))
  let clock = ContinuousClock()
  var height = 0.0
  let times = (0..<15).map { _ in
    clock.measure { height += tree.layout(root: root, width: 1000, height: 1_000_000)[root].height }
  }
  precondition(height > 0, "the root has a size")
  let best = times.min() ?? .zero
  return (Double(best.components.attoseconds) / 1e9 + Double(best.components.seconds) * 1e9) / containers
}

func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }

func rounded(_ value: Double) -> String { String((value * 100).rounded() / 100) }

let styles: [(name: String, change: (inout BoxStyle) -> Void)] = [
  ("rows", { _ in }),
  ("columns", { $0.flexDirection = .column }),
  ("rows that do not stretch", { $0.alignItems = .flexStart }),
  ("rows on baselines", { $0.alignItems = .baseline }),
  ("rows that wrap", { $0.flexWrap = .wrap }),
  (
    "columns that wrap",
    {
      $0.flexDirection = .column
      $0.flexWrap = .wrap
    }
  ),
  ("rows that grow", { $0.flexGrow = 1 }),
]

print("10,000 containers; flat: one around each text; nested: 50 around each text; ns per container")
print(padded("", 28) + padded("flat", 16) + padded("nested", 18) + "ratio")
for (name, change) in styles {
  let flat = nanosecondsPerContainer(count: 10_000, depth: 1, change)
  let nested = nanosecondsPerContainer(count: 200, depth: 50, change)
  print(padded(name, 28) + padded(rounded(flat), 16) + padded(rounded(nested), 18) + rounded(nested / flat))
}

print("\ntexts in one row, ns per text")
for count in [1_000, 10_000, 100_000] {
  print(padded(String(count), 28) + rounded(nanosecondsPerContainer(count: count, depth: 0) { _ in }))
}
