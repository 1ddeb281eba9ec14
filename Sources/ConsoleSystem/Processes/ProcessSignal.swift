import Glibc

/// Signals to processes, and what this process does about its own.
package enum ProcessSignal: Int32, Sendable {
  case interrupt = 2
  case terminate = 15
  case kill = 9
  case stop = 19
  case resume = 18

  /// Sends the signal to one process; one that is already gone counts as done.
  package func send(to process: Int32) throws(SystemFailure) {
    precondition(process > 1, "a signal goes to one process, never to a group or to all")
    do throws(SystemFailure) {
      try systemCall("kill") { Glibc.kill(process, rawValue) }
    } catch  where error.code == ESRCH {
      return
    }
  }

  /// Whether the process runs or is stopped; one that has ended but was not waited for does not count.
  package static func isAlive(process: Int32) -> Bool {
    guard let bytes = try? File("/proc/\(process)/stat").read(limit: 4096),
      let nameEnd = bytes.lastIndex(of: UInt8(ascii: ")")), nameEnd + 2 < bytes.count
    else { return false }
    // proc(5): the state follows the program's name, which stands in parentheses.
    return ![UInt8(ascii: "Z"), UInt8(ascii: "X")].contains(bytes[nameEnd + 2])
  }

  /// Makes writes to closed pipes and sockets fail with `EPIPE` instead of ending the process.
  package static func ignoreBrokenPipe() {
    signal(SIGPIPE, SIG_IGN)
  }
}
