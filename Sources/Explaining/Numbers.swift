import CardSpec

/// Numbers as people are shown them.
public enum Numbers {
  /// At most two decimals.
  public static func short(_ value: Double) -> String { rounded(value, 100) }

  /// At most four decimals.
  public static func fine(_ value: Double) -> String { rounded(value, 10_000) }

  private static func rounded(_ value: Double, _ parts: Double) -> String {
    let rounded = (value * parts).rounded() / parts
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
  }

  public static func percent(_ share: Double) -> String { short(share * 100) + " %" }

  /// A length as a spec writes it.
  public static func text(_ dimension: Dimension) -> String {
    switch dimension {
    case .auto: "auto"
    case .length(let length):
      length.unit == .percent ? "\(short(length.value)) %" : "\(short(length.value)) \(length.unit.rawValue)"
    case .minContent: "min-content"
    case .maxContent: "max-content"
    case .fitContent: "fit-content"
    case .content: "content"
    }
  }
}
