import Testing

@testable import Imposition

/// Steele, Lea and Flood's SplitMix64: the same numbers at each run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

func mm(_ value: Double) -> Double { value * 72 / 25.4 }

func close(_ one: Double, _ other: Double) -> Bool { abs(one - other) < 1e-6 }

func close(_ one: Area, _ other: Area) -> Bool {
  close(one.left, other.left) && close(one.bottom, other.bottom) && close(one.right, other.right)
    && close(one.top, other.top)
}

extension Extent {
  static let a4 = Extent.millimetres(210, 297)
  static let a6 = Extent.millimetres(105, 148)
  static let sra3 = Extent.millimetres(320, 450)
  static let businessCard = Extent.millimetres(85, 55)
}

extension MarkStyle {
  static func with(_ change: (inout MarkStyle) -> Void) -> MarkStyle {
    var style = MarkStyle()
    change(&style)
    return style
  }
}

extension ImpositionSettings {
  static func with(_ size: Extent, _ change: (inout ImpositionSettings) -> Void = { _ in }) -> ImpositionSettings {
    var settings = ImpositionSettings(size: size)
    change(&settings)
    return settings
  }
}

extension [Mark] {
  func of(_ kind: Mark.Kind) -> [Mark] { filter { $0.kind == kind } }

  /// The ends of lines.
  var lines: [(from: Position, to: Position)] {
    compactMap { if case .line(let from, let to) = $0.shape { (from, to) } else { nil } }
  }
}
