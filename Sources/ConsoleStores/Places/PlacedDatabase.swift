import ConsoleDomain
import ConsoleMongo

/// A database of the backend with the connections that lead to it.
struct PlacedDatabase: Sendable {
  let place: DocumentPlace
  let client: MongoClient
  let database: String

  /// The backend's own database.
  init(client: MongoClient, database: String) {
    place = .main
    self.client = client
    self.database = database
  }

  init(_ tenant: TenantDatabase, client: MongoClient, database: String) {
    place = .tenant(tenant)
    self.client = client
    self.database = database
  }

  /// What problems here are said of: an organisation's own server has no address that may be shown.
  var endpoint: StoreEndpoint {
    place.tenantID.map(StoreEndpoint.init(tenant:)) ?? StoreEndpoint(client)
  }

  func namespace(_ collection: String) -> MongoNamespace { MongoNamespace(database, collection) }

  /// The name of a collection in plans, reports and records.
  func name(of collection: String) -> String { place.name(of: collection) }
}

extension StoreEndpoint {
  /// The server of an organisation's own database.
  init(tenant organizationID: String) {
    self.init(kind: .mongo, address: "of organisation \(organizationID)")
  }
}

extension StoreProblem {
  /// The same problem, said of another endpoint.
  func at(_ endpoint: StoreEndpoint) -> StoreProblem {
    switch self {
    case .unreachable(_, let reason): .unreachable(endpoint, reason: reason)
    case .timedOut(_, let limit): .timedOut(endpoint, after: limit)
    case .unconfirmed(_, let limit): .unconfirmed(endpoint, after: limit)
    case .unauthenticated: .unauthenticated(endpoint)
    case .unauthorized(_, let needed): .unauthorized(endpoint, needed: needed)
    case .refused(_, let code, let reason): .refused(endpoint, code: code, reason: reason)
    case .notFound(_, let what): .notFound(endpoint, what: what)
    case .tooLarge(_, let bytes): .tooLarge(endpoint, bytes: bytes)
    case .unsupported(_, let reason): .unsupported(endpoint, reason: reason)
    case .protocolViolation: .protocolViolation(endpoint)
    case .unexpected(_, let reference): .unexpected(endpoint, reference: reference)
    case .cancelled, .conflict: self
    }
  }
}
