/// One type of entity of a backend: where its documents are and what a hold or a strip means to them.
package struct EntityProfile: Hashable, Sendable {
  /// The type's name in the console and on its command line: `user`, `company_location`.
  package var type: String
  package var collection: String
  /// The view with personal data left out, to fall back on where the collection may not be read.
  package var maskedView: String?
  /// What `entity` and `entityType` of the backend's events say; the first is what its services write,
  /// any other is what its compliance endpoint writes.
  package var labels: [String]
  /// Whether an organisation with a database of its own keeps these documents there.
  package var isTenant: Bool
  /// Members that name a document to a person, masked; the first that is there is shown.
  package var namePaths: [FieldPath]
  /// Where the organisation's id is.
  package var organizationPath: FieldPath?
  package var reach: [Reach]
  package var flags: Flags
  package var personal: [PersonalField]
  /// Members that nobody is shown and that a strip leaves as they are: a password's hash, an address
  /// with a password in it.
  package var secrets: [FieldPath]
  /// What the backend refuses to a held one, as a predicate: `can't sign in or reset a password`.
  package var onHold: String?
  /// Whether a strip archives the document in the same update.
  package var isArchivedByStrip: Bool

  /// How documents of a subject are found.
  package struct Reach: Hashable, Sendable {
    package var path: FieldPath
    package var key: Key

    /// What of a subject stands at a path.
    package enum Key: String, Hashable, Sendable, CaseIterable {
      /// The document's own id.
      case id
      /// The hex id of a user.
      case user
      case email
      case phone
    }

    /// Makes a way to reach documents.
    package init(path: FieldPath, key: Key) {
      self.path = path
      self.key = key
    }
  }

  /// Names of the three compliance members; nil: these documents have none.
  package struct Flags: Hashable, Sendable {
    package var legalHold: String?
    package var stripped: String?
    package var archivedAt: String?

    /// Names the members; the defaults are the reference backend's.
    package init(
      legalHold: String? = "legalHold",
      stripped: String? = "piiStripped",
      archivedAt: String? = "archivedAt"
    ) {
      self.legalHold = legalHold
      self.stripped = stripped
      self.archivedAt = archivedAt
    }
  }

  /// Makes a type of entity.
  package init(
    type: String,
    collection: String,
    maskedView: String? = nil,
    labels: [String] = [],
    isTenant: Bool = false,
    namePaths: [FieldPath] = [],
    organizationPath: FieldPath? = nil,
    reach: [Reach] = [],
    flags: Flags = Flags(),
    personal: [PersonalField] = [],
    secrets: [FieldPath] = [],
    onHold: String? = nil,
    isArchivedByStrip: Bool = false
  ) {
    self.type = type
    self.collection = collection
    self.maskedView = maskedView
    self.labels = labels
    self.isTenant = isTenant
    self.namePaths = namePaths
    self.organizationPath = organizationPath
    self.reach = reach
    self.flags = flags
    self.personal = personal
    self.secrets = secrets
    self.onHold = onHold
    self.isArchivedByStrip = isArchivedByStrip
  }

  /// Everything that may be shown to nobody and leave the console by no way.
  package var secretPaths: [FieldPath] {
    secrets + personal.filter { $0.kind == .secret }.map(\.path)
  }

  /// Where a subject's key of this sort stands in these documents.
  package func paths(of key: Reach.Key) -> [FieldPath] {
    reach.filter { $0.key == key }.map(\.path)
  }
}

extension Profile {
  /// The type with this name.
  package func entity(_ type: String) -> EntityProfile? {
    entities.first { $0.type == type }
  }

  /// The type whose documents are the backend's users.
  package var userType: String? {
    entities.first { $0.collection == collections.users }?.type
  }

  /// The type whose events carry this label.
  package func entity(labelled label: String) -> EntityProfile? {
    entities.first { $0.labels.contains(label) }
  }
}
