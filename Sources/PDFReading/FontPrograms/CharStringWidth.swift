/// Finds the width of a glyph in its Type 2 charstring (Adobe Technical Note 5177, §3.1 and §4.1): an operand too many
/// before the first operator that takes operands off the stack.
struct CharStringWidth {
  let bytes: [UInt8]
  let local: [Range<Int>]
  let global: [Range<Int>]
  /// The width of glyphs that state none.
  let standard: Double
  /// What the stated widths are counted from.
  let nominal: Double

  private struct State {
    var stack: [Double] = []
    var result: Double?
    /// Calls so far: charstrings that call in circles end here.
    var calls = 0
  }

  private static let mostCalls = 64

  /// - Returns: The width in the font's units; `nil` if the charstring is not one.
  func width(of range: Range<Int>) -> Double? {
    var state = State()
    run(range, &state)
    return state.result
  }

  private func run(_ range: Range<Int>, _ state: inout State) {
    var index = range.lowerBound
    while index < range.upperBound, state.result == nil {
      let first = Int(bytes[index])
      index += 1
      if let size = Self.operandSize(first) {
        guard index + size <= range.upperBound else { return }
        state.stack.append(Self.operand(first, bytes[index..<index + size]))
        index += size
        continue
      }
      switch first {
      case 1, 3, 18, 19, 20, 23: finish(&state, state.stack.count % 2 == 1)
      case 21: finish(&state, state.stack.count > 2)
      case 4, 22: finish(&state, state.stack.count > 1)
      case 14: finish(&state, state.stack.count == 1 || state.stack.count == 5)
      case 10: call(local, &state)
      case 29: call(global, &state)
      default: return
      }
      guard state.calls <= Self.mostCalls else { return }
    }
  }

  private func finish(_ state: inout State, _ isStated: Bool) {
    state.result = isStated ? nominal + (state.stack.first ?? 0) : standard
  }

  /// §4.7: numbers of subroutines are counted from the middle, so that they stay short.
  private func call(_ subroutines: [Range<Int>], _ state: inout State) {
    let bias = subroutines.count < 1240 ? 107 : subroutines.count < 33_900 ? 1131 : 32_768
    state.calls += 1
    guard let operand = state.stack.popLast(), let number = Int(exactly: operand.rounded()),
      subroutines.indices.contains(number + bias), state.calls <= Self.mostCalls
    else { return }
    run(subroutines[number + bias], &state)
  }

  /// How many bytes follow the first of an operand (§3.2); `nil` for operators.
  private static func operandSize(_ first: Int) -> Int? {
    switch first {
    case 28: 2
    case 32...246: 0
    case 247...254: 1
    case 255: 4
    default: nil
    }
  }

  private static func operand(_ first: Int, _ rest: ArraySlice<UInt8>) -> Double {
    let value = rest.reduce(0) { $0 << 8 | Int($1) }
    return switch first {
    case 28: Double(Int16(truncatingIfNeeded: value))
    case 32...246: Double(first - 139)
    case 247...250: Double((first - 247) * 256 + value + 108)
    case 251...254: Double(-(first - 251) * 256 - value - 108)
    default: Double(Int32(truncatingIfNeeded: value)) / 65_536
    }
  }
}
