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
