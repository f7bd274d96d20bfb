/// A painted scene: premultiplied BGRA in memory order (Cairo's ARGB32 on little-endian machines), top row first.
public struct RasterImage: Sendable, Hashable {
  /// Pixels.
  public let width: Int
  /// Pixels.
  public let height: Int
  /// Bytes from one row to the next; `width × 4`.
  public let stride: Int
  public let pixels: [UInt8]

  public init(width: Int, height: Int, stride: Int, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.stride = stride
    self.pixels = pixels
  }
}
