/// A field with personal data, and what a strip puts in its place (compliance.md b.4).
package struct PersonalField: Hashable, Sendable {
  package var path: FieldPath
  package var kind: Kind
  package var replacement: Replacement

  /// What a value is, which decides how it is masked and what the residue scan looks for.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case email
    case phone
    case name
    case date
    case address
    case network
    case agent
    case identifier
    /// A hash, a code, a token: never shown, never part of a package.
    case secret
    case text
    /// Not personal itself, but set by the same update (a status, an expiry).
    case state
  }

  /// What stands there afterwards.
  package enum Replacement: Hashable, Sendable {
    case null
    /// The member is removed.
    case unset
    /// A text in which `{id}` becomes the document's id: unique where an index demands it.
    case text(String)
    case date(Instant)
    case emptyList
    case emptyDocument
    /// A date becomes its year, an address its network (/24 or /48).
    case generalised
    /// A keyed pseudonym: reversible by whoever has the key until that is destroyed.
    case pseudonym
  }

  /// Makes a field.
  package init(path: FieldPath, kind: Kind, replacement: Replacement = .null) {
    self.path = path
    self.kind = kind
    self.replacement = replacement
  }
}
