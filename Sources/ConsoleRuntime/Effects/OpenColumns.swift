import ConsoleDomain
import Synchronization

/// Which masked columns may be read in clear, and until when: those whose reveal is on record.
///
/// The screen ends a reveal by itself; this is what holds when the screen is wrong.
final class OpenColumns: Sendable {
  private let ends = Mutex<[MaskedColumn: Instant]>([:])

  func open(_ column: MaskedColumn, until: Instant) {
    ends.withLock { $0[column] = until }
  }

  func close(_ column: MaskedColumn) {
    ends.withLock { $0[column] = nil }
  }

  func isOpen(_ column: MaskedColumn, at now: Instant) -> Bool {
    ends.withLock { $0[column].map { now < $0 } ?? false }
  }
}
