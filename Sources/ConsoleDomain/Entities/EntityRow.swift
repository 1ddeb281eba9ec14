/// A document of a mapped collection as lists show it; personal data was masked where it was made.
package struct EntityRow: Hashable, Sendable {
  package var key: EntityKey
  /// Masked, the first of the profile's name paths that has a value; nil: none has.
  package var name: String?
  package var organizationID: String?
  /// The organisation in whose own database it lies; nil: in the backend's.
  package var tenantID: String?
  package var hold: ComplianceMark
  /// Ids of the console's holds on it, `external` for the backend's own.
  package var holdIDs: [String]
  package var strip: ComplianceMark
  package var archive: ComplianceMark
  package var archivedAt: Instant?
  package var createdAt: Instant?
  package var updatedAt: Instant?

  /// Makes a row.
  package init(
    key: EntityKey,
    name: String?,
    organizationID: String?,
    tenantID: String? = nil,
    hold: ComplianceMark,
    holdIDs: [String] = [],
    strip: ComplianceMark,
    archive: ComplianceMark,
    archivedAt: Instant? = nil,
    createdAt: Instant? = nil,
    updatedAt: Instant? = nil
  ) {
    self.key = key
    self.name = name
    self.organizationID = organizationID
    self.tenantID = tenantID
    self.hold = hold
    self.holdIDs = holdIDs
    self.strip = strip
    self.archive = archive
    self.archivedAt = archivedAt
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}

/// A compliance flag of a document: an old one without it means no, but is shown as missing.
package enum ComplianceMark: String, Hashable, Sendable, CaseIterable {
  case yes
  case no
  case missing
  /// There, but of a type that says neither yes nor no.
  case unreadable
}
