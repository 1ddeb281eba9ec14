/// One pending wake-up; setting it again replaces the one before.
@MainActor
final class Alarm {
  private let ring: @Sendable () -> Void
  private var pending: Task<Void, Never>?

  init(ring: @escaping @Sendable () -> Void) {
    self.ring = ring
  }

  func set(in delay: Duration) {
    pending?.cancel()
    let ring = ring
    pending = Task {
      do {
        try await Task.sleep(for: delay)
        ring()
      } catch {
        // Replaced or cancelled: nothing is due any more.
      }
    }
  }

  func cancel() {
    pending?.cancel()
    pending = nil
  }
}
