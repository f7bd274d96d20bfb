/// How a number is written out.
public enum NumberNotation: String, Sendable, Hashable, CaseIterable {
  case decimal, percent, compact, currency
}
