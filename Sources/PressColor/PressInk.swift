/// What is printed for a colour.
public enum PressInk: Sendable, Hashable {
  /// The process inks, 0…1.
  case process(Process)
  /// A named ink at a tint of 0…1, and the process inks that stand for it at full tint.
  case spot(name: String, tint: Double, alternate: Process)

  /// Cyan, magenta, yellow and black, 0…1.
  public struct Process: Sendable, Hashable {
    public var cyan: Double
    public var magenta: Double
    public var yellow: Double
    public var black: Double

    public init(_ cyan: Double, _ magenta: Double, _ yellow: Double, _ black: Double) {
      (self.cyan, self.magenta, self.yellow, self.black) = (cyan, magenta, yellow, black)
    }

    public static let paper = Process(0, 0, 0, 0)
    public static let black = Process(0, 0, 0, 1)

    public var components: [Double] { [cyan, magenta, yellow, black] }
    /// The sum of all four, 0…4.
    public var total: Double { cyan + magenta + yellow + black }
  }

  /// The process inks that stand for it.
  public var process: Process {
    switch self {
    case .process(let process): process
    case .spot(_, let tint, let full):
      Process(full.cyan * tint, full.magenta * tint, full.yellow * tint, full.black * tint)
    }
  }
}
