import ConsoleDomain
import Synchronization

/// Keeps what a scan published.
final class Snapshots: Sendable {
  private let published = Mutex<[SessionSnapshot]>([])

  var all: [SessionSnapshot] { published.withLock { $0 } }

  func add(_ snapshot: SessionSnapshot) {
    published.withLock { $0.append(snapshot) }
  }
}

/// Cancels a task from a closure that the task itself calls.
final class Canceller<Success: Sendable>: Sendable {
  private let task = Mutex<Task<Success, any Error>?>(nil)

  func watch(_ task: Task<Success, any Error>) {
    self.task.withLock { $0 = task }
  }

  func cancel() {
    task.withLock { $0 }?.cancel()
  }
}

extension SessionSnapshot {
  /// The rows by sid.
  var rows: [String: SessionRow] {
    var rows: [String: SessionRow] = [:]
    for index in 0..<count {
      let row = row(index)
      rows[String(decoding: row.id.bytes, as: UTF8.self)] = row
    }
    return rows
  }
}

extension SessionStore {
  /// A scan that is cancelled by the first snapshot it publishes.
  func scanStoppedAtFirstSight() async throws -> SessionSnapshot {
    let canceller = Canceller<SessionSnapshot>()
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      for await _ in gate {}
      return try await scan { _ in canceller.cancel() }
    }
    canceller.watch(task)
    opener.finish()
    return try await task.value
  }
}
