/// The links of one text as structure elements: one element for each link, with one rectangle for each line that it
/// stands on.
struct TextLinks {
  /// The first span of the link that each span belongs to: neighbouring spans with one address are one link.
  private let first: [Int]
  /// The element of each link, by its first span.
  private var elements: [Int: Int] = [:]

  /// - Parameter spans: where each span of the text leads.
  init(spans: [String?]) {
    var first: [Int] = []
    for (index, link) in spans.enumerated() {
      first.append(index > 0 && link != nil && link == spans[index - 1] ? first[index - 1] : index)
    }
    self.first = first
  }

  /// The span that a link begins with.
  func firstSpan(of span: Int) -> Int { first[span] }

  /// Adds a run's frame to its link's element and returns the element. A run beside the last one on the same line
  /// widens that one's frame.
  mutating func add(
    _ frame: Rect, of span: Int, leadingTo link: String, parent: Int, to structure: inout [StructureElement]
  ) -> Int {
    guard let index = elements[first[span]] else {
      structure.append(StructureElement(role: .link, parent: parent, link: link, frames: [frame]))
      elements[first[span]] = structure.count - 1
      return structure.count - 1
    }
    if let last = structure[index].frames.last, last.y == frame.y,
      abs(last.maxX - frame.x) < 0.01 || abs(frame.maxX - last.x) < 0.01
    {
      let left = min(last.x, frame.x)
      structure[index].frames[structure[index].frames.count - 1].x = left
      structure[index].frames[structure[index].frames.count - 1].width = max(last.maxX, frame.maxX) - left
    } else {
      structure[index].frames.append(frame)
    }
    return index
  }
}
