import CardSpec

/// The even steps that a text may go down until it fits: from the size and tracking that were asked for to the least
/// that it allows.
///
/// Sizes are shares of the size that was asked for, so that texts of different sizes can go down together.
struct FitLadder: Sendable, Hashable {
  /// How a text is set. px.
  struct Setting: Sendable, Hashable {
    var size: Double
    var letterSpacing: Double
    /// Whether words are broken that were not to be broken at first.
    var hyphenates = false
    /// The most lines.
    var lineClamp: Int?
  }

  /// Tightening takes as many steps, whatever its limit.
  static let tighteningSteps = 10
  /// The largest number of steps to the smallest size: a size is never finer than a hundredth.
  static let shrinkingSteps = 100.0
  /// Clamping begins with as many lines, or with the text's own limit.
  static let mostClampedLines = 20

  /// What may be done, in order, each once.
  private(set) var steps: [FitProperties.Step]
  /// The size that was asked for, px.
  let size: Double
  /// The tracking that was asked for, and the least, px at that size.
  let letterSpacing: Double
  let leastLetterSpacing: Double
  /// The most lines that the text has anyway.
  let lineClamp: Int?
  /// Whether the text hyphenates anyway.
  let hyphenates: Bool
  /// The smallest size as a share, and by how much each step is smaller than the one before it.
  let floorShare: Double
  private let stepShare: Double
  /// The share at the top: what a fit group settled on, else 1.
  private(set) var topShare = 1.0

  /// - Parameter letterSpacing: px at the size that was asked for, like `leastLetterSpacing`.
  init(
    steps: [FitProperties.Step], size: Double, floor: Double, sizeStep: Double, letterSpacing: Double,
    leastLetterSpacing: Double, lineClamp: Int? = nil, hyphenates: Bool = false
  ) {
    self.steps = steps
    self.size = size
    self.letterSpacing = letterSpacing
    self.leastLetterSpacing = min(leastLetterSpacing, letterSpacing)
    self.lineClamp = lineClamp
    self.hyphenates = hyphenates
    let floor = steps.contains(.shrink) ? min(max(floor, size / Self.shrinkingSteps), size) : size
    floorShare = floor / size
    stepShare = max(sizeStep / size, 1 / Self.shrinkingSteps)
  }

  /// The same with its size settled by a fit group: only its tracking may still give way.
  func settled(at share: Double) -> FitLadder {
    var result = self
    result.topShare = share
    result.steps = steps.filter { $0 != .shrink }
    return result
  }

  /// How one step differs from the next. Texts of one gait go down together and come back together, whatever their
  /// limits of size.
  struct Gait: Sendable, Hashable {
    var size: Double
    var steps: [FitProperties.Step]
    var stepShare: Double
    var tightening: Double
  }

  var gait: Gait {
    let tightening = steps.contains(.tighten) ? letterSpacing - leastLetterSpacing : 0
    return Gait(size: size, steps: steps, stepShare: stepShare, tightening: tightening)
  }

  /// How many steps lead down.
  var count: Int { steps.reduce(0) { $0 + count(of: $1) } }

  private func count(of step: FitProperties.Step) -> Int {
    switch step {
    case .tighten: return leastLetterSpacing < letterSpacing ? Self.tighteningSteps : 0
    case .shrink:
      // The last step reaches the floor, also where that is no whole number of steps.
      return floorShare < topShare ? Int(((topShare - floorShare) / stepShare - 1e-9).rounded(.up)) : 0
    case .hyphenate: return hyphenates ? 0 : 1
    case .clamp: return max(0, clampedLines - 1)
    }
  }

  private var clampedLines: Int { min(lineClamp ?? Self.mostClampedLines, Self.mostClampedLines) }

  /// The share of the size that was asked for, some steps down.
  func share(at position: Int) -> Double {
    let taken = taken(of: .shrink, at: position)
    return taken == 0 ? topShare : max(floorShare, topShare - Double(taken) * stepShare)
  }

  func setting(at position: Int) -> Setting {
    let share = share(at: position)
    let tightened = Double(taken(of: .tighten, at: position)) / Double(Self.tighteningSteps)
    let tracking = letterSpacing - (letterSpacing - leastLetterSpacing) * tightened
    let clamped = taken(of: .clamp, at: position)
    return Setting(
      size: size * share, letterSpacing: tracking * share, hyphenates: taken(of: .hyphenate, at: position) > 0,
      lineClamp: clamped > 0 ? clampedLines - clamped : lineClamp)
  }

  /// How many of `position` steps are of this kind.
  private func taken(of kind: FitProperties.Step, at position: Int) -> Int {
    var left = position
    for step in steps {
      let count = count(of: step)
      if step == kind { return min(left, count) }
      left = max(0, left - count)
    }
    return 0
  }

  /// What was done on the way down, in order.
  func done(at position: Int) -> [FitProperties.Step] {
    let shrunk: [FitProperties.Step] = topShare < 1 ? [.shrink] : []
    return shrunk + steps.filter { taken(of: $0, at: position) > 0 }
  }
}

extension FitLadder {
  /// The ladder of a text node.
  init(_ fit: FitProperties, computed: ComputedText, lineClamp: Int?, units: LengthContext) {
    let size = computed.size
    func pixels(_ length: Length?) -> Double? { length.map { units.pixels($0, percentBase: size) } }
    self.init(
      steps: fit.steps ?? (fit.group == nil ? [] : [.shrink]), size: size, floor: pixels(fit.minFontSize) ?? size / 2,
      sizeStep: pixels(fit.sizeStep) ?? 0, letterSpacing: computed.letterSpacing,
      leastLetterSpacing: pixels(fit.minLetterSpacing) ?? computed.letterSpacing - size / 50,
      lineClamp: lineClamp, hyphenates: computed.lines.hyphenation.mode == .auto)
  }
}
