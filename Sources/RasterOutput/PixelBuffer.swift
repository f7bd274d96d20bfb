/// A finished picture in memory, as Cairo paints it.
public struct PixelBuffer: Sendable {
  /// Width in pixels.
  public var width: Int
  /// Height in pixels.
  public var height: Int
  /// Premultiplied BGRA in memory order (Cairo's `ARGB32` on little-endian machines), sRGB, top row first.
  public var pixels: [UInt8]
  /// Distance between the starts of two rows in bytes; at least `width × 4`.
  public var stride: Int

  public init(width: Int, height: Int, pixels: [UInt8], stride: Int) {
    self.width = width
    self.height = height
    self.pixels = pixels
    self.stride = stride
  }

  /// The largest width and height that a PNG file can state (PNG specification, third edition, §7.1).
  static let largestSide = Int(Int32.max)

  /// Checks that every pixel the size promises is really there.
  func validate() throws(RasterError) {
    guard (1...Self.largestSide).contains(width), (1...Self.largestSide).contains(height) else {
      throw .invalidSize(width: width, height: height)
    }
    guard stride >= width * 4 else { throw .invalidStride(stride, width: width) }
    let (body, overflow) = stride.multipliedReportingOverflow(by: height - 1)
    let (needed, overflowToo) = body.addingReportingOverflow(width * 4)
    guard !overflow, !overflowToo, pixels.count >= needed else {
      throw .missingPixels(bytes: pixels.count, width: width, height: height)
    }
  }
}
