/// How many bits symbols take with the best codes for them, and about how many it takes to state the codes.
struct Entropy {
  private var weighted = SIMD8<Float>()
  private var total = SIMD8<UInt32>()
  private var used = SIMD8<UInt32>()
  /// Of a block's header for each symbol that is used.
  private static let bitsPerCode: Float = 4

  @inline(__always)
  mutating func add(_ counts: SIMD8<UInt32>) {
    total &+= counts
    let number = Self.number(counts)
    weighted += number * Self.logarithm(number)
    // The sign of what is not zero, or of what it lacks to zero.
    used &+= (counts | (0 &- counts)) &>> 31
  }

  var bits: Float {
    let count = Float(total.wrappedSum())
    let codes = Float(used.wrappedSum()) * Self.bitsPerCode
    return count * Self.logarithm(SIMD8(repeating: count))[0] - weighted.sum() + codes
  }

  /// Whole numbers below 2²³. Swift converts vectors lane by lane; here they become the fraction of a number whose steps are ones.
  @inline(__always)
  private static func number(_ whole: SIMD8<UInt32>) -> SIMD8<Float> {
    unsafeBitCast(whole | 0x4B00_0000, to: SIMD8<Float>.self) - 8_388_608
  }

  /// To the base of two, within 0.01: the exponent, and a parabola through the mantissa. Of zero, a finite number.
  @inline(__always)
  private static func logarithm(_ number: SIMD8<Float>) -> SIMD8<Float> {
    let pattern = unsafeBitCast(number, to: SIMD8<UInt32>.self)
    let exponent = Self.number(pattern &>> 23) - 127
    let mantissa = unsafeBitCast(pattern & 0x7F_FFFF | 0x3F80_0000, to: SIMD8<Float>.self)
    let curve = (mantissa * (-1.0 / 3) + 2) * mantissa - (5.0 / 3)
    return exponent + curve
  }
}
