import Testing

@testable import BoxLayout

/// Whatever numbers a caller hands over, frames hold numbers that can be drawn.
@Suite struct HostileStyleTests {
  static let numbers: [Double] = [
    .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, -1, 0,
    1e300, -0.0,
  ]
  static let properties: [WritableKeyPath<BoxStyle, BoxLength> & Sendable] = [
    \.width, \.height, \.minWidth, \.minHeight, \.flexBasis, \.rowGap, \.columnGap, \.margin.left, \.margin.top,
    \.padding.right, \.padding.bottom, \.inset.left, \.inset.bottom,
  ]
  static let flows: [BoxStyle.FlexDirection] = BoxStyle.FlexDirection.allCases

  private func expectDrawable(_ frames: BoxFrames, _ ids: [BoxTree.NodeID]) {
    for id in ids {
      let frame = frames[id]
      for value in [frame.x, frame.y, frame.width, frame.height] { #expect(value.isFinite) }
      #expect(frame.width >= 0 && frame.height >= 0)
    }
  }

  @Test(arguments: numbers, properties)
  func `lengths that are no lengths`(number: Double, property: WritableKeyPath<BoxStyle, BoxLength> & Sendable) {
    for (flow, length) in zip(Self.flows, [BoxLength.px(number), .percent(number), .px(number), .percent(number)]) {
      var tree = BoxTree()
      var style = BoxStyle.with { $0.flexGrow = 1 }
      style[keyPath: property] = length
      let items = (0..<3).map { _ in
        tree.addLeaf(style) { _ in MeasuredSize(width: 30, height: 10, firstBaseline: 8) }
      }
      var outer = style
      outer.flexDirection = flow
      outer.flexWrap = .wrap
      outer.alignItems = .baseline
      let container = tree.add(outer, children: items)
      let root = tree.add(BoxStyle(), children: [container])
      expectDrawable(tree.layout(root: root, width: 200, height: 100), items + [container, root])
    }
  }

  @Test(arguments: numbers)
  func `factors, ratios, borders and limits that are none`(number: Double) {
    var tree = BoxTree()
    let style = BoxStyle.with {
      $0.flexGrow = number
      $0.flexShrink = number
      $0.aspectRatio = number
      $0.border = BoxEdges(all: number)
      $0.maxWidth = .px(number)
      $0.maxHeight = .percent(number)
    }
    let items = (0..<3).map { _ in tree.addLeaf(style) { _ in MeasuredSize(width: number, height: number) } }
    let root = tree.add(style, children: items)
    expectDrawable(tree.layout(root: root, width: number, height: number), items + [root])
  }

  @Test(arguments: numbers)
  func `tracks of grids that are none`(number: Double) {
    var tree = BoxTree()
    let items = [GridLine.auto, .line(.max), .line(.min), .line(0), .span(.max), .span(-1)].flatMap { line in
      [GridPlace(start: line), GridPlace(end: line), GridPlace(start: line, end: .span(2))].map { place in
        tree.addLeaf(
          .with {
            $0.gridColumn = place
            $0.gridRow = place
          }
        ) { _ in MeasuredSize(width: number, height: number) }
      }
    }
    var grid = GridStyle()
    grid.columns = GridTemplate([
      TrackSize(.length(.px(number))), TrackSize(.fraction(number)), .fitContent(.percent(number)),
    ])
    grid.columns.repeated = [TrackSize(.length(.px(number)))]
    grid.autoRows = []
    let root = tree.add(.with { $0.display = .grid }, grid: grid, children: items)
    expectDrawable(tree.layout(root: root, width: 200, height: 100), items + [root])
  }

  @Test func `texts that measure nonsense`() {
    var tree = BoxTree()
    let items = Self.numbers.map { number in
      tree.addLeaf(BoxStyle()) { _ in
        MeasuredSize(width: number, height: number, firstBaseline: number, lastBaseline: number)
      }
    }
    let root = tree.add(.with { $0.alignItems = .baseline }, children: items)
    expectDrawable(tree.layout(root: root, width: 300, height: 100), items + [root])
  }

  @Test func `a child has one parent`() {
    var tree = BoxTree()
    let child = tree.add(.sized(10, 10), children: [])
    let first = tree.add(BoxStyle(), children: [child, child])
    let second = tree.add(.sized(50, 50), children: [child])
    let root = tree.add(BoxStyle(), children: [first, second])
    let frames = tree.layout(root: root, width: 100, height: 100)
    #expect(frames[first].width == 10)
    #expect(frames[second].x == 10)
  }

  @Test func `names of another tree are nobody's`() {
    var other = BoxTree()
    let strangers = (0..<5).map { _ in other.add(BoxStyle(), children: []) }
    var tree = BoxTree()
    let root = tree.add(.sized(10, 10), children: strangers)
    #expect(tree.layout(root: root, width: 100, height: 100)[root].width == 10)
    #expect(tree.layout(root: strangers[4], width: 100, height: 100)[root] == .hidden)
  }
}
