/// The query language over counters (`limiter:login blocked:yes ip:10.* hits>100 resets<1m`).
package enum CounterQuery {
  static let verdicts = ["yes", "no", "unknown"]

  /// The fields that counters have.
  package static let grammar = QueryGrammar(fields: [
    QueryField("limiter", aliases: ["policy", "name"], .text, help: "the limiter's name"),
    QueryField("client", aliases: ["key", "user"], .text, help: "whom it counts, as shown"),
    QueryField("ip", aliases: ["addr", "address"], .text, help: "address, such as 10.*"),
    QueryField("email", aliases: ["mail"], .address, help: "a whole e-mail address"),
    QueryField("blocked", aliases: ["refused"], .choice(verdicts), help: "the next try is refused"),
    QueryField("hits", aliases: ["used"], .count, help: "tries in the window"),
    QueryField("resets", aliases: ["ttl", "left"], .duration, help: "time until the window ends"),
    QueryField(
      "flag",
      aliases: ["is", "flags"],
      .choice(CounterFlags.named.map(\.name)),
      help: "what is remarkable"
    ),
  ])

  /// Reads a filter; an empty one matches every counter.
  package static func parse(_ text: String) throws(QueryProblem) -> Query {
    try Query(parsing: text, grammar: grammar)
  }
}
