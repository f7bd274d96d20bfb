import CLcms

/// How much black ink alone looks like a grey of the screen.
///
/// The scale runs from the paper to full black, as black point compensation would have it: the lightness in between is
/// the grey's own, in luminance between that of black ink and that of paper.
struct NeutralScale: Sendable {
  /// The luminance of black ink alone in steps of a hundredth, relative to the paper, falling.
  private let luminances: [Double]

  init(_ maker: TransformMaker) throws(PressColorError) {
    let transform = try maker.toXYZ()
    defer { cmsDeleteTransform(transform) }
    let inks = (0...100).flatMap { step -> [Float] in [0, 0, 0, Float(step)] }
    var colors = [Float](repeating: 0, count: 101 * 3)
    // Safe: 101 pixels of four and of three numbers, as the transform was made for.
    cmsDoTransform(transform, inks, &colors, 101)
    var luminances = (0...100).map { Double(colors[3 * $0 + 1]) }
    guard let paper = luminances.first, let black = luminances.last, paper > black, black >= 0, paper.isFinite else {
      throw .unusable
    }
    for step in 1...100 { luminances[step] = min(luminances[step], luminances[step - 1]) }
    self.luminances = luminances.map { ($0 - luminances[100]) / (luminances[0] - luminances[100]) }
  }

  /// - Parameter grey: An sRGB component, 0…1.
  /// - Returns: Black, 0…1, to a ten-thousandth.
  func black(for grey: Double) -> Double {
    let wanted = Self.luminance(min(max(grey, 0), 1))
    guard let step = luminances.firstIndex(where: { $0 <= wanted }), step > 0 else { return 0 }
    let (lighter, darker) = (luminances[step - 1], luminances[step])
    let share = lighter > darker ? (lighter - wanted) / (lighter - darker) : 0
    return ((Double(step - 1) + share) * 100).rounded() / 10_000
  }

  /// Relative luminance of a grey (IEC 61966-2-1).
  private static func luminance(_ component: Double) -> Double {
    component <= 0.040_45 ? component / 12.92 : power((component + 0.055) / 1.055, 2.4)
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

private func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
