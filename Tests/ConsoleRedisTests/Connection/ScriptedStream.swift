import ConsoleRedis
import ConsoleSystem
import Glibc

/// A stream that moves few bytes at a time and follows a script for what the server says.
final class ScriptedStream: ByteStream {
  /// One answer to `read`.
  enum Step {
    case bytes(String)
    case wants(Readiness)
    case closed(errno: Int32)
  }

  private(set) var written: [UInt8] = []
  private var steps: [Step]
  private let writeSize: Int
  private var refusesNextWrite = false
  // Always ready for both, so that no wait ever lasts.
  private let device: FileDescriptor

  var descriptor: Int32 { device.number }

  init(_ steps: [Step], writeSize: Int = 3) throws {
    self.steps = steps
    self.writeSize = writeSize
    device = try FileDescriptor(opening: "/dev/null", flags: O_RDWR)
  }

  func read(into buffer: inout [UInt8]) -> StreamProgress {
    guard !steps.isEmpty else { return .wants(.read) }
    switch steps.removeFirst() {
    case .bytes(let text):
      buffer.replaceSubrange(0..<text.utf8.count, with: text.utf8)
      return .moved(text.utf8.count)
    case .wants(let readiness): return .wants(readiness)
    case .closed(let errno): return .closed(errno: errno)
    }
  }

  /// Every other write wants a read first, as TLS does during a renegotiation.
  func write(_ bytes: ArraySlice<UInt8>) -> StreamProgress {
    refusesNextWrite.toggle()
    if !refusesNextWrite { return .wants(.read) }
    let piece = bytes.prefix(writeSize)
    written += piece
    return .moved(piece.count)
  }
}
