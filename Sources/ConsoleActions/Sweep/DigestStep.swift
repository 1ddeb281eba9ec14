package import ConsoleDomain

/// Digests what the backend's event log has gained since the last digest; an empty stretch as well.
package struct DigestStep: SweepStep {
  package let name = "digest"
  /// Events in one record; its body keeps a root for every 1,024 of them.
  package static let eventsAtOnce = 500_000

  private let digests: BackendDigestReader
  private let chain: AuditReader
  private let eventsAtOnce: Int
  private let budget: Duration

  /// Makes the step; a log that takes longer than `budget` is caught up with by the next sweeps.
  package init(
    digests: BackendDigestReader,
    chain: AuditReader,
    eventsAtOnce: Int = eventsAtOnce,
    budget: Duration = .seconds(600)
  ) {
    self.digests = digests
    self.chain = chain
    self.eventsAtOnce = eventsAtOnce
    self.budget = budget
  }

  package func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    let end = context.clock.now().advanced(by: budget)
    var seen = 0
    var made = 0
    var mark = context.mark
    do {
      var after = try await lastEnd(from: context.mark.flatMap { Int64($0) } ?? 0)
      while let digest = try await digests.digest(after: after, limit: eventsAtOnce) {
        let sequence = try await context.record(
          EventLogDigest.type,
          digest.fields.map { AuditDetail($0.path, $0.value) }
        )
        mark = String(sequence)
        after = digest.through
        seen += digest.count
        made += 1
        guard digest.count == eventsAtOnce else { break }
        guard context.clock.now() < end else {
          return result(seen, made, mark, "; the next sweep goes on from there")
        }
        guard await context.renew(permit) else { return leaseLost(seen: seen, changed: made) }
      }
      return result(seen, made, mark, "")
    } catch {
      var failure = failed(error, seen: seen, changed: made)
      failure.mark = mark
      return failure
    }
  }

  private func result(
    _ seen: Int,
    _ made: Int,
    _ mark: String?,
    _ more: String
  ) -> SweepStepResult {
    let text =
      made == 0
      ? "the log has settled no further than the last digest"
      : "\(seen) events in \(made) \(made == 1 ? "digest" : "digests")\(more)"
    return SweepStepResult(
      name: name,
      state: .done,
      text: text,
      seen: seen,
      changed: made,
      mark: mark
    )
  }

  /// The end of the newest digest in the chain, looked for from a sequence on.
  ///
  /// The mark may be old, or be lost: what the chain has after it counts.
  private func lastEnd(from first: Int64) async throws(StoreProblem) -> String? {
    let newest = NewestDigest(of: digests.collection)
    try await chain.links(first) { links throws(StoreProblem) in
      await newest.add(links)
      return true
    }
    return await newest.through
  }
}

/// The end of the newest digest between two pages of a walk.
private actor NewestDigest {
  private let collection: String
  private(set) var through: String?

  init(of collection: String) { self.collection = collection }

  func add(_ links: [AuditLink]) {
    for link in links where link.header.type == EventLogDigest.type {
      guard case .stored(let body) = link.body, let digest = EventLogDigest(body),
        digest.collection == collection
      else { continue }
      through = digest.through
    }
  }
}
