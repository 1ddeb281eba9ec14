import ConsoleActions
import ConsoleDomain
import Synchronization

/// When what is owed to the audit log is tried again, and which failures of it are news.
///
/// An outcome is owed because MongoDB fell silent, often while nobody is at the keyboard: waiting for
/// the next start or the next action would leave its intent dangling for days.
final class AuditSettlement: Sendable {
  /// Between two tries while MongoDB answers pings but takes no record.
  static let interval: Duration = .seconds(30)

  private struct State {
    var isOwed = false
    var isTrying = false
    var wasSilent = false
    var lastTry: Instant?
    var told: String?
  }

  private let state = Mutex(State())

  /// An action ended without its outcome being stored, as its receipt has told.
  func owe() {
    state.withLock { state in
      state.isOwed = true
      state.told = "the receipt"
    }
  }

  /// Whether to try now that MongoDB was asked for a sign of life: when it is back, and while
  /// something is owed.
  func isDue(mongoAnswers: Bool, at now: Instant) -> Bool {
    state.withLock { state in
      guard mongoAnswers else {
        state.wasSilent = true
        return false
      }
      if state.wasSilent { return true }
      guard state.isOwed else { return false }
      return state.lastTry.map { $0.duration(to: now) >= Self.interval } ?? true
    }
  }

  /// Marks the start of a try; false while another one runs.
  func begin(at now: Instant) -> Bool {
    state.withLock { state in
      guard !state.isTrying else { return false }
      state.isTrying = true
      state.isOwed = false
      state.wasSilent = false
      state.lastTry = now
      return true
    }
  }

  /// Takes how a try ended; whether that is news to the person.
  func end(with settlement: Settlement) -> Bool {
    state.withLock { state in
      state.isTrying = false
      // What is owed since this try began was none of its business: nothing is over yet.
      if state.isOwed, settlement == Settlement() { return false }
      // An intent whose acknowledgement was lost may reach its majority later.
      if settlement.problem != nil || settlement.waiting > 0 { state.isOwed = true }
      defer { state.told = settlement.problem }
      return settlement.stored > 0 || settlement.problem != state.told
    }
  }
}
