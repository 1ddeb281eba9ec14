import Glibc

/// Ending the process.
package enum ProcessExit {
  /// Ends the process at once; nothing but the standard streams is flushed.
  ///
  /// `exit` would run the exit handlers of OpenSSL and libmongoc, which free what other threads still
  /// use: a thread that waits for a silent server can't be waited for.
  package static func now(_ status: Int32) -> Never {
    fflush(nil)
    _exit(status)
  }
}
