/// Memory that an encoder keeps from picture to picture, so that a worker does not ask the system for it each time.
final class ScratchBuffer {
  // Unsafe: owned here alone, replaced only in `reserve`, freed in `deinit`.
  private(set) var start: UnsafeMutableRawPointer
  private(set) var count: Int

  init() {
    count = 64
    start = .allocate(byteCount: count, alignment: 64)
  }

  deinit { start.deallocate() }

  /// Makes room for `needed` bytes; what the buffer held is lost when it grows. The bytes are not initialised.
  @discardableResult
  func reserve(_ needed: Int) -> UnsafeMutableRawPointer {
    if needed > count {
      start.deallocate()
      start = .allocate(byteCount: needed, alignment: 64)
      count = needed
    }
    return start
  }
}
