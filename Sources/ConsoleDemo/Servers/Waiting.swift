import ConsoleSystem

/// Asks again every few milliseconds until the answer is yes or the deadline has passed.
func waitUntil(deadline: Duration, _ isDone: () -> Bool) async {
  let end = SystemClock.monotonic() + deadline
  while !isDone(), !Task.isCancelled, SystemClock.monotonic() < end {
    await pause()
  }
}

/// A short rest between two questions to a server.
func pause() async {
  // Cancelled: the caller's own loop sees it.
  try? await Task.sleep(for: .milliseconds(15))
}
