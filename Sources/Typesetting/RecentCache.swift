/// A cache of bounded cost that forgets what has not been used for longest.
///
/// Entries live in two generations. When the young one is full it becomes the old one, and the old one is dropped;
/// an old entry that is used again moves to the young one. So every step takes constant time.
struct RecentCache<Key: Hashable, Value> {
  private var young: [Key: (value: Value, cost: Int)] = [:]
  private var old: [Key: (value: Value, cost: Int)] = [:]
  private var cost = 0
  private let limit: Int

  /// At most twice `limit` is kept, in the unit of the costs that entries are given.
  init(limit: Int) { self.limit = limit }

  subscript(key: Key) -> Value? {
    mutating get {
      if let entry = young[key] { return entry.value }
      guard let entry = old.removeValue(forKey: key) else { return nil }
      insert(entry.value, for: key, cost: entry.cost)
      return entry.value
    }
  }

  /// Keeps the value, unless it alone is dearer than the cache may hold.
  mutating func insert(_ value: Value, for key: Key, cost entryCost: Int = 1) {
    guard entryCost <= limit else { return }
    if cost + entryCost > limit {
      old = young
      young = [:]
      cost = 0
    }
    young[key] = (value, entryCost)
    cost += entryCost
  }
}
