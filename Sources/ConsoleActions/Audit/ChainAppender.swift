import ConsoleDomain

/// Appends entries to the chain that several consoles share, without transactions.
///
/// The sequence is the key: whoever inserts `last + 1` first has it, the others read the tail again
/// (compliance.md b.6). An answer that was lost is settled by looking the event up, never by
/// guessing; the unique event id keeps a late insert from counting twice.
struct ChainAppender: Sendable {
  /// Tries before giving up; eight busy consoles needed at most eleven.
  static let attempts = 64
  /// Well below the age at which a body without a header is removed.
  private static let orphanAge: Duration = .seconds(3600)
  private static let longestPause: Duration = .milliseconds(60)

  let store: any AuditStore
  let clock: ActionClock
  let random: RandomSource

  /// Why an entry could not be appended.
  struct Failure: Error {
    var problem: StoreProblem
    /// The header may be in the chain for all we know.
    var mayBeStored: Bool
  }

  func append(_ entry: AuditEntry) async throws(Failure) -> AuditHeader {
    let header = try await link(entry)
    // A sweep may have taken an old body for an orphan just before its header came; whoever comes
    // second puts it back.
    if entry.createdAt.duration(to: clock.now()) > Self.orphanAge {
      try await insertBody(of: entry)
    }
    return header
  }

  private func link(_ entry: AuditEntry) async throws(Failure) -> AuditHeader {
    try await insertBody(of: entry)
    let root = entry.body.root
    var isUncertain = false
    for _ in 0..<Self.attempts {
      let tail = try await tail(isUncertain: isUncertain)
      if let tail, tail.eventID == entry.body.eventID {
        // Seen on the primary, which may lose it again: it counts once a majority has it.
        if let stored = try await lookUp(entry) { return stored }
        isUncertain = true
        await pause()
        continue
      }
      let header = AuditHeader.next(
        after: tail,
        eventID: entry.body.eventID,
        at: entry.createdAt,
        type: entry.type,
        phase: entry.phase,
        bodyRoot: root
      )
      do {
        switch try await store.insert(header: header) {
        case .stored where !isUncertain: return header
        case .stored:
          // An earlier try may be what counts as stored, under another sequence.
          if let stored = try await lookUp(entry) { return stored }
        case .taken: break
        }
      } catch let problem as StoreProblem where problem.leavesWriteUnknown {
        isUncertain = true
        if let stored = try await lookUp(entry) { return stored }
      } catch let problem as StoreProblem {
        throw Failure(problem: problem, mayBeStored: isUncertain)
      } catch let failure as Failure {
        throw failure
      } catch {
        // Both calls above throw nothing else.
        throw Failure(problem: .cancelled, mayBeStored: true)
      }
      await pause()
    }
    throw Failure(
      problem: .conflict("the audit chain is too busy: \(Self.attempts) tries"),
      mayBeStored: isUncertain
    )
  }

  private func insertBody(of entry: AuditEntry) async throws(Failure) {
    do {
      try await store.insert(body: entry.body, createdAt: entry.createdAt)
    } catch  where error.leavesWriteUnknown {
      // Storing the same body again counts as stored, so that one more try settles it.
      do {
        try await store.insert(body: entry.body, createdAt: entry.createdAt)
      } catch {
        throw Failure(problem: error, mayBeStored: false)
      }
    } catch {
      throw Failure(problem: error, mayBeStored: false)
    }
  }

  private func tail(isUncertain: Bool) async throws(Failure) -> AuditHeader? {
    do {
      return try await store.tail()
    } catch {
      throw Failure(problem: error, mayBeStored: isUncertain)
    }
  }

  private func lookUp(_ entry: AuditEntry) async throws(Failure) -> AuditHeader? {
    do {
      return try await store.header(eventID: entry.body.eventID)
    } catch {
      throw Failure(problem: error, mayBeStored: true)
    }
  }

  private func pause() async {
    // A cancelled task goes on at once: the record matters more than the pause.
    try? await clock.sleep(random.jitter(upTo: Self.longestPause))
  }
}

extension StoreProblem {
  /// Whether a write that ended so may have been done all the same.
  var leavesWriteUnknown: Bool {
    switch self {
    case .timedOut, .unreachable, .protocolViolation, .cancelled, .unexpected: true
    case .unauthenticated, .unauthorized, .refused, .notFound, .conflict, .tooLarge, .unsupported:
      false
    }
  }
}
