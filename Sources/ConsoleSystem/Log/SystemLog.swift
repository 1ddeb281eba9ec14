import Glibc

/// The log of the machine, as `syslog(3)` speaks to it.
///
/// `syslog` itself reports nothing: a line for a daemon that is not there, or that stopped reading, would
/// be lost in silence. So the datagram is sent here, and what the kernel says of it is the answer. What
/// becomes of the line behind the daemon is the daemon's business.
package enum SystemLog {
  /// Where the daemon of every common system listens (syslogd, rsyslogd, journald).
  package static let socket = "/dev/log"

  /// Longest datagram that goes out: what rsyslogd takes unless it is told otherwise.
  private static let longestLine = 8192
  private static let patience = timeval(tv_sec: 2, tv_usec: 0)

  /// Sends one line as a notice of the facility `authpriv`, whose files only administrators read.
  package static func notice(_ line: String, socket path: String = socket) throws(SystemFailure) {
    precondition(!line.utf8.contains { $0 < 0x20 }, "a line of the log has no control characters")
    let datagram = Array("<\(LOG_AUTHPRIV | LOG_NOTICE)>\(timestamp()) \(tag): \(line)".utf8)
    guard datagram.count <= longestLine else {
      throw SystemFailure("send", path: path, code: EMSGSIZE)
    }
    let descriptor = try UnixSocket.connect(to: path, type: SOCK_DGRAM)
    // A daemon that does not read must not hold up whoever waits for the checkpoint.
    var patience = patience
    try systemCall("setsockopt", path: path) {
      unsafe setsockopt(
        descriptor.number,
        SOL_SOCKET,
        SO_SNDTIMEO,
        &patience,
        socklen_t(MemoryLayout<timeval>.size)
      )
    }
    try systemCall("send", path: path) {
      unsafe datagram.withUnsafeBytes { bytes in
        unsafe send(descriptor.number, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
      }
    }
  }

  /// The program as the lines of the log name it.
  private static var tag: String { "holdfast[\(getpid())]" }

  /// Local time as RFC 3164 section 4.1.2 writes it, in English whatever the locale is.
  private static func timestamp() -> String {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    var now = time_t(SystemClock.wallMilliseconds() / 1000)
    // `tm` holds a pointer to the name of the zone, which is not looked at.
    var parts = unsafe tm()
    unsafe localtime_r(&now, &parts)
    let (month, day) = unsafe (Int(parts.tm_mon), parts.tm_mday)
    let clock = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec]
    return "\(months[month]) \(day < 10 ? " " : "")\(day) "
      + clock.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
