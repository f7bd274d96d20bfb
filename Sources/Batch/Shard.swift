/// One of the equal parts that a plan is split into, so that several machines make it together.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// Counted from 1.
  public let index: Int
  public let count: Int

  /// More would be a mistake of whoever wrote the number.
  public static let most = 100_000

  /// Why two numbers are no shard.
  public enum Problem: Error, Sendable, Hashable {
    case notNumbers
    case noShards
    case tooMany
    case countsFromOne
    case beyondCount(Int, Int)
  }

  public init(_ index: Int, of count: Int) throws(Problem) {
    guard count >= 1 else { throw .noShards }
    guard count <= Self.most else { throw .tooMany }
    guard index >= 1 else { throw .countsFromOne }
    guard index <= count else { throw .beyondCount(index, count) }
    (self.index, self.count) = (index, count)
  }

  /// Reads, for instance, `2/8`.
  public init(_ text: String) throws(Problem) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(Self.number)
    guard parts.count == 2, let index = parts[0], let count = parts[1] else { throw .notNumbers }
    try self.init(index, of: count)
  }

  /// A number in digits alone; one that is too long for the machine is as good as the largest.
  public static func number(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int(text) ?? .max
  }

  public var description: String { "\(index)/\(count)" }

  /// Whether a row of a table, by its number from 1, belongs to this shard: every `count`th does.
  func hasRow(_ number: Int) -> Bool { (number - 1) % count == index - 1 }
}
