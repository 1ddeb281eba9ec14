/// A field that a query may name, and what its values are.
package struct QueryField: Hashable, Sendable {
  /// The kinds of value.
  package enum Kind: Hashable, Sendable {
    /// Matches a part, or the whole with `*` or `=`.
    case text
    /// A masked text: only a whole e-mail address matches, by its hash.
    case address
    /// One of these words.
    case choice([String])
    /// A length of time with a unit, compared with `<` or `>`.
    case duration
    /// A number of bytes, compared with `<` or `>`.
    case size
    /// A plain number, compared with `<` or `>`; `k` and `M` may stand for thousands and millions.
    case count
    /// A point in time: a date, or so long ago.
    case moment
  }

  /// The name as it is written and shown.
  package var name: String
  /// Other names for it.
  package var aliases: [String]
  package var kind: Kind
  /// What it means, for help and completion.
  package var help: String

  /// Makes a field; names are lower-case ASCII letters.
  package init(_ name: String, aliases: [String] = [], _ kind: Kind, help: String) {
    self.name = name
    self.aliases = aliases
    self.kind = kind
    self.help = help
  }
}

/// The fields of one kind of record.
package struct QueryGrammar: Hashable, Sendable {
  package var fields: [QueryField]

  /// Makes a grammar.
  package init(fields: [QueryField]) {
    self.fields = fields
  }

  /// The field with this name or alias, whatever its case.
  package func field(named name: String) -> QueryField? {
    let name = name.lowercased()
    return fields.first { $0.name == name || $0.aliases.contains(name) }
  }
}
