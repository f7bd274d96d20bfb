/// How a box's height is given when it is laid out. Border-box px.
enum HeightConstraint: Hashable {
  /// The height is settled, and percentages inside resolve against it (CSS Flexbox §9.8).
  case definite(Double)
  /// The content decides, within limits; percentages inside have nothing to resolve against.
  case content(min: Double, max: Double)
}

/// The outcome of laying out a box at a given width. Baselines are distances from the box's own top edge.
struct LayoutResult {
  var height: Double
  /// The height of the content with paddings and borders, which may be more or less than ``height``.
  var extent: Double
  var firstBaseline: Double?
  var lastBaseline: Double?
}

enum IntrinsicKind { case minContent, maxContent }

/// What is known about one node already. Keys hold only what can change the answer, so that a nested box is laid out
/// for a small, constant number of distinct questions however deep it lies.
final class LayoutCache {
  struct Key: Hashable {
    var width: Double
    var height: HeightConstraint
    /// The containing block's width, where the box has percentage paddings.
    var percentBasis: Double?
  }

  private struct Entry {
    var key: Key
    var result: LayoutResult
    var hasBaselines: Bool
  }

  private struct WidthEntry {
    var contentHeight: Double?
    var width: Double
  }

  private static let capacity = 8

  /// The algorithm's last run, whose items only have to be placed, and the question that it answered.
  private(set) var run: (key: Key, height: Double, outcome: FlexContainer.Outcome)?

  private var entries: [Entry] = []
  private var oldest = 0
  private var minContent: [WidthEntry] = []
  private var maxContent: [WidthEntry] = []
  /// A leaf's answer to the max-content request.
  var natural: MeasuredSize?
  /// A leaf's answers by the width of its content.
  private var measured: [(width: Double, size: MeasuredSize)] = []

  func result(_ key: Key, needsBaselines: Bool) -> LayoutResult? {
    entries.first { $0.key == key && ($0.hasBaselines || !needsBaselines) }?.result
  }

  func store(_ result: LayoutResult, for key: Key, hasBaselines: Bool) {
    let entry = Entry(key: key, result: result, hasBaselines: hasBaselines)
    if let index = entries.firstIndex(where: { $0.key == key }) {
      entries[index] = entry
    } else if entries.count < Self.capacity {
      entries.append(entry)
    } else {
      entries[oldest] = entry
      oldest = (oldest + 1) % Self.capacity
    }
  }

  func store(_ container: FlexContainer, for key: Key) { run = (key, container.outerHeight, container.outcome) }

  func contentWidth(_ kind: IntrinsicKind, contentHeight: Double?) -> Double? {
    (kind == .minContent ? minContent : maxContent).first { $0.contentHeight == contentHeight }?.width
  }

  func storeContentWidth(_ width: Double, _ kind: IntrinsicKind, contentHeight: Double?) {
    let entry = WidthEntry(contentHeight: contentHeight, width: width)
    switch kind {
    case .minContent: Self.append(entry, to: &minContent)
    case .maxContent: Self.append(entry, to: &maxContent)
    }
  }

  private static func append(_ entry: WidthEntry, to list: inout [WidthEntry]) {
    if list.count >= capacity { list.removeFirst() }
    list.append(entry)
  }

  func measured(width: Double) -> MeasuredSize? {
    measured.first { abs($0.width - width) <= 1e-6 }?.size
  }

  func storeMeasured(_ size: MeasuredSize, width: Double) {
    if measured.count >= Self.capacity { measured.removeFirst() }
    measured.append((width, size))
  }
}
