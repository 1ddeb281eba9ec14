import CHeap

/// How the heap gives memory back, set once before any thread is started.
package enum HeapReturn {
  private static let largeBlock: Int32 = 1 << 20
  private static let arenas: Int32 = 2

  /// Keeps large blocks out of the heap, so that they are returned when they are freed.
  ///
  /// By itself glibc raises that bound to 32 MB with what is freed, and has eight arenas a core: after
  /// a few sorts of a million rows twice as much stayed resident (mallopt(3), M_MMAP_THRESHOLD).
  package static func ofLargeBlocks() {
    _ = mallopt(M_MMAP_THRESHOLD, largeBlock)
    _ = mallopt(M_ARENA_MAX, arenas)
  }
}
