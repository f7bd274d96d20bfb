#if canImport(Glibc)
  import CHeap
#endif

/// Memory that nobody uses any more.
enum FreeMemory {
  /// Hands it back to the system. Each worker's thread has had a heap of its own, which no other thread takes from: what
  /// comes after the workers would need new memory while theirs lies idle.
  static func giveBack() {
    #if canImport(Glibc)
      // Says only whether there was anything.
      _ = malloc_trim(0)
    #endif
  }
}
