import Testing

@testable import Batch

@Suite("Results of a plan")
struct ResultListTests {
  @Test(arguments: [[0, 1, 2, 3], [1, 0, 3, 2], [3, 2, 1, 0], [4, 9, 0]])
  func comeInThePlansOrder(places: [Int32]) {
    let list = ResultList(count: places.count)
    for place in places {
      var result = JobResult(bytes: Int(place), diagnostics: [])
      result.place = place
      list.put(result)
    }
    #expect(list.taken.map(\.place) == places.sorted())
    #expect(list.taken.isEmpty)
  }
}
