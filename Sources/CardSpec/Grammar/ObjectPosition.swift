/// CSS Images 3, §5.6: one or two of left, center, right, top, bottom, lengths and percentages.
enum ObjectPosition {
  static let grammar: Grammar<[Length]> = {
    let length = LengthText.pattern(Length.Unit.allCases)
    let (x, y) = ("(?:left|center|right|\(length))", "(?:top|center|bottom|\(length))")
    let pattern = "^(?:\(x)|top|bottom|\(x) \(y)|(?:top|bottom) (?:left|center|right)|center (?:left|right))$"
    return Grammar(expected: "a position such as \"center\", \"left top\" or \"30% 50%\"", schema: .pattern(pattern)) {
      value in
      guard let parts = value.string?.split(separator: " ", omittingEmptySubsequences: false) else { return nil }
      switch parts.count {
      case 1:
        if let y = vertical[String(parts[0])], horizontal[String(parts[0])] == nil { return [half, y] }
        return side(parts[0], horizontal).map { [$0, half] }
      case 2:
        if let x = side(parts[0], horizontal), let y = side(parts[1], vertical) { return [x, y] }
        guard let y = vertical[String(parts[0])], let x = horizontal[String(parts[1])] else { return nil }
        return [x, y]
      default: return nil
      }
    }
  }()

  private static let half = Length(50, .percent)
  private static let horizontal = ["left": Length(0, .percent), "center": half, "right": Length(100, .percent)]
  private static let vertical = ["top": Length(0, .percent), "center": half, "bottom": Length(100, .percent)]

  private static func side(_ text: Substring, _ words: [String: Length]) -> Length? {
    words[String(text)] ?? LengthText.read(text, Length.Unit.allCases)
  }
}
