import Synchronization

/// Cairo's cache of glyphs, which is one for the whole process.
///
/// Cairo 1.16 locks the cache and a font in either order: a thread that makes room in the cache waits for the font whose glyphs
/// it drops, and a thread that drops that font waits for the cache, both for ever. So one thread at a time may have
/// Cairo look glyphs up or let go of fonts. What takes long has no part in it: text is set, shapes are filled, and files are
/// compressed and finished by all threads at once.
package enum GlyphCache {
  // As the cache is one for the process, so is its lock.
  private static let turn = Mutex(())

  /// Runs `body` while no other thread uses the cache. Calls must not be nested.
  package static func exclusively<T, Failure: Error>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
    var result: T?
    try turn.withLock { _ throws(Failure) in result = try body() }
    // Safe: set unless an error was thrown.
    return result.unsafelyUnwrapped
  }
}
