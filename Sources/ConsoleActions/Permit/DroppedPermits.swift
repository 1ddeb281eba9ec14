import ConsoleDomain
import Synchronization

/// An intent whose permit ended without an outcome.
struct DroppedPermit: Hashable, Sendable {
  var sequence: Int64
  var operation: OperationID
}

/// Where a permit's `deinit` leaves word, since it can neither wait nor fail.
///
/// Process-wide, because a permit carries trivial fields only and so no reference to its log; each
/// log takes the operations that it began.
enum DroppedPermits {
  private static let noted = Mutex<[DroppedPermit]>([])

  static func note(_ permit: DroppedPermit) {
    noted.withLock { $0.append(permit) }
  }

  /// Removes and returns the dropped permits of these operations.
  static func take(of operations: some Collection<OperationID>) -> [DroppedPermit] {
    guard !operations.isEmpty else { return [] }
    let wanted = Set(operations)
    return noted.withLock { permits in
      let taken = permits.filter { wanted.contains($0.operation) }
      permits.removeAll { wanted.contains($0.operation) }
      return taken
    }
  }
}
