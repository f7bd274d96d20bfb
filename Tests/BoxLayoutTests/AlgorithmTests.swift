import Testing

@testable import BoxLayout

/// Steps of CSS Flexbox Level 1 that rectangles alone do not explain.
@Suite struct AlgorithmTests {
  @Test func `§9.7: factors below one hand out only their part of the space`() {
    var tree = BoxTree()
    let item = tree.add(.with { $0.flexGrow = 0.25 }, children: [])
    let root = tree.add(BoxStyle(), children: [item])
    #expect(tree.layout(root: root, width: 200, height: 10)[item].width == 50)
  }

  @Test func `§9.7: each round freezes the items that broke the limit that was broken most`() {
    var tree = BoxTree()
    let narrow = tree.add(
      .with {
        $0.flexGrow = 1
        $0.maxWidth = .px(20)
      }, children: [])
    let wide = tree.add(
      .with {
        $0.flexGrow = 1
        $0.minWidth = .px(120)
      }, children: [])
    let rest = tree.add(.with { $0.flexGrow = 1 }, children: [])
    let root = tree.add(BoxStyle(), children: [narrow, wide, rest])
    let frames = tree.layout(root: root, width: 210, height: 10)
    #expect(frames[narrow].width == 20)
    #expect(frames[wide].width == 120)
    #expect(frames[rest].width == 70)
  }

  @Test func `§9.3: sums of fractions that fit exactly do not wrap`() {
    var tree = BoxTree()
    let items = (0..<10).map { _ in tree.add(.sized(0.1, 1), children: []) }
    let root = tree.add(.with { $0.flexWrap = .wrap }, children: items)
    let frames = tree.layout(root: root, width: 1, height: 10)
    #expect(items.allSatisfy { frames[$0].y == 0 })
  }

  @Test func `§4.5: a text is not asked for its longest word unless it has to shrink`() {
    var tree = BoxTree()
    let log = Log()
    let leaf = tree.addLeaf(BoxStyle()) { request in
      log.requests.append(request)
      return SquareText("HHHH HH").measure(request)
    }
    let root = tree.add(BoxStyle(), children: [leaf])
    _ = tree.layout(root: root, width: 200, height: 10)
    #expect(!log.requests.contains { $0.availableWidth == .minContent })
    _ = tree.layout(root: root, width: 50, height: 10)
    #expect(log.requests.contains { $0.availableWidth == .minContent })
  }

  @Test func `§8.5: a container reports the baseline of its first line`() {
    var tree = BoxTree()
    let leaf = tree.addLeaf(.with { $0.padding.top = .px(5) }, measure: SquareText("HH").measure)
    let inner = tree.add(.with { $0.padding.top = .px(7) }, children: [leaf])
    let root = tree.add(BoxStyle(), children: [inner])
    #expect(tree.layout(root: root, width: 100, height: 100)[inner].firstBaseline == 20)
  }

  @Test func `what is not displayed has an empty frame`() {
    var tree = BoxTree()
    let inside = tree.add(.sized(10, 10), children: [])
    let hidden = tree.add(.with { $0.display = .none }, children: [inside])
    let root = tree.add(BoxStyle(), children: [hidden])
    let frames = tree.layout(root: root, width: 100, height: 100)
    #expect(frames[hidden] == .hidden)
    #expect(frames[inside] == .hidden)
  }

  @Test func `a frame knows its padding and content boxes`() {
    var tree = BoxTree()
    let style = BoxStyle.with {
      $0.padding = BoxEdges(top: .px(1), right: .percent(0.1), bottom: .px(3), left: .px(4))
      $0.border = BoxEdges(all: 5)
    }
    let root = tree.add(style, children: [])
    let frame = tree.layout(root: root, width: 100, height: 50)[root]
    #expect(frame.paddingRect == BoxFrame.Rect(x: 5, y: 5, width: 90, height: 40))
    #expect(frame.contentRect == BoxFrame.Rect(x: 9, y: 6, width: 76, height: 36))
  }

  private final class Log { var requests: [MeasureRequest] = [] }
}
