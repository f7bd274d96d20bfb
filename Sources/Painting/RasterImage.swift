/// A painted card: premultiplied BGRA rows of `stride` bytes (Cairo's ARGB32 on little-endian machines), sRGB.
public struct RasterImage: Sendable {
  public var width: Int
  public var height: Int
  public var stride: Int
  public var pixels: [UInt8]

  public init(width: Int, height: Int, stride: Int, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.stride = stride
    self.pixels = pixels
  }
}
