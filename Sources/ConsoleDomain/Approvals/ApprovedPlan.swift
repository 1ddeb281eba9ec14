/// What an approver reads of a plan, kept with the request: the hash binds, the rest explains.
package struct ApprovedPlan: Hashable, Sendable {
  /// Most ids that are kept to tell a changed plan by; the hash covers all of them.
  package static let idLimit = 1_000

  package var hash: String
  /// `hold.release`, `entity.strip`: the audit type.
  package var action: String
  /// What it is about, the same for every plan of the same thing: a hold, a subject.
  package var subject: String
  /// `replica set rs0 · app`: where it would be done.
  package var servers: String
  /// How many documents of which collection would be changed.
  package var counts: [Count]
  /// `users 64f0…`: the first of the documents; none where a plan names samples alone.
  package var ids: [String]
  /// What the plan warned of and what else had to be read before agreeing.
  package var notes: [String]

  /// How many of one place.
  package struct Count: Hashable, Sendable {
    package var place: String
    package var count: Int

    /// Counts documents of a place.
    package init(place: String, count: Int) {
      self.place = place
      self.count = count
    }
  }

  /// Names the parts as a store has them.
  package init(
    hash: String,
    action: String,
    subject: String,
    servers: String,
    counts: [Count],
    ids: [String],
    notes: [String]
  ) {
    self.hash = hash
    self.action = action
    self.subject = subject
    self.servers = servers
    self.counts = counts
    self.ids = ids
    self.notes = notes
  }

  /// What is to be agreed to of a plan.
  package init(_ plan: ActionPlan) {
    hash = plan.hash
    action = plan.request.auditType
    subject = plan.request.subject
    servers = Self.text(of: plan.servers)
    notes = plan.warnings
    switch plan.content {
    case .sessions(let sessions):
      counts = [Count(place: "sessions", count: sessions.count { $0.blocked == nil })]
      ids = sessions.prefix(Self.idLimit).map { "sessions \($0.row.id.hash)" }
    case .documents(let documents):
      counts = documents.groups.map { Count(place: $0.place, count: $0.matched - $0.blocked) }
      ids = Self.ids(of: documents)
      notes += documents.facts
    case .counters(let counters):
      counts = [Count(place: "counters", count: counters.count { $0.blocked == nil })]
      ids = counters.prefix(Self.idLimit).map { "counters \($0.keyHash)" }
    }
  }

  /// In what a plan differs from what was agreed to, one sentence each; empty: in nothing that is kept.
  package func differences(to other: ApprovedPlan) -> [String] {
    var sentences: [String] = []
    let places =
      counts.map(\.place)
      + other.counts.map(\.place).filter { place in
        !counts.contains { $0.place == place }
      }
    for place in places {
      let (before, now) = (count(of: place), other.count(of: place))
      if before != now { sentences.append("\(place): \(before) then, \(now) now") }
    }
    sentences += Self.list("no longer in it", Set(ids).subtracting(other.ids))
    sentences += Self.list("new in it", Set(other.ids).subtracting(ids))
    if servers != other.servers { sentences.append("\(servers) then, \(other.servers) now") }
    return sentences.isEmpty
      ? ["the record it is about, the profile or a server has changed since"] : sentences
  }

  private func count(of place: String) -> Int {
    counts.first { $0.place == place }?.count ?? 0
  }

  private static func list(_ what: String, _ ids: Set<String>) -> [String] {
    guard !ids.isEmpty else { return [] }
    let named = ids.sorted().prefix(5).joined(separator: ", ")
    return ["\(what): \(named)\(ids.count > 5 ? " and \(ids.count - 5) more" : "")"]
  }

  private static func ids(of documents: PlannedDocuments) -> [String] {
    guard let scope = documents.scope else {
      // Samples of more say nothing of what came or went.
      guard documents.matched <= documents.samples.count else { return [] }
      return documents.samples.prefix(idLimit).map { "\($0.place) \($0.id)" }
    }
    let all = scope.selections.lazy.flatMap { selection in
      switch selection.documents {
      case .ids(let ids): ids.map { "\(selection.type) \($0.text)" }
      case .organization(let id): ["\(selection.type) of organisation \(id)"]
      }
    }
    return Array(all.prefix(idLimit))
  }

  private static func text(of servers: ServerIdentity) -> String {
    var parts: [String] = []
    if let mongo = servers.mongo {
      parts.append("\(mongo.setName ?? mongo.host) \(mongo.database)")
    }
    if let redis = servers.redis { parts.append("\(redis.address) database \(redis.database)") }
    return parts.isEmpty ? "unknown" : parts.joined(separator: ", ")
  }
}

extension ActionRequest {
  /// What it is about, the same in every plan of the same thing; no personal value.
  package var subject: String {
    switch self {
    case .revokeSessions: "sessions"
    case .revokeUser(let id): "user:\(id)"
    case .placeHold(let draft): draft.matter.id
    case .resumeHold(let id), .extendHold(let id, _), .reviewHold(let id, _), .releaseHold(let id),
      .cancelRelease(let id), .withdrawHold(let id), .endHold(let id):
      id
    case .exportHold(let export): export.subject
    case .stripSubject(let key): "\(key.type):\(key.id.text)"
    case .strip(let keys): "\(keys.count) documents"
    case .archive(let keys, _): "\(keys.count) documents"
    case .createRetentionIndex: "retention index"
    case .resetCounters: "counters"
    case .resetClient(let client): "client:\(client.digest.prefix(16))"
    case .blockClient: "a client"
    case .redactAudit(let userID), .contain(let userID): "user:\(userID)"
    }
  }
}
