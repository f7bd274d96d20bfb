/// Numbers in messages, without the locale's help.
enum Amount {
  /// One decimal.
  static func tenths(_ value: Double) -> String {
    let bounded = min(max(value, -1e12), 1e12)
    let tenths = Int((bounded * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// At most three decimals.
  static func thousandths(_ value: Double) -> String {
    let rounded = (min(max(value, -1e9), 1e9) * 1000).rounded() / 1000
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  /// Whole per cent where they are exact, else one decimal.
  static func percent(_ share: Double) -> String {
    let text = tenths(share * 100)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " %"
  }
}
