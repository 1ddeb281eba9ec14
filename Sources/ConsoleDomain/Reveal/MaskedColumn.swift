/// A column of a list whose personal values are masked until they are revealed.
package enum MaskedColumn: Hashable, Sendable {
  /// Who is signed in: the user's e-mail address, or the name where there is none.
  case sessionUsers
  /// The names of the documents of a type.
  case documentNames(type: String)

  /// How long a revealed column stays in clear.
  package static let lifetime: Duration = .seconds(600)

  /// The header that stands over it.
  package var title: String {
    switch self {
    case .sessionUsers: "USER"
    case .documentNames: "NAME"
    }
  }
}

/// One value of a masked column, named by whose it is.
package enum MaskedCell: Hashable, Sendable {
  /// A user, by id.
  case user(String)
  case document(EntityKey)
}
