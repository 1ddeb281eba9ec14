import Glibc

/// Signals to processes, and what this process does about its own.
package enum ProcessSignal: Int32, Sendable {
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

  /// Whether a process with this id exists (also one that has ended and was not waited for).
  package static func exists(process: Int32) -> Bool {
    Glibc.kill(process, 0) == 0 || errno == EPERM
  }

  /// Makes writes to closed pipes and sockets fail with `EPIPE` instead of ending the process.
  package static func ignoreBrokenPipe() {
    signal(SIGPIPE, SIG_IGN)
  }
}
