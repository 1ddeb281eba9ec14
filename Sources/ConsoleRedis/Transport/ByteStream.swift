/// What a stream waits for before it can go on.
package enum Readiness: Hashable, Sendable {
  case read
  case write
}

/// What became of one attempt to move bytes.
package enum StreamProgress: Hashable, Sendable {
  /// So many bytes were moved, at least one.
  case moved(Int)
  /// Nothing can be moved until the descriptor is ready; TLS may have to read in order to write.
  case wants(Readiness)
  /// The stream is over; `errno` is 0 for an orderly end.
  case closed(errno: Int32)
}

/// A byte stream that never blocks; the loop above it polls for what it wants.
///
/// Plain sockets conform today. TLS over memory buffers can conform later by wrapping one of them,
/// without a change to the loop. A stream belongs to one actor and closes when it is released.
package protocol ByteStream: AnyObject {
  /// What to poll; valid as long as the stream lives.
  var descriptor: Int32 { get }
  /// Reads into the front of `buffer`, which must not be empty.
  func read(into buffer: inout [UInt8]) -> StreamProgress
  /// Writes some of `bytes`, which must not be empty.
  func write(_ bytes: ArraySlice<UInt8>) -> StreamProgress
}
