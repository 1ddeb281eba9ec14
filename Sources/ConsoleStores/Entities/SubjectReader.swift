import ConsoleDomain

/// Puts everything of a subject together from the ports of both stores: the `SubjectReads` port.
struct SubjectReader: Sendable {
  /// Users of one subject whose sessions are read; more than a few is a shared address.
  private static let userLimit = 20
  private static let newestEvents = 12

  let entities: EntityReads
  let sessions: SessionStore
  let audit: AuditReader
  let counters: SubjectCounterReader
  let profile: Profile

  var port: SubjectReads {
    SubjectReads { key throws(StoreProblem) in try await self.picture(of: key) }
  }

  /// What MongoDB holds decides whether there is a subject; the rest may fail part by part.
  @concurrent private func picture(of key: EntityKey) async throws(StoreProblem) -> SubjectPicture {
    let records = try await entities.records(key)
    let users = records.identifiers.userIDs.sorted().prefix(Self.userLimit)
    return SubjectPicture(
      key: key,
      records: records,
      sessions: try await answer { () throws(StoreProblem) in
        try await self.sessions(of: Array(users))
      },
      counters: try await answer { () throws(StoreProblem) in
        try await self.counters.counters(of: records.identifiers)
      },
      newestEvents: try await answer { () throws(StoreProblem) in
        try await self.events(about: key, at: records.readAt)
      },
      profile: profile
    )
  }

  private func sessions(of users: [String]) async throws(StoreProblem) -> [SessionRow] {
    var rows: [SessionRow] = []
    for user in users {
      do throws(StoreProblem) {
        rows += try await sessions.find(.userID(user)).rows
      } catch {
        // A user that is not there has no sessions.
        guard case .notFound = error else { throw error }
      }
    }
    return rows
  }

  private func events(
    about key: EntityKey,
    at now: Instant
  ) async throws(StoreProblem) -> [AuditEvent] {
    let pattern = TextPattern(pieces: [.literal(key.id.text)], isWhole: true)
    let query = Query(clauses: [Query.Clause(.text(field: "entity", pattern))])
    return try await audit.events(
      AuditEventRequest(query: query, now: now, limit: Self.newestEvents)
    ).events
  }

  private func answer<Value>(
    _ read: () async throws(StoreProblem) -> Value
  ) async throws(StoreProblem) -> SubjectPicture.Answer<Value> {
    do throws(StoreProblem) {
      return .read(try await read())
    } catch {
      if error == .cancelled { throw error }
      return .failed(error)
    }
  }
}
