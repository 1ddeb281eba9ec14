/// The query language over sessions (`user:64f0c0 ttl<1h -flag:held curl`).
package enum SessionQuery {
  /// The fields that sessions have.
  package static let grammar = QueryGrammar(fields: [
    QueryField("user", aliases: ["uid", "subject"], .text, help: "user id or masked user"),
    QueryField("email", aliases: ["mail"], .address, help: "a whole e-mail address"),
    QueryField(
      "org",
      aliases: ["organization", "organisation", "tenant"],
      .text,
      help: "organisation's id or name"
    ),
    QueryField("role", .text, help: "role copied at sign-in"),
    QueryField("ip", aliases: ["addr", "address"], .text, help: "address, such as 10.*"),
    QueryField("agent", aliases: ["ua", "useragent"], .text, help: "user agent"),
    QueryField("id", aliases: ["sid"], .text, help: "start of the id, or its SHA-256"),
    QueryField("state", .choice(SessionState.allCases.map(\.rawValue)), help: "state"),
    QueryField(
      "flag",
      aliases: ["is", "flags"],
      .choice(SessionFlags.named.map(\.name)),
      help: "what is remarkable"
    ),
    QueryField("ttl", aliases: ["expires"], .duration, help: "time left; no TTL counts as longest"),
    QueryField("created", aliases: ["age"], .duration, help: "time since it was created"),
    QueryField("seen", aliases: ["idle", "last"], .duration, help: "time since it was last seen"),
    QueryField("bytes", aliases: ["size"], .size, help: "length of the stored value"),
  ])

  /// Reads a filter; an empty one matches every session.
  package static func parse(_ text: String) throws(QueryProblem) -> Query {
    try Query(parsing: text, grammar: grammar)
  }
}
