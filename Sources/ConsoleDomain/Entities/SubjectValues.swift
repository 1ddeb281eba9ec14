/// A subject's personal values in clear, read before they are taken away so that it can be looked for
/// what is left of them afterwards: kept in memory for one action, never shown, logged or stored.
///
/// The id of a user is none of them: it stays as the reference by which records of what was done to
/// the account are found.
package struct SubjectValues: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  /// Ids under which the subject causes events.
  package var userIDs: Set<String>
  /// As stored.
  package var emails: Set<String>
  /// As stored.
  package var phones: Set<String>
  /// Names as stored; one of a single word is looked for only where it stands beside another of them,
  /// since too many people share it.
  package var names: Set<String>
  /// Addresses of machines.
  package var networks: Set<String>
  /// Numbers and tokens that name one person.
  package var identifiers: Set<String>

  /// Makes a set of values.
  package init(
    userIDs: Set<String> = [],
    emails: Set<String> = [],
    phones: Set<String> = [],
    names: Set<String> = [],
    networks: Set<String> = [],
    identifiers: Set<String> = []
  ) {
    self.userIDs = userIDs
    self.emails = emails
    self.phones = phones
    self.names = names
    self.networks = networks
    self.identifiers = identifiers
  }

  /// Whether there is nothing that could be looked for.
  package var isEmpty: Bool { count == 0 }

  /// Values that can be looked for.
  package var count: Int {
    emails.count + phones.count + names.count + networks.count + identifiers.count
  }

  /// Adds what another set of values has.
  package mutating func formUnion(_ other: SubjectValues) {
    userIDs.formUnion(other.userIDs)
    emails.formUnion(other.emails)
    phones.formUnion(other.phones)
    names.formUnion(other.names)
    networks.formUnion(other.networks)
    identifiers.formUnion(other.identifiers)
  }

  /// Takes away what another set of values has, too; ids of users stay.
  package mutating func subtract(_ other: SubjectValues) {
    emails.subtract(other.emails)
    phones.subtract(other.phones)
    names.subtract(other.names)
    networks.subtract(other.networks)
    identifiers.subtract(other.identifiers)
  }

  package var description: String { "\(count) values" }

  package var customMirror: Mirror { Mirror(self, children: []) }
}
