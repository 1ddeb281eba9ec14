import ConsoleDomain

/// Appends entries to the chain that several consoles share, without transactions.
///
/// The sequence is the key: whoever inserts `last + 1` first has it, the others read the tail again
/// (compliance.md b.6). An answer that was lost is settled by looking the event up, never by
/// guessing; the unique event id keeps a late insert from counting twice. The outcome of an intent has
/// one possible event id, so another console may have stored it: its header is answered then, and its
/// `bodyRoot` tells.
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
    if header.bodyRoot == entry.body.root,
      entry.createdAt.duration(to: clock.now()) > Self.orphanAge
    {
      _ = try await insertBody(of: entry)
    }
    return header
  }

  private func link(_ entry: AuditEntry) async throws(Failure) -> AuditHeader {
    let root = try await insertBody(of: entry)
    var isUncertain = false
    var unanswered: StoreProblem?
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
        case .present(let stored): return stored
        case .taken: break
        }
      } catch let problem as StoreProblem where problem.leavesWriteUnknown {
        isUncertain = true
        unanswered = problem
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
    // A header that stays uncertain is one that no majority keeps, however quiet the chain is.
    throw Failure(
      problem: unanswered ?? .conflict("the audit chain is too busy: \(Self.attempts) tries"),
      mayBeStored: isUncertain
    )
  }

  /// Answers the root of the body that is stored under the entry's event id.
  private func insertBody(of entry: AuditEntry) async throws(Failure) -> String {
    do {
      return try await storeBody(of: entry)
    } catch  where error.leavesWriteUnknown {
      // A body that is there counts as stored, so that one more try settles it.
      do {
        return try await storeBody(of: entry)
      } catch {
        throw Failure(problem: error, mayBeStored: false)
      }
    } catch {
      throw Failure(problem: error, mayBeStored: false)
    }
  }

  private func storeBody(of entry: AuditEntry) async throws(StoreProblem) -> String {
    let insert = try await store.insert(body: entry.body, createdAt: entry.createdAt)
    // Only an outcome's event id is not a random one of our own making.
    guard insert == .taken, entry.phase == .outcome else { return entry.body.root }
    // The first body stays: whoever wrote it may have died before the header.
    guard let stored = try await store.body(eventID: entry.body.eventID) else {
      throw .conflict("the outcome's body is taken and can't be read")
    }
    return stored.root
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
    case .timedOut, .unconfirmed, .unreachable, .protocolViolation, .cancelled, .unexpected: true
    case .unauthenticated, .unauthorized, .refused, .notFound, .conflict, .tooLarge, .unsupported:
      false
    }
  }
}
