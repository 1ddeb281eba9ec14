import Glibc

/// Names one process of one machine for ever: boot, process namespace, id and start time.
///
/// Ids are used again after a while, the four together are not. Two marks of the same boot and namespace
/// come from processes that can see each other (pid_namespaces(7)); of others nothing can be told.
package struct ProcessMark: Hashable, Sendable, CustomStringConvertible {
  private var boot: String
  private var namespace: String
  private var id: Int32
  /// Clock ticks since the boot; field 22 of proc_pid_stat(5).
  private var start: String

  /// The mark of this process; nil where `/proc` does not tell.
  package static let own = ProcessMark(of: getpid())

  private init?(of id: Int32) {
    guard let boot = Self.line(of: "/proc/sys/kernel/random/boot_id"),
      let namespace = Path.target(ofLink: "/proc/self/ns/pid"),
      let start = Self.start(of: id)
    else { return nil }
    self.boot = boot
    self.namespace = namespace
    self.id = id
    self.start = start
  }

  /// Reads a mark that `description` wrote; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, let id = Int32(parts[2]), id > 0 else { return nil }
    boot = String(parts[0])
    namespace = String(parts[1])
    self.id = id
    start = String(parts[3])
  }

  package var description: String { "\(boot)/\(namespace)/\(id)/\(start)" }

  /// Whether the process still runs; nil when it can't be seen from here.
  package var isRunning: Bool? {
    guard let own = Self.own, own.boot == boot, own.namespace == namespace else { return nil }
    guard ProcessSignal.isAlive(process: id) else {
      // A mount of /proc may hide the processes of others; a signal is refused then, not lost.
      return kill(id, 0) == 0 || errno != ESRCH ? nil : false
    }
    return Self.start(of: id).map { $0 == start }
  }

  private static func start(of id: Int32) -> String? {
    guard let bytes = try? File("/proc/\(id)/stat").read(limit: 4096),
      let nameEnd = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = String(decoding: bytes[(nameEnd + 1)...], as: UTF8.self).split(separator: " ")
    // The state is the third field, and the first one here.
    return fields.count > 19 ? String(fields[19]) : nil
  }

  private static func line(of path: String) -> String? {
    guard let bytes = try? File(path).read(limit: 256) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).first
      .map(String.init)
  }
}
