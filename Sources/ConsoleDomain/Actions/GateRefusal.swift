/// Why the gate said no; nothing was changed.
package enum GateRefusal: Error, Hashable, Sendable {
  /// The context, a flag or the server forbids changes.
  case readOnly(reason: String)
  /// No elevation is open: press `R` first.
  case notElevated
  /// The audit collections are not there: initialise them first.
  case auditNotInitialised
  /// The intent could not be stored, so nothing was done.
  case auditUnavailable(StoreProblem)
  /// The plan is older than five minutes, or unknown.
  case planExpired
  /// A server is not the one the plan was made on.
  case serverChanged(StoreEndpoint)
  /// A field of the authorisation is missing or wrong; says which and what is wanted.
  case invalid(field: String, wanted: String)
  /// Nothing would be done.
  case nothingToDo(String)
  /// A legal hold, or a rule about holds, keeps all of it from being done.
  case guarded(String)
  /// A store could not be read for the plan.
  case store(StoreProblem)
  /// Another action of this console is running.
  case busy
  /// A second person has to agree to this very plan first.
  case needsApproval(reason: String, planHash: String)
}

/// The console's right to change things, as the band shows it.
package enum Elevation: Hashable, Sendable {
  /// Read-only; `canElevate` is nil when it could be opened, else why not.
  case readOnly(reason: String?)
  /// Open until then; nil for the demo, whose elevation does not count down.
  case open(until: Instant?, reason: String, ticket: String)
}
