import Glibc

/// The log of the machine, by `syslog(3)`.
package enum SystemLog {
  /// Where the daemon of every common system listens (syslogd, rsyslogd, journald).
  package static let socket = "/dev/log"

  /// Sends one line as a notice of the facility `authpriv`, whose files only administrators read.
  ///
  /// `syslog` itself reports nothing: without a daemon the line would be lost in silence, so its
  /// socket is looked for first. What becomes of the line behind it is the daemon's business.
  package static func notice(_ line: String, socket: String = socket) throws(SystemFailure) {
    precondition(!line.utf8.contains { $0 < 0x20 }, "a line of the log has no control characters")
    guard File(socket).exists else {
      throw SystemFailure("syslog", path: socket, code: ENOENT)
    }
    unsafe line.withCString { text in
      // `%s`, so that nothing in the line is taken for a format.
      unsafe withVaList([text]) { unsafe vsyslog(LOG_AUTHPRIV | LOG_NOTICE, "%s", $0) }
    }
  }
}
