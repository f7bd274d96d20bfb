/// Keeps what was used last, up to a total cost. The least recently used goes first.
struct RecentlyUsed<Key: Hashable, Value> {
  private struct Entry {
    var value: Value
    var cost: Int
    var lastUse: Int
  }

  private var entries: [Key: Entry] = [:]
  private var uses = 0
  private var total = 0
  private let budget: Int

  init(budget: Int) { self.budget = budget }

  /// The value of a key, which counts as a use.
  subscript(key: Key) -> Value? {
    mutating get {
      uses += 1
      entries[key]?.lastUse = uses
      return entries[key]?.value
    }
  }

  /// Keeps a value, and lets go of old ones until the total fits again. The new one always stays.
  mutating func insert(_ value: Value, for key: Key, cost: Int) {
    uses += 1
    if let old = entries.updateValue(Entry(value: value, cost: cost, lastUse: uses), forKey: key) { total -= old.cost }
    total += cost
    while total > budget, entries.count > 1, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      total -= oldest.value.cost
      entries.removeValue(forKey: oldest.key)
    }
  }
}
