import Testing

@testable import BoxLayout

@Suite("A frame says how its sizes came about")
struct SizeRuleTests {
  /// Children of a row of 300 × 100 px, or of a column.
  private func frames(_ children: [BoxStyle], column: Bool = false, _ change: (inout BoxStyle) -> Void = { _ in })
    -> [BoxFrame]
  {
    var tree = BoxTree()
    let leaves = children.map { tree.addLeaf($0, measure: Self.text) }
    var style = BoxStyle()
    style.flexDirection = column ? .column : .row
    change(&style)
    let container = tree.add(style, children: leaves)
    let frames = tree.layout(root: container, width: 300, height: 100, explains: true)
    return leaves.map { frames[$0] }
  }

  /// 200 px on one line of 20 px; words of 50 px.
  private static func text(_ request: MeasureRequest) -> MeasuredSize {
    let width =
      switch (request.knownWidth, request.availableWidth) {
      case (let width?, _): width
      case (nil, .minContent): 50.0
      case (nil, .maxContent): 200.0
      case (nil, .definite(let room)): min(200, max(50, room))
      }
    return MeasuredSize(width: width, height: (200 / max(50, width)).rounded(.up) * 20)
  }

  private func style(_ change: (inout BoxStyle) -> Void = { _ in }) -> BoxStyle {
    var style = BoxStyle()
    change(&style)
    return style
  }

  @Test func sizesThatAreWrittenAreSpecified() {
    let frame = frames([
      style {
        $0.width = .px(120)
        $0.height = .percent(0.5)
      }
    ])[0]
    #expect(frame.widthRule == SizeRule(.specified))
    #expect(frame.heightRule == SizeRule(.specified))
  }

  @Test func aRowItemIsAsWideAsItsContentAndStretched() {
    let frame = frames([style()])[0]
    #expect(frame.widthRule == SizeRule(.content))
    #expect(frame.heightRule == SizeRule(.stretched(100)))
  }

  @Test func shrinkingTellsWhatWasMissing() {
    let found = frames([style(), style()])
    #expect(found[0].width == 150)
    #expect(found[0].widthRule == SizeRule(.content, flexing: .shrunk(from: 200, missing: 100)))
  }

  @Test func shrinkingStopsAtTheContent() {
    let found = frames([style { $0.width = .px(900) }, style()], { $0.columnGap = .px(230) })
    #expect(found[1].width == 50)
    #expect(found[1].widthRule?.limit == .automaticMinimum)
  }

  @Test func growingTellsWhatWasLeftAndWhereItStopped() {
    let found = frames([
      style {
        $0.flexGrow = 1
        $0.flexBasis = .px(0)
        $0.minWidth = .px(0)
        $0.maxWidth = .px(30)
      }, style { $0.flexGrow = 1 },
    ])
    #expect(found[0].widthRule == SizeRule(.flexBasis, flexing: .grown(from: 0, free: 100), limit: .maximum))
    #expect(found[1].widthRule == SizeRule(.content, flexing: .grown(from: 200, free: 100)))
  }

  @Test func columnItemsTakeTheRoomThatTheyHave() {
    let found = frames(
      [style(), style { $0.maxWidth = .px(90) }, style { $0.height = .minContent }], column: true
    ) {
      $0.alignItems = .start
      $0.width = .px(150)
    }
    #expect(found[0].widthRule == SizeRule(.room(150)))
    #expect(found[0].heightRule == SizeRule(.content))
    #expect(found[1].widthRule == SizeRule(.room(150), limit: .maximum))
    #expect(found[2].heightRule == SizeRule(.specified))
  }

  @Test func aRatioGivesTheOtherSide() {
    let frame = frames([
      style {
        $0.height = .px(40)
        $0.aspectRatio = 2
        $0.minWidth = .px(0)
      }
    ])[0]
    #expect(frame.width == 80)
    #expect(frame.widthRule == SizeRule(.aspectRatio))
  }

  @Test func insetsFillTheirContainer() {
    let frame = frames([
      style {
        $0.position = .absolute
        $0.inset = BoxEdges(all: .px(10))
      }
    ])[0]
    #expect(frame.widthRule == SizeRule(.insets) && frame.heightRule == SizeRule(.insets))
  }

  @Test func theRootFillsTheCard() {
    var tree = BoxTree()
    let root = tree.add(BoxStyle(), children: [])
    let frame = tree.layout(root: root, width: 300, height: 100, explains: true)[root]
    #expect(frame.widthRule == SizeRule(.card) && frame.heightRule == SizeRule(.card))
  }

  @Test func nothingIsSaidUnasked() {
    var tree = BoxTree()
    let root = tree.add(BoxStyle(), children: [])
    #expect(tree.layout(root: root, width: 300, height: 100)[root].widthRule == nil)
  }
}
