/// Finds the largest total ink of a picture's pixels.
struct PictureInk {
  let space: ResolvedSpace
  let width: Int
  let height: Int
  let bits: Int
  /// ISO 32000-1 §8.9.5.2.
  let decode: [Double]?

  private var components: Int { space.space.components }

  /// Whether the picture's colours state inks at all.
  var hasInk: Bool {
    switch space.space {
    case .deviceRGB, .calibratedRGB, .calibratedGray, .lab, .pattern, .unknown: false
    case .profile(let profile, _): profile.colorSpace == "CMYK"
    case .indexed(let base):
      PictureInk(space: ResolvedSpace(space: base), width: 1, height: 1, bits: 8, decode: nil).hasInk
    default: true
    }
  }

  /// - Returns: Percent; `nil` if there are no pixels.
  func largest(_ samples: [UInt8]) -> Double? {
    guard hasInk, components > 0, [1, 2, 4, 8, 16].contains(bits), width > 0, height > 0 else { return nil }
    if bits == 8, space.space == .deviceCMYK || isProfiled, decode == nil || isPlain || isInverted {
      return plain(samples)
    }
    let row = (width * components * bits + 7) / 8
    let top = Double(1 << bits - 1)
    let isIndexed = if case .indexed = space.space { true } else { false }
    let standard: [Double] = isIndexed ? [0, top] : [0, 1]
    let ranges = decode ?? Array(repeating: standard, count: components).flatMap(\.self)
    guard ranges.count >= 2 * components else { return nil }
    // Pixels repeat themselves; each colour is computed once.
    var seen: Set<[UInt64]> = []
    var result: Double?
    for y in 0..<height {
      guard (y + 1) * row <= samples.count else { break }
      for x in 0..<width {
        let pixel = (0..<components).map {
          BitReader.value(samples, at: y * row * 8 + (x * components + $0) * bits, count: bits)
        }
        guard seen.count < 1 << 16 ? seen.insert(pixel).inserted : true else { continue }
        let color = pixel.enumerated().map { (index, value) -> Double in
          let (low, high) = (ranges[2 * index], ranges[2 * index + 1])
          return low + Double(value) / top * (high - low)
        }
        if let ink = space.ink(color) { result = max(result ?? 0, ink) }
      }
    }
    return result
  }

  private var isProfiled: Bool { if case .profile(_, 4) = space.space { true } else { false } }
  private var isPlain: Bool { decode == [0, 1, 0, 1, 0, 1, 0, 1] }
  private var isInverted: Bool { decode == [1, 0, 1, 0, 1, 0, 1, 0] }

  /// Four bytes a pixel: nearly every picture for print.
  private func plain(_ samples: [UInt8]) -> Double? {
    let count = min(samples.count / 4, width.multipliedReportingOverflow(by: height).partialValue)
    guard count > 0 else { return nil }
    var (most, least) = (0, 1020)
    samples.withUnsafeBufferPointer { samples in
      for pixel in 0..<count {
        let start = pixel * 4
        let sum = Int(samples[start]) + Int(samples[start + 1]) + Int(samples[start + 2]) + Int(samples[start + 3])
        most = max(most, sum)
        least = min(least, sum)
      }
    }
    return Double(isInverted ? 1020 - least : most) / 255 * 100
  }
}
