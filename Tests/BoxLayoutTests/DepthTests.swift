import Foundation
import Testing

@testable import BoxLayout

/// Depth and breadth: bounded stack, and no work done twice.
@Suite struct DepthTests {
  /// Runs on a thread with the stack that ``BoxTree/maximumDepth`` promises to fit.
  private func onPromisedStack(_ work: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      work()
      done.signal()
    }
    thread.stackSize = 2 * 1024 * 1024
    thread.start()
    done.wait()
  }

  @Test(arguments: BoxStyle.FlexDirection.allCases)
  func `10,000 boxes in each other need no more stack than promised`(flow: BoxStyle.FlexDirection) {
    onPromisedStack {
      var tree = BoxTree()
      let style = BoxStyle.with {
        $0.flexDirection = flow
        $0.flexWrap = .wrap
        $0.alignItems = .baseline
      }
      let leaf = tree.addLeaf(BoxStyle()) { _ in MeasuredSize(width: 10, height: 10, firstBaseline: 8) }
      let root = tree.nest(leaf, 10_000, style)
      let frames = tree.layout(root: root, width: 100, height: 100)
      #expect(frames[root].isVisible)
      #expect(!frames[leaf].isVisible)
    }
  }

  @Test func `10,000 grids in each other need no more stack than promised`() {
    onPromisedStack {
      var tree = BoxTree()
      let leaf = tree.addLeaf(BoxStyle()) { _ in MeasuredSize(width: 10, height: 10, firstBaseline: 8) }
      let root = tree.nest(leaf, 10_000, .with { $0.display = .grid }, grid: .twoByOne)
      #expect(tree.layout(root: root, width: 100, height: 100)[root].isVisible)
    }
  }

  @Test func `a text is measured a few times however many grids lie around it`() {
    func measurements(depth: Int) -> Int {
      let counter = Counter()
      var tree = BoxTree()
      let leaf = tree.addLeaf(BoxStyle()) { request in
        counter.count += 1
        return SquareText("HH HHH HHHH").measure(request)
      }
      let root = tree.nest(leaf, depth, .with { $0.display = .grid }, grid: .twoByOne)
      _ = tree.layout(root: root, width: 60, height: 100)
      return counter.count
    }
    #expect(measurements(depth: 50) <= measurements(depth: 3) + 4)
  }

  @Test func `boxes down to the limit are laid out`() {
    var tree = BoxTree()
    let leaf = tree.add(.sized(10, 10), children: [])
    let root = tree.nest(leaf, BoxTree.maximumDepth - 1)
    #expect(tree.layout(root: root, width: 100, height: 100)[leaf].width == 10)
  }

  @Test(arguments: BoxStyle.FlexDirection.allCases, [BoxStyle.FlexWrap.nowrap, .wrap])
  func `a text is measured a few times however deep it lies`(flow: BoxStyle.FlexDirection, wrap: BoxStyle.FlexWrap) {
    func measurements(depth: Int) -> Int {
      let counter = Counter()
      var tree = BoxTree()
      let leaf = tree.addLeaf(BoxStyle()) { request in
        counter.count += 1
        return SquareText("HH HHH HHHH").measure(request)
      }
      let style = BoxStyle.with {
        $0.flexDirection = flow
        $0.flexWrap = wrap
        $0.padding = BoxEdges(all: .px(0.1))
        $0.alignItems = .baseline
      }
      let root = tree.nest(leaf, depth, style)
      _ = tree.layout(root: root, width: 60, height: 100)
      return counter.count
    }
    #expect(measurements(depth: 50) <= measurements(depth: 3) + 4)
  }

  @Test func `100,000 boxes in a row each lie after the other`() {
    var tree = BoxTree()
    let items = (0..<100_000).map { _ in tree.add(.sized(2, 1).keepingSize, children: []) }
    let root = tree.add(BoxStyle(), children: items)
    let frames = tree.layout(root: root, width: 100, height: 100)
    #expect(frames[items[99_999]].x == 199_998)
  }

  private final class Counter { var count = 0 }
}

extension GridStyle {
  /// A share beside an automatic column, in one row.
  fileprivate static var twoByOne: GridStyle {
    var grid = GridStyle()
    grid.columns = GridTemplate([TrackSize(.fraction(1)), .auto])
    grid.rows = GridTemplate([TrackSize(.fraction(1))])
    return grid
  }
}

extension BoxStyle {
  fileprivate var keepingSize: BoxStyle {
    var style = self
    style.flexShrink = 0
    return style
  }
}
