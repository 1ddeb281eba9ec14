import ConsoleDomain
import Synchronization

/// Joins names to the ids that a scan meets, in batches, beside the scan.
///
/// The scan hands in ids and reads the directory; `run` asks for the names until `finish`.
final class NameJoiner: Sendable {
  /// Ids of one query.
  static let batchSize = 500
  /// After a failure nothing is asked for this long: each try may cost the whole deadline.
  private static let rest: Duration = .seconds(5)

  /// Ids that are asked for together.
  struct Batch: Sendable {
    var users: Set<String> = []
    var organizations: Set<String> = []

    var count: Int { users.count + organizations.count }
  }

  private let lookup: @Sendable (Batch) async throws(StoreProblem) -> Directory
  private let batches: AsyncStream<Batch>
  private let continuation: AsyncStream<Batch>.Continuation
  private let joined = Mutex(Directory())

  init(lookup: @escaping @Sendable (Batch) async throws(StoreProblem) -> Directory) {
    self.lookup = lookup
    (batches, continuation) = AsyncStream.makeStream()
  }

  /// What is known by now.
  var directory: Directory { joined.withLock { $0 } }

  /// Asks for a batch of ids that were not asked for before.
  func want(_ batch: Batch) {
    if batch.count > 0 { continuation.yield(batch) }
  }

  /// Says that no more ids come; `run` ends once the last batch was answered.
  func finish() {
    continuation.finish()
  }

  /// Answers batches until `finish`, or until the task is cancelled.
  func run() async {
    var notBefore = ContinuousClock.now
    for await batch in batches where ContinuousClock.now >= notBefore {
      do throws(StoreProblem) {
        let found = try await lookup(batch)
        joined.withLock { $0.merge(found) }
      } catch {
        if error == .cancelled { return }
        joined.withLock { $0.problem = error }
        notBefore = ContinuousClock.now + Self.rest
      }
    }
  }
}

extension Directory {
  /// Adds what another lookup found; a problem once met stays, since names are missing.
  mutating func merge(_ other: Directory) {
    users.merge(other.users) { $1 }
    organizations.merge(other.organizations) { $1 }
    missingUsers.formUnion(other.missingUsers)
    problem = other.problem ?? problem
  }
}
