/// A cache of bounded cost that forgets what has not been used for longest.
///
/// Entries live in two generations. When the young one is half as dear as the whole may be, it becomes the old one, and
/// what was old is dropped; an old entry that is used again moves to the young one. So every step takes constant time.
public struct RecentCache<Key: Hashable, Value> {
  @usableFromInline
  struct Generation {
    @usableFromInline var entries: [Key: (value: Value, cost: Int)] = [:]
    @usableFromInline var cost = 0

    @usableFromInline init() {}

    @inlinable
    mutating func remove(_ key: Key) -> (value: Value, cost: Int)? {
      guard let entry = entries.removeValue(forKey: key) else { return nil }
      cost -= entry.cost
      return entry
    }
  }

  @usableFromInline var young = Generation()
  @usableFromInline var old = Generation()
  /// The costs of all entries together never exceed this, in whatever unit the costs are given.
  public let limit: Int

  public init(limit: Int) { self.limit = limit }

  /// What all entries cost together.
  public var cost: Int { young.cost + old.cost }

  /// The value of a key, which counts as a use.
  @inlinable
  public subscript(key: Key) -> Value? {
    mutating get {
      if let entry = young.entries[key] { return entry.value }
      guard let entry = old.remove(key) else { return nil }
      insert(entry.value, for: key, cost: entry.cost)
      return entry.value
    }
  }

  /// Keeps a value in place of the key's former one, unless it alone is dearer than the cache may be.
  @inlinable
  public mutating func insert(_ value: Value, for key: Key, cost entryCost: Int = 1) {
    _ = young.remove(key)
    _ = old.remove(key)
    guard entryCost <= limit else { return }
    if young.cost + entryCost > limit / 2 {
      old = young
      young = Generation()
    }
    if young.cost + old.cost + entryCost > limit { old = Generation() }
    young.entries[key] = (value, entryCost)
    young.cost += entryCost
  }
}
