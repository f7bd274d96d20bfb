import BoxLayout

/// Text of square letters, 10 px wide and high with the baseline at 8 px, that breaks between words.
///
/// Words are separated by single spaces, which take no room, so that the arithmetic can be followed by eye.
struct SquareText: Sendable {
  static let letter = 10.0
  static let ascent = 8.0

  private let words: [Double]

  init(_ text: String) {
    words = text.split(separator: " ").map { Double($0.count) * Self.letter }
  }

  func measure(_ request: MeasureRequest) -> MeasuredSize {
    let width = request.knownWidth ?? width(for: request.availableWidth)
    let lines = Double(lineCount(in: width))
    guard lines > 0 else { return MeasuredSize(width: width, height: 0) }
    return MeasuredSize(
      width: width, height: lines * Self.letter, firstBaseline: Self.ascent,
      lastBaseline: (lines - 1) * Self.letter + Self.ascent)
  }

  private func width(for available: AvailableSpace) -> Double {
    let widest = words.reduce(0, +)
    let narrowest = words.max() ?? 0
    switch available {
    case .maxContent: return widest
    case .minContent: return narrowest
    case .definite(let room): return max(narrowest, min(widest, room))
    }
  }

  private func lineCount(in width: Double) -> Int {
    var lines = 0
    var length = 0.0
    for word in words {
      if lines == 0 || length + word > width + 0.01 {
        lines += 1
        length = word
      } else {
        length += word
      }
    }
    return lines
  }
}
