/// A cache that forgets what was not used for longest once the costs exceed a budget.
struct RecentlyUsed<Key: Hashable, Value> {
  private struct Slot {
    let value: Value
    let cost: Int
    var lastUse: UInt64
  }

  private var slots: [Key: Slot] = [:]
  private var uses: UInt64 = 0
  private(set) var cost = 0
  let budget: Int

  init(budget: Int) { self.budget = budget }

  var count: Int { slots.count }

  subscript(key: Key) -> Value? {
    mutating get {
      uses += 1
      slots[key]?.lastUse = uses
      return slots[key]?.value
    }
  }

  /// Keeps a value, unless it alone exceeds the budget.
  mutating func insert(_ value: Value, for key: Key, cost: Int) {
    if let old = slots.removeValue(forKey: key) { self.cost -= old.cost }
    guard cost <= budget else { return }
    while self.cost > budget - cost, let oldest = slots.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      self.cost -= oldest.value.cost
      slots[oldest.key] = nil
    }
    uses += 1
    slots[key] = Slot(value: value, cost: cost, lastUse: uses)
    self.cost += cost
  }
}
