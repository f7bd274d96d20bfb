import CDeflate

/// One libdeflate compressor of a fixed level.
///
/// Not `Sendable`: libdeflate allows a compressor to be used by one thread at a time, and its owner belongs to one worker.
final class Deflater {
  // Unsafe: the handle is never nil, never leaves this class, and is freed once, in `deinit`.
  private let handle: OpaquePointer

  /// - Parameter level: 1 (fastest) to 12 (smallest).
  init(level: Int32) throws(RasterError) {
    guard let handle = libdeflate_alloc_compressor(level) else { throw .outOfMemory }
    self.handle = handle
  }

  deinit { libdeflate_free_compressor(handle) }

  /// The most bytes that `compress` can need for `count` bytes of input.
  func bound(_ count: Int) -> Int { libdeflate_zlib_compress_bound(handle, count) }

  /// Compresses into a zlib stream (RFC 1950) and returns its length.
  func compress(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(RasterError) -> Int
  {
    // Unsafe: libdeflate reads `input.count` bytes and writes at most `output.count`; it keeps neither pointer.
    let count = libdeflate_zlib_compress(handle, input.baseAddress, input.count, output.baseAddress, output.count)
    guard count > 0 else { throw .compressionFailed }
    return count
  }
}
