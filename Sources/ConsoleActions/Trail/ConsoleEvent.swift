package import ConsoleDomain

/// What the console itself does, beside actions and audited reads; on record as `console.*`.
package enum ConsoleEvent: Hashable, Sendable {
  /// A person opened the console; the record may come later, once the audit store can be reached.
  case start(at: Instant)
  case end(ConsoleEnding, startedAt: Instant)
  /// Changes are allowed from now on; without `until` the elevation does not count down.
  case elevate(reason: String, ticket: String, until: Instant?)
  case drop(ElevationEnding, reason: String, ticket: String)
  /// The console's own collections were made, or found complete.
  case auditInitialise
  /// Says more about an earlier record, which itself can't change.
  case annotate(AuditHeader, ticket: String?, note: String?)
}

/// Why an interactive console ended.
package enum ConsoleEnding: Hashable, Sendable {
  case quit
  /// SIGINT or SIGTERM, by its number.
  case signal(Int32)
  case terminalGone
  /// The person went to another context: its own records say where it started.
  case contextSwitched

  /// The word that the record carries.
  var word: String {
    switch self {
    case .quit: "quit"
    case .signal(let number): "signal \(number)"
    case .terminalGone: "terminal gone"
    case .contextSwitched: "context switched"
    }
  }
}

/// Why the right to change things ended.
package enum ElevationEnding: String, Hashable, Sendable {
  /// By key, on suspend, on quit, or because a command was done.
  case given = "given up"
  case expired
  case idle
}

extension ConsoleEvent {
  func observation(
    on servers: ServerIdentity,
    environment: String,
    sitting: OperationID?
  ) -> AuditObservation {
    var observation = AuditObservation(
      type: type,
      operation: sitting,
      result: .success,
      servers: servers,
      environment: environment,
      details: details
    )
    switch self {
    case .elevate(let reason, let ticket, _), .drop(_, let reason, let ticket):
      observation.reason = reason
      observation.ticket = ticket
    case .annotate(_, let ticket, let note):
      observation.reason = note
      observation.ticket = ticket
    case .start, .end, .auditInitialise: break
    }
    return observation
  }

  /// Whether it tells that something is over.
  var isEnding: Bool {
    switch self {
    case .end, .drop: true
    case .start, .elevate, .auditInitialise, .annotate: false
    }
  }

  private var type: String {
    switch self {
    case .start: "console.start"
    case .end: "console.end"
    case .elevate: "console.elevate"
    case .drop: "console.drop"
    case .auditInitialise: "audit.initialise"
    case .annotate: "audit.annotate"
    }
  }

  private var details: [AuditDetail] {
    switch self {
    case .start(let time): [AuditDetail("startedAt", .instant(time))]
    case .end(let ending, let time):
      [AuditDetail("startedAt", .instant(time)), AuditDetail("cause", .string(ending.word))]
    case .elevate(_, _, let until): [AuditDetail("until", .instant(until))]
    case .drop(let ending, _, _): [AuditDetail("cause", .string(ending.rawValue))]
    case .auditInitialise: []
    case .annotate(let header, _, _):
      [
        AuditDetail("annotated.seq", .int(header.sequence)),
        AuditDetail("annotated.eventId", .string(header.eventID)),
      ]
    }
  }
}
