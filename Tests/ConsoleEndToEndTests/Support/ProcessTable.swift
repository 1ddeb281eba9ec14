import ConsoleSystem

/// What the kernel tells of other processes (proc(5)).
enum ProcessTable {
  /// Processes that run and name a text among their arguments.
  static func processes(naming text: String) -> [Int32] {
    let names = (try? Folder("/proc").names()) ?? []
    return names.compactMap { Int32($0) }.filter { id in
      let arguments = (try? File("/proc/\(id)/cmdline").read(limit: 1 << 20)) ?? []
      return String(decoding: arguments, as: UTF8.self).contains(text)
        && ProcessSignal.isAlive(process: id)
    }
  }

  /// The children of a process's main thread.
  static func children(of id: Int32) -> [Int32] {
    let bytes = (try? File("/proc/\(id)/task/\(id)/children").read(limit: 4096)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
  }

  /// Processor time that a process has used, user and system together, in hundredths of a second.
  static func processorTime(of id: Int32) throws -> Int {
    let bytes = try File("/proc/\(id)/stat").read(limit: 4096)
    // The fields after the name, which stands in parentheses; utime and stime are numbers 14 and 15.
    let fields = String(decoding: bytes, as: UTF8.self)
      .drop { $0 != ")" }.split(separator: " ").dropFirst()
    let times = fields.dropFirst(11).prefix(2).compactMap { Int($0) }
    guard times.count == 2 else { throw SystemFailure("read", path: "/proc/\(id)/stat", code: 0) }
    return times[0] + times[1]
  }
}
