import ConsoleSystem

/// Asks until the answer is yes; false when it still is no at the deadline.
package func eventually(
  within deadline: Duration = .seconds(30),
  _ isTrue: () async throws -> Bool
) async rethrows -> Bool {
  let end = SystemClock.monotonic() + deadline
  while SystemClock.monotonic() < end {
    if try await isTrue() { return true }
    try? await Task.sleep(for: .milliseconds(10))
  }
  return try await isTrue()
}

/// Stops a process with SIGSTOP and returns when each of its threads stands still.
///
/// `kill` comes back before that: a thread on another core may still answer a request.
package func freeze(_ process: Int32) async throws {
  try ProcessSignal.stop.send(to: process)
  let tasks = "/proc/\(process)/task"
  _ = try await eventually {
    try Folder(tasks).names().allSatisfy { task in
      // The state follows the name, which stands in parentheses (proc_pid_stat(5)); a thread that
      // has just ended has no file any more.
      guard let status = try? File("\(tasks)/\(task)/stat").read(limit: 4096) else { return true }
      let state = String(decoding: status, as: UTF8.self).split(separator: ")").last
      return state?.hasPrefix(" T") ?? false
    }
  }
}
