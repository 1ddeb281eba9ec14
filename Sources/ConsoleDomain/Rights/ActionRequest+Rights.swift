/// The collections that actions of a profile write to.
package struct ActionPlaces: Hashable, Sendable {
  package var entities: [EntityProfile]
  /// The type whose documents are the backend's users.
  package var userType: String?
  /// The backend's event log.
  package var events: String

  /// Names the collections.
  package init(entities: [EntityProfile], userType: String?, events: String) {
    self.entities = entities
    self.userType = userType
    self.events = events
  }

  /// The collections of a profile.
  package init(_ profile: Profile) {
    self.init(
      entities: profile.entities,
      userType: profile.userType,
      events: profile.collections.events
    )
  }

  /// Every right that an action of these places may need.
  package var rights: Set<Right> {
    let types = entities.map { EntityKey(type: $0.type, id: .string("")) }
    let user = "any"
    let requests: [ActionRequest] = [
      .revokeUser(userID: user), .strip(types), .archive(types, isArchiving: true),
      .contain(userID: user), .releaseHold(id: user), .resumeHold(id: user),
      .redactAudit(userID: user), .createRetentionIndex,
    ]
    return requests.reduce(into: []) { $0.formUnion($1.rights(in: self)) }
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
    }
  }
}

extension ActionPlaces {
  fileprivate var eventUpdate: Right { Right(.backend, "update", events) }

  /// One right for each collection, in the order of the profile.
  fileprivate func updates(_ types: [String]) -> [Right] {
    let types = Set(types)
    return entities.filter { types.contains($0.type) }
      .map { Right(.backend, "update", $0.collection) }
  }
}
