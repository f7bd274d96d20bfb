import CCairo
import CardSpec
import Scene

/// Draws one scene on one Cairo context whose user space is the scene's: px from the top left of the trim box.
final class Brush {
  enum Target { case image, document }

  // Safe: borrowed from the caller, who keeps the context alive for as long as it calls this object.
  let context: OpaquePointer
  let painter: Painter
  let target: Target
  let scene: Scene
  /// Of documents for a press.
  let inks: (any PageInks)?
  /// All that can be seen, in the coordinates of what is being painted: of the scene, the trim box, and the bleed where
  /// it is painted.
  private(set) var visible: Rect
  /// From the coordinates of what is being painted to the scene's.
  private(set) var transform = Transform.identity
  /// What was tagged, in order of painting. Only documents have tags.
  private(set) var marks: [ContentMark] = []
  private var isMarkOpen = false
  /// What the innermost group that is painted as one, or the page, shows so far: in inks, as long as a mode in it needs
  /// that.
  private var backdrop: Backdrop?
  /// Above zero inside a transparency group, where Cairo 1.16 cannot tag.
  private var groupDepth = 0
  private var nesting = 0
  private static let deepestNesting = 256

  init(
    context: OpaquePointer, painter: Painter, target: Target, scene: Scene, area: Rect, inks: (any PageInks)? = nil
  ) {
    self.context = context
    self.painter = painter
    self.target = target
    self.scene = scene
    self.inks = inks
    visible = area
  }

  /// Paints the whole scene, and checks that Cairo took everything.
  func paint() throws(PaintingError) {
    try paintAsOne(scene.items, opacity: 1)
    closeMark()
    try check(cairo_status(context), "cannot paint \(scene.card)")
  }

  /// Paints items of which none blends with anything but the others.
  func paintAsOne(_ items: [Item], opacity: Double) throws(PaintingError) {
    let around = backdrop
    defer { backdrop = around }
    backdrop = inks == nil ? nil : try Backdrop(of: items, on: self)
    try paint(items, opacity: opacity)
  }

  func paint(_ items: [Item], opacity: Double) throws(PaintingError) {
    for item in items { try paint(item, opacity: opacity) }
  }

  /// - Parameter opacity: Multiplied into the item's own alpha; less than one only for an item that is alone in a group.
  func paint(_ item: Item, opacity: Double) throws(PaintingError) {
    switch item.drawing {
    case .fill(let path, let paint):
      open(ContentMark(element: item.element))
      try fill(path, with: paint, opacity: opacity)
    case .stroke(let path, let paint, let stroke):
      open(ContentMark(element: item.element))
      try draw(path, with: paint, stroke: stroke, opacity: opacity)
    case .glyphs(let drawing):
      try glyphs(drawing, element: item.element, opacity: opacity)
    case .picture(let picture, let frame, let clip):
      open(ContentMark(element: item.element))
      try draw(picture, frame: frame, clip: clip, opacity: opacity)
    case .vector(let vector, let frame, let clip):
      open(ContentMark(element: item.element))
      try withClip(clip) { () throws(PaintingError) in
        try painter.vector(vector).draw(on: context, x: frame.x, y: frame.y, width: frame.width, height: frame.height)
      }
    case .shadow(let shadow):
      open(ContentMark(element: item.element))
      try draw(shadow, opacity: opacity)
    case .group(let group):
      return try draw(group, element: item.element)
    }
    try backdrop?.paint(item, opacity: opacity)
  }

  private func draw(_ group: Group, element: Int?) throws(PaintingError) {
    guard group.opacity > 0, !group.items.isEmpty, group.transform.inverse != nil else { return }
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.deepestNesting else {
      throw PaintingError("\(scene.card) nests more than \(Self.deepestNesting) groups")
    }
    closeMark()
    var plain = group
    plain.opacity = 1
    // A single simple shape needs no group: nothing of it overlaps.
    if plain.isPassThrough, group.opacity >= 1 || (group.items.count == 1 && group.items[0].takesOpacity) {
      try within(group) { () throws(PaintingError) in
        try paint(group.items, opacity: min(group.opacity, 1))
        closeMark()
      }
      return
    }
    if inks != nil, !group.blendMode.suitsPlates { return try drawAsOnScreen(group) }
    var mark = ContentMark(element: element ?? owner(of: group.items))
    // What is blurred is a picture, and is read as the text that it shows.
    if target == .document, group.blur > 0 { mark.actualText = group.text }
    open(mark)
    groupDepth += 1
    defer { groupDepth -= 1 }
    try moved(by: group.transform) { () throws(PaintingError) in
      try withClip(group.clip) { () throws(PaintingError) in try blend(group) }
    }
    try backdrop?.paint(Item(.group(group)), opacity: 1)
  }

