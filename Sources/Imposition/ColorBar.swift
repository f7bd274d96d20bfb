/// The patches by which the press is set (as control strips after ISO 12647-2 have them): each ink full, its half
/// tint, two process inks on each other, and each named ink.
enum ColorBar {
  static func inks(spots: [String]) -> [Mark.Ink] {
    let solids: [Mark.Ink] = (0..<4).map { process([$0], 1) }
    let tints: [Mark.Ink] = (0..<4).map { process([$0], 0.5) }
    let overprints: [Mark.Ink] = [process([0, 1], 1), process([0, 2], 1), process([1, 2], 1)]
    return solids + tints + overprints + spots.map { .spot(name: $0, tint: 1) }
  }

  /// - Parameter inks: Of cyan, magenta, yellow and black, by their numbers.
  private static func process(_ inks: [Int], _ tint: Double) -> Mark.Ink {
    let amounts = (0..<4).map { inks.contains($0) ? tint : 0 }
    return .process(cyan: amounts[0], magenta: amounts[1], yellow: amounts[2], black: amounts[3])
  }
}
