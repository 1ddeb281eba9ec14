/// A database in which documents of the backend lie.
package enum DocumentPlace: Hashable, Sendable {
  /// The backend's own, where everything is but what organisations keep in theirs.
  case main
  /// The one that an organisation has to itself.
  case tenant(TenantDatabase)

  /// A collection as plans and records name it: `people`, or `people@ORGANISATION`.
  package func name(of collection: String) -> String {
    Self.name(of: collection, tenant: tenantID)
  }

  /// A collection of an organisation's own database, or, for nil, of the backend's.
  package static func name(of collection: String, tenant: String?) -> String {
    tenant.map { "\(collection)@\($0)" } ?? collection
  }

  /// The organisation whose own database it is; nil: the backend's.
  package var tenantID: String? {
    if case .tenant(let database) = self { database.organizationID } else { nil }
  }
}

/// The database that one organisation has to itself: which one it is, never where.
package struct TenantDatabase: Hashable, Sendable {
  package var organizationID: String
  /// SHA-256 in hex of what the server said of itself and of the database's name: another server
  /// under the same address, or another address, is another database.
  package var fingerprint: String

  /// Names a database.
  package init(organizationID: String, fingerprint: String) {
    self.organizationID = organizationID
    self.fingerprint = fingerprint
  }
}

/// A database of an organisation that could not be visited.
package struct UnreachedTenant: Hashable, Sendable {
  /// nil: it is not known which organisations have a database of their own.
  package var organizationID: String?
  /// Host and credentials are never part of it.
  package var reason: String

  /// Names an organisation and why.
  package init(organizationID: String?, reason: String) {
    self.organizationID = organizationID
    self.reason = reason
  }

  /// `organisation 64f0…: no connection`; what it is said of, the own database of, stands before it.
  package var text: String {
    organizationID.map { "organisation \($0): \(reason)" }
      ?? "organisations that have one, whichever they are: \(reason)"
  }
}

/// Which organisations' own databases an action concerns.
package enum TenantScope: Hashable, Sendable {
  case all
  /// None but these, as far as they have one.
  case only(Set<String>)
}
