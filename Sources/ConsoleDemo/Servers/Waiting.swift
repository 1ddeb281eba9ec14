import ConsoleSystem

/// Asks again every few milliseconds until the answer is yes or the deadline has passed.
func waitUntil(deadline: Duration, _ isDone: () -> Bool) async {
  let end = SystemClock.monotonic() + deadline
  while !isDone(), SystemClock.monotonic() < end {
    do {
      try await Task.sleep(for: .milliseconds(15))
    } catch {
      return
    }
  }
}
