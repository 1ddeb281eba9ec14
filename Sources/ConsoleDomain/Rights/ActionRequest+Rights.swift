/// The collections that actions of a profile write to.
package struct ActionPlaces: Hashable, Sendable {
  package var entities: [EntityProfile]
  /// The type whose documents are the backend's users.
  package var userType: String?
  /// The backend's event log.
  package var events: String
  /// The limiters whose counters can be reset.
  package var limiters: [Profile.Limiter]

  /// Names the collections.
  package init(
    entities: [EntityProfile],
    userType: String?,
    events: String,
    limiters: [Profile.Limiter] = []
  ) {
    self.entities = entities
    self.userType = userType
    self.events = events
    self.limiters = limiters
  }

  /// The collections of a profile.
  package init(_ profile: Profile) {
    self.init(
      entities: profile.entities,
      userType: profile.userType,
      events: profile.collections.events,
      limiters: profile.limiters
    )
  }

  /// Every right that an action of these places may need.
  package var rights: Set<Right> {
    let types = entities.map { EntityKey(type: $0.type, id: .string("")) }
    let user = "any"
    let requests: [ActionRequest] = [
      .revokeUser(userID: user), .strip(types), .archive(types, isArchiving: true),
      .contain(userID: user), .releaseHold(id: user), .resumeHold(id: user),
      .redactAudit(userID: user), .createRetentionIndex, .resetClient(LimiterClient(user)),
    ]
    let blocks = limiters.indices.filter { limiters[$0].format.canBlock }.map {
      ActionRequest.blockClient(LimitBlock(CounterID(limiter: $0, rest: []), for: nil))
    }
    return (requests + blocks).reduce(into: []) { $0.formUnion($1.rights(in: self)) }
  }
}

extension ActionRequest {
  /// Rights without any of which the server refuses what is asked for, or a part of it.
  package func rights(in places: ActionPlaces) -> [Right] {
    let recording = [
      Right(.console, "insert", "audit_headers"), Right(.console, "insert", "audit_bodies"),
    ]
    switch self {
    case .revokeSessions, .revokeUser: return recording + [.deletingSessions]
    case .strip(let keys):
      return recording + places.updates(keys.map(\.type)) + [places.eventUpdate]
    case .stripSubject(let key):
      return recording + places.updates([key.type]) + [places.eventUpdate]
    case .archive(let keys, _): return recording + places.updates(keys.map(\.type))
    case .contain:
      return recording + places.updates([places.userType].compactMap(\.self))
        + [.deletingSessions]
    case .placeHold, .resumeHold, .extendHold:
      return recording + [
        Right(.console, "insert", "legal_holds"), Right(.console, "update", "legal_holds"),
        Right(.console, "update", "hold_members"), places.eventUpdate,
      ]
    case .reviewHold, .releaseHold, .cancelRelease, .withdrawHold, .endHold:
      return recording + [Right(.console, "update", "legal_holds")]
    case .createRetentionIndex:
      return recording + [Right(.backend, "createIndex", places.events)]
    case .exportHold: return recording
    case .redactAudit: return recording + [Right(.console, "update", "audit_bodies")]
    case .resetCounters(let targets):
      return recording + places.resets(Set(targets.map(\.id.limiter)))
    case .resetClient: return recording + places.resets(Set(places.limiters.indices))
    case .blockClient(let block): return recording + places.blocks(block.id.limiter)
    }
  }
}

extension ActionPlaces {
  fileprivate var eventUpdate: Right { Right(.backend, "update", events) }

  /// What resetting counters of these limiters takes: one right for Redis, one for each collection.
  fileprivate func resets(_ places: Set<Int>) -> [Right] {
    let found = limiters.indices.filter { places.contains($0) }.map { limiters[$0] }
    let redis: [Right] = found.contains { $0.format.store == .redis } ? [.deletingCounters] : []
    let collections = found.compactMap(\.ownCollection)
    return redis + collections.map { Right(.backend, "remove", $0) }
  }

  /// What blocking a client of a limiter takes.
  fileprivate func blocks(_ place: Int) -> [Right] {
    guard limiters.indices.contains(place) else { return [] }
    let limiter = limiters[place]
    guard limiter.format.store == .mongo else { return [.settingCounters] }
    return limiter.ownCollection.map {
      [Right(.backend, "update", $0), Right(.backend, "insert", $0)]
    } ?? []
  }

  /// One right for each collection, in the order of the profile.
  fileprivate func updates(_ types: [String]) -> [Right] {
    let types = Set(types)
    return entities.filter { types.contains($0.type) }
      .map { Right(.backend, "update", $0.collection) }
  }
}

extension Profile.Limiter {
  /// The collection of the backend's own database that it counts in; rights of others are not asked for.
  fileprivate var ownCollection: String? { database == nil ? collection : nil }
}
