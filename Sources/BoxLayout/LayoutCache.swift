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

  private struct Result {
    var value: LayoutResult
    var hasBaselines: Bool
  }

  /// The algorithm's last run, whose items only have to be placed, and the question that it answered.
  private(set) var run: (key: Key, height: Double, outcome: FlexContainer.Outcome)?
  private var results = Answers<Key, Result>()
  private var minContent = Answers<Double?, Double>()
  private var maxContent = Answers<Double?, Double>()
  /// A leaf's answer to the max-content request.
  var natural: MeasuredSize?
  /// A leaf's answers by the width of its content.
  private var measured = Answers<Double, MeasuredSize>()

  func result(_ key: Key, needsBaselines: Bool) -> LayoutResult? {
    guard let known = results.first(where: { $0 == key }), known.hasBaselines || !needsBaselines else { return nil }
    return known.value
  }

  func store(_ result: LayoutResult, for key: Key, hasBaselines: Bool) {
    results.store(Result(value: result, hasBaselines: hasBaselines), for: key)
  }

  func store(_ container: FlexContainer, for key: Key) { run = (key, container.outerHeight, container.outcome) }

  func contentWidth(_ kind: IntrinsicKind, contentHeight: Double?) -> Double? {
    switch kind {
    case .minContent: minContent.first { $0 == contentHeight }
    case .maxContent: maxContent.first { $0 == contentHeight }
    }
  }

  func storeContentWidth(_ width: Double, _ kind: IntrinsicKind, contentHeight: Double?) {
    switch kind {
    case .minContent: minContent.store(width, for: contentHeight)
    case .maxContent: maxContent.store(width, for: contentHeight)
    }
  }

  func measured(width: Double) -> MeasuredSize? { measured.first { abs($0 - width) <= 1e-6 } }

  func storeMeasured(_ size: MeasuredSize, width: Double) { measured.store(size, for: width) }
}

/// The last few answers to a question, by what was asked. Nearly always there is one, which lies in place.
private struct Answers<Key: Hashable, Value> {
  private static var capacity: Int { 8 }

  private var latest: (key: Key, value: Value)?
  private var older: [(key: Key, value: Value)] = []

  func first(where matches: (Key) -> Bool) -> Value? {
    if let latest, matches(latest.key) { return latest.value }
    return older.first { matches($0.key) }?.value
  }

  mutating func store(_ value: Value, for key: Key) {
    if let latest, latest.key != key {
      older.removeAll { $0.key == key || $0.key == latest.key }
      if older.count >= Self.capacity - 1 { older.removeFirst() }
      older.append(latest)
    }
    latest = (key, value)
  }
}
