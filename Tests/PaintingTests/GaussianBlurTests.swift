import Foundation
import Testing

@testable import Painting

@Suite("Gaussian blur")
struct GaussianBlurTests {
  /// The share of a Gaussian that lies below `x` standard deviations.
  private func cumulative(_ x: Double) -> Double { (1 + erf(x / 2.0.squareRoot())) / 2 }

  private func blurred(_ pixels: [UInt8], width: Int, channels: Int = 1, x: Double, y: Double) -> [UInt8] {
    var pixels = pixels
    let stride = width * channels
    let height = pixels.count / stride
    pixels.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      GaussianBlur(x: x, y: y).apply(to: start, width: width, height: height, stride: stride, channels: channels)
    }
    return pixels
  }

  @Test(arguments: [0.5, 1, 2.5, 4, 10])
  func anEdgeBecomesTheIntegralOfAGaussian(deviation: Double) {
    let width = 121
    let row = (0..<width).map { UInt8($0 < 60 ? 255 : 0) }
    let across = blurred(row, width: width, x: deviation, y: 0)
    let down = blurred(row, width: 1, x: 0, y: deviation)
    #expect(across == down)
    for pixel in 30..<90 {
      // The edge lies at 60; a pixel's value is that of its middle.
      let expected = 255 * cumulative((60 - (Double(pixel) + 0.5)) / deviation)
      // What lies beyond three deviations is missing.
      #expect(abs(Double(across[pixel]) - expected) <= 1, "pixel \(pixel)")
    }
  }

  @Test func aPointBecomesRoundAndKeepsItsLight() {
    let side = 61
    var pixels = [UInt8](repeating: 0, count: side * side)
    for y in 28...32 { for x in 28...32 { pixels[y * side + x] = 255 } }
    let result = blurred(pixels, width: side, x: 5, y: 5)
    for y in 0..<side {
      for x in 0..<side {
        #expect(result[y * side + x] == result[x * side + y])
        #expect(result[y * side + x] == result[(side - 1 - y) * side + x])
      }
    }
    let light = result.reduce(0) { $0 + Int($1) }
    #expect(abs(light - 25 * 255) < 25 * 255 / 50)
  }

  @Test func channelsDoNotMix() {
    let pixels: [UInt8] = (0..<40).flatMap { $0 < 20 ? [10, 200, 0, 255] : [90, 0, 40, 128] }
    let result = blurred(pixels, width: 40, channels: 4, x: 3, y: 0)
    for channel in 0..<4 {
      let alone = blurred((0..<40).map { pixels[$0 * 4 + channel] }, width: 40, x: 3, y: 0)
      #expect((0..<40).map { result[$0 * 4 + channel] } == alone)
    }
  }

  @Test(arguments: [(0.0, 0.0), (0.001, 0.005)])
  func noDeviationChangesNothing(x: Double, y: Double) {
    let pixels: [UInt8] = (0..<64).map { UInt8($0 * 4) }
    #expect(blurred(pixels, width: 8, x: x, y: y) == pixels)
  }

  @Test(arguments: [(1, 1), (1, 3), (3, 1), (2, 50)])
  func picturesMayBeSmallerThanTheBlur(width: Int, height: Int) {
    let result = blurred([UInt8](repeating: 255, count: width * height), width: width, x: 10, y: 10)
    #expect(result.allSatisfy { $0 < 255 })
  }
}
