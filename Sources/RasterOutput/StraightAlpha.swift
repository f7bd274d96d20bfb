/// Turns Cairo's premultiplied pixels into the straight ones of PNG, with the same rounding as Cairo.
struct StraightAlpha {
  /// For each alpha the reciprocal ⌈2³² / alpha⌉: a product replaces the division, exactly for all 16-bit dividends.
  private let reciprocals: [UInt64]

  init() {
    reciprocals = (0...255).map { alpha in alpha == 0 ? 0 : ((1 << 32) + alpha - 1) / alpha }
  }

  /// The bytes R, G, B, A (lowest first) of a premultiplied pixel 0xAARRGGBB. Fully transparent pixels become zero;
  /// a colour brighter than its alpha allows counts as the brightest.
  @inline(__always)
  func rgba(_ pixel: UInt32) -> UInt32 {
    let alpha = pixel >> 24
    if alpha == 255 { return pixel.byteSwapped >> 8 | 0xFF00_0000 }
    if alpha == 0 { return 0 }
    let reciprocal = reciprocals.withUnsafeBufferPointer { $0[Int(alpha)] }
    let red = component(pixel >> 16 & 0xFF, alpha, reciprocal)
    let green = component(pixel >> 8 & 0xFF, alpha, reciprocal)
    let blue = component(pixel & 0xFF, alpha, reciprocal)
    return red | green << 8 | blue << 16 | alpha << 24
  }

  @inline(__always)
  private func component(_ value: UInt32, _ alpha: UInt32, _ reciprocal: UInt64) -> UInt32 {
    let quotient = (UInt64(value &* 255 &+ alpha / 2) &* reciprocal) >> 32
    return UInt32(truncatingIfNeeded: min(quotient, 255))
  }
}
