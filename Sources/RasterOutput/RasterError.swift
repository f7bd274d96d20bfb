/// Why a picture could not be written as PNG.
public enum RasterError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Width or height is not between 1 and 2,147,483,647 pixels.
  case invalidSize(width: Int, height: Int)
  /// The rows overlap: the stride in bytes is less than four times the width.
  case invalidStride(Int, width: Int)
  /// The buffer holds fewer bytes than its size asks for.
  case missingPixels(bytes: Int, width: Int, height: Int)
  /// The pixels per inch are not a positive number that PNG can state.
  case invalidResolution(Double)
  /// A text of the metadata is longer than a PNG chunk can be (2 GiB).
  case textTooLong(field: String)
  /// The compressor found no memory.
  case outOfMemory
  /// The compressor returned no data.
  case compressionFailed

  public var description: String {
    switch self {
    case .invalidSize(let width, let height):
      "A PNG image cannot be \(width) × \(height) pixels: both sides must be between 1 and 2147483647"
    case .invalidStride(let stride, let width):
      "Rows of \(width) pixels need \(width) × 4 bytes, but the rows are only \(stride) bytes apart"
    case .missingPixels(let bytes, let width, let height):
      "The picture of \(width) × \(height) pixels is incomplete: it has only \(bytes) bytes"
    case .invalidResolution(let value):
      "\(value) pixels per inch cannot be written in a PNG file: the value must be positive and below 54 million"
    case .textTooLong(let field):
      "The text \(field) is too long for a PNG file"
    case .outOfMemory:
      "There is not enough memory to compress the picture"
    case .compressionFailed:
      "The picture could not be compressed"
    }
  }
}