  /// Paints a group in the colours that blending gives it on the screen, as a picture.
  private func drawAsOnScreen(_ group: Group) throws(PaintingError) {
    guard let below = backdrop, let reach = group.reach?.intersection(visible), reach.isFinite else { return }
    if let blended = try below.blend(group) {
      cairo_save(context)
      defer { cairo_restore(context) }
      cairo_rectangle(context, reach.x, reach.y, reach.width, reach.height)
      cairo_clip(context)
      try blended.paint(on: context)
    }
    if below.isDone { backdrop = nil }
  }

  /// Runs `body` in the coordinates and the clip of a group that is not painted as one; what it paints goes on the
  /// backdrop's pixels as well.
  private func within(_ group: Group, _ body: () throws(PaintingError) -> Void) throws(PaintingError) {
    try moved(by: group.transform) { () throws(PaintingError) in
      try withClip(group.clip) { () throws(PaintingError) in
        guard let below = backdrop else { return try body() }
        var isSeenBelow = false
        try below.brush.within(group) { () throws(PaintingError) in
          isSeenBelow = true
          try body()
        }
        guard !isSeenBelow else { return }
        backdrop = nil
        defer { backdrop = below }
        try body()
      }
    }
  }

  /// Runs `body` with everything moved.
  private func moved(by own: Transform, _ body: () throws(PaintingError) -> Void) throws(PaintingError) {
    guard own != .identity, let back = own.inverse else { return try body() }
    let before = (visible, transform)
    (visible, transform) = (back.map(visible), transform.after(own))
    cairo_save(context)
    defer {
      cairo_restore(context)
      (visible, transform) = before
    }
    var matrix = cairo_matrix_t(xx: own.a, yx: own.b, xy: own.c, yy: own.d, x0: own.tx, y0: own.ty)
    cairo_transform(context, &matrix)
    try body()
  }

  /// Runs `body` with the clip narrowed to `path`, and restores the context afterwards. Where nothing can be seen through
  /// the clip, nothing is painted: Cairo 1.16 loses tags there.
  func withClip(_ path: Path?, _ body: () throws(PaintingError) -> Void) throws(PaintingError) {
    cairo_save(context)
    defer { cairo_restore(context) }
    if let path {
      try trace(path)
      cairo_clip(context)
      guard showsAnything else { return }
    }
    try body()
  }
}

extension Brush {
  /// Whether the clip leaves anything to be seen.
  private var showsAnything: Bool {
    var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
    cairo_clip_extents(context, &left, &top, &right, &bottom)
    return right > left && bottom > top
  }
}

// MARK: Tags

extension Brush {
  /// Begins a mark, or goes on with the open one where both belong together.
  func open(_ mark: ContentMark) {
    guard target == .document, groupDepth == 0 else { return }
    var mark = mark
    if mark.element.map({ !scene.structure.indices.contains($0) }) ?? true { mark = ContentMark() }
    if isMarkOpen, let last = marks.last, last.belongsTogether(with: mark) {
      marks[marks.count - 1].areas += mark.areas
      return
    }
    closeMark()
    cairo_tag_begin(context, "Span", nil)
    marks.append(mark)
    isMarkOpen = true
  }

  func closeMark() {
    guard isMarkOpen, groupDepth == 0 else { return }
    cairo_tag_end(context, "Span")
    isMarkOpen = false
  }

  /// The element that a whole group stands for: the nearest that all its parts lie in, or else the first of them.
  private func owner(of items: [Item]) -> Int? {
    let parts = Set(items.flatMap(\.elements)).filter { scene.structure.indices.contains($0) }.sorted()
    guard let first = parts.first else { return nil }
    let common = parts.dropFirst().reduce(lineage(of: first)) { shared, part in
      let own = Set(lineage(of: part))
      return shared.filter { own.contains($0) }
    }
    return common.first ?? first
  }

  /// An element and those that it lies in, innermost first. Parents come before children, so this ends.
  private func lineage(of element: Int) -> [Int] {
    var result = [element]
    while let last = result.last, let parent = scene.structure[last].parent, parent >= 0, parent < last {
      result.append(parent)
    }
    return result
  }
}

extension Item {
  /// Whether opacity may be multiplied into the colour instead of blending a group.
  fileprivate var takesOpacity: Bool {
    switch drawing {
    case .fill, .stroke, .glyphs, .picture, .shadow: true
    case .vector, .group: false
    }
  }

  fileprivate var elements: [Int] {
    if let element { return [element] }
    if case .group(let group) = drawing { return group.items.flatMap(\.elements) }
    return []
  }
}

extension Group {
  /// The text inside that is read, piece by piece; `nil` where there is none.
  fileprivate var text: String? {
    let pieces = items.compactMap { item -> String? in
      switch item.drawing {
      case .glyphs(let drawing): item.element == nil ? nil : drawing.run.text
      case .group(let group): group.text
      default: nil
      }
    }
    // Lines end with the space at which they were broken.
    let words = pieces.flatMap { $0.split(separator: " ") }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
