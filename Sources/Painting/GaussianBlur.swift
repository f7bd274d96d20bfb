#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Blurs pixels with a true Gaussian: not with boxes that come close to one. Beyond the pixels everything is transparent.
struct GaussianBlur {
  /// Weights from the middle outwards; all of them, the mirrored ones included, add up to 1.
  private let horizontal: [Float]
  private let vertical: [Float]

  /// - Parameters: The standard deviations, pixels.
  init(x: Double, y: Double) {
    horizontal = Self.weights(x)
    vertical = Self.weights(y)
  }

  /// Each weight is the Gaussian's integral over a pixel, so that an edge between pixels becomes exactly its integral.
  private static func weights(_ deviation: Double) -> [Float] {
    guard deviation > 0.01 else { return [1] }
    let half = (0...max(1, Int((3 * deviation).rounded(.up)))).map { distance in
      let ends = [Double(distance) - 0.5, Double(distance) + 0.5].map { erf($0 / (deviation * 2.0.squareRoot())) }
      return ends[1] - ends[0]
    }
    let sum = half.dropFirst().reduce(half[0]) { $0 + 2 * $1 }
    return half.map { Float($0 / sum) }
  }

  /// Blurs in place. Rows that are blurred across wait in a ring until no row needs them any more, so that the memory
  /// for it grows with the width alone.
  ///
  /// - Parameters:
  ///   - pixels: `height` rows of `stride` bytes.
  ///   - channels: Bytes per pixel.
  func apply(
    to pixels: UnsafeMutablePointer<UInt8>, width: Int, height: Int, stride: Int, channels: Int
  ) {
    let length = width * channels
    let reach = vertical.count - 1
    let slots = 2 * reach + 1
    let margin = (horizontal.count - 1) * channels
    let ring = UnsafeMutablePointer<Float>.allocate(capacity: slots * length)
    let padded = UnsafeMutablePointer<Float>.allocate(capacity: length + 2 * margin)
    let sum = UnsafeMutablePointer<Float>.allocate(capacity: length)
    ring.initialize(repeating: 0, count: slots * length)
    padded.initialize(repeating: 0, count: length + 2 * margin)
    sum.initialize(repeating: 0, count: length)
    // Safe: all three are of trivial type, used in this function alone, and as long as their indices below reach.
    defer {
      ring.deallocate()
      padded.deallocate()
      sum.deallocate()
    }
    func slot(_ row: Int) -> UnsafeMutablePointer<Float> { ring + ((row + slots) % slots) * length }
    func load(_ row: Int) {
      let target = slot(row)
      guard row < height else { return target.update(repeating: 0, count: length) }
      let source = pixels + row * stride
      for index in 0..<length { padded[margin + index] = Float(source[index]) }
      Self.add(into: target, padded + margin, 0, horizontal, step: channels, length)
    }
    for row in 0..<min(reach, height) { load(row) }
    for row in 0..<height {
      load(row + reach)
      let middle = slot(row)
      for index in 0..<length { sum[index] = middle[index] * vertical[0] }
      for distance in 1..<max(1, vertical.count) {
        let (above, below, weight) = (slot(row - distance + slots), slot(row + distance), vertical[distance])
        for index in 0..<length { sum[index] += (above[index] + below[index]) * weight }
      }
      let target = pixels + row * stride
      for index in 0..<length { target[index] = UInt8(min(255, sum[index] + 0.5)) }
    }
  }

  /// `target[i] = Σ weights[k] · (source[i - k·step] + source[i + k·step])`.
  private static func add(
    into target: UnsafeMutablePointer<Float>, _ source: UnsafeMutablePointer<Float>, _ start: Int, _ weights: [Float],
    step: Int, _ length: Int
  ) {
    for index in 0..<length { target[index] = source[index] * weights[0] }
    for distance in 1..<max(1, weights.count) {
      let (before, after, weight) = (source - distance * step, source + distance * step, weights[distance])
      for index in 0..<length { target[index] += (before[index] + after[index]) * weight }
    }
  }
}
