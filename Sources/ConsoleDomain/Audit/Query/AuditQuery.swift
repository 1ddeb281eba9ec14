/// The query language over both logs (`action:revoke since:2h -source:backend ana`).
package enum AuditQuery {
  /// How a record of this console can have ended, as `result:` names it.
  static let results =
    ActionResult.allCases.map(\.rawValue) + ["recovered", "not_applied", "dangling"]

  /// The fields that events have.
  package static let grammar = QueryGrammar(fields: [
    QueryField("actor", aliases: ["who", "by", "user"], .text, help: "who did it"),
    QueryField("action", aliases: ["type", "event"], .text, help: "event type or its verb"),
    QueryField(
      "entity",
      aliases: ["subject", "target"],
      .text,
      help: "id of what it is about, its type, or type/id; a session by its id hash"
    ),
    QueryField("org", aliases: ["organization", "organisation", "tenant"], .text, help: "org id"),
    QueryField("result", .choice(results), help: "how an action of this console ended"),
    QueryField("ticket", .text, help: "ticket given for it"),
    QueryField("reason", aliases: ["why"], .text, help: "reason given for it"),
    QueryField("since", aliases: ["from"], .moment, help: "not before: 2h, 3d, 2026-11-24"),
    QueryField("until", aliases: ["to"], .moment, help: "not after"),
    QueryField("source", aliases: ["log"], .choice(["ours", "backend"]), help: "which log"),
  ])

  /// Reads a filter; an empty one matches every event.
  package static func parse(_ text: String) throws(QueryProblem) -> Query {
    try Query(parsing: text, grammar: grammar)
  }
}

extension Query {
  /// Whether an event of the backend's log can match at all: it has neither result, ticket nor reason.
  package var wantsBackendEvents: Bool {
    wants("backend", without: ["result", "ticket", "reason"])
  }

  /// Whether a record of this console can match at all.
  package var wantsOwnEvents: Bool { wants("ours", without: ["org"]) }

  private func wants(_ source: String, without missing: [String]) -> Bool {
    clauses.allSatisfy { clause in
      switch clause.term {
      case .choice("source", let word): (word == source) != clause.isNegated
      case .choice(let field, _), .text(let field, _):
        clause.isNegated || !missing.contains(field)
      case .anywhere, .amount, .moment: true
      }
    }
  }

  /// The latest `since` and the earliest `until` that must hold.
  package func bounds(now: Instant) -> (since: Instant?, until: Instant?) {
    var since: Instant?
    var until: Instant?
    for case .moment(let field, let moment) in clauses.filter({ !$0.isNegated }).map(\.term) {
      let instant = moment.instant(now: now)
      if field == "since" {
        since = max(since ?? instant, instant)
      } else {
        until = min(until ?? instant, instant)
      }
    }
    return (since, until)
  }
}
