import Testing

@testable import Caching

@Suite("Caches")
struct RecentCacheTests {
  @Test func whatIsUsedStaysAndTheRestIsForgotten() {
    var cache = RecentCache<Int, Int>(limit: 4)
    for key in 0..<10 {
      cache.insert(key, for: key)
      #expect(cache[0] == 0)
    }
    #expect(cache[3] == nil)
    #expect(cache[9] == 9)
  }

  @Test func theCostNeverExceedsTheLimit() {
    var cache = RecentCache<Int, Int>(limit: 100)
    for step in 0..<2000 {
      let key = step * 7919 % 31
      cache.insert(step, for: key, cost: step * 104_729 % 120)
      _ = cache[step * 31 % 17]
      #expect((0...100).contains(cache.cost))
    }
  }

  @Test func aValueReplacesTheFormerOneAndItsCost() {
    var cache = RecentCache<String, Int>(limit: 10)
    cache.insert(1, for: "a", cost: 6)
    cache.insert(2, for: "a", cost: 3)
    #expect(cache["a"] == 2)
    #expect(cache.cost == 3)
  }

  @Test func oneDearValueIsKeptAlone() {
    var cache = RecentCache<String, Int>(limit: 10)
    cache.insert(1, for: "a", cost: 2)
    cache.insert(2, for: "b", cost: 10)
    #expect(cache["b"] == 2)
    #expect(cache["a"] == nil)
  }

  @Test func aValueDearerThanTheLimitIsNotKept() {
    var cache = RecentCache<String, Int>(limit: 10)
    cache.insert(1, for: "a", cost: 2)
    cache.insert(2, for: "a", cost: 11)
    #expect(cache["a"] == nil)
    #expect(cache.cost == 0)
  }
}
