package import ConsoleDomain

extension ActionGate {
  /// A person sits at this console: its start is recorded now, or once there is an audit store.
  package func openConsole() async {
    sitting.open(id: random.operationID(), at: clock.now())
    // What refuses is told by whatever needs the audit store next.
    try? await requireInitialised()
  }

  /// Records the end of a console whose start is on record; the caller bounds how long it waits.
  package func closeConsole(_ ending: ConsoleEnding) async {
    guard sitting.takeEnd() else { return }
    await note(.end(ending, startedAt: sitting.startedAt))
  }

  /// Adds a ticket or a note to an earlier record, as a record of its own; answers its sequence.
  package func annotate(
    _ sequence: Int64,
    ticket: String?,
    note: String?
  ) async throws(GateRefusal) -> Int64 {
    if let fault = AnnotationRules.fault(ticket: ticket, note: note) {
      throw .invalid(field: fault.field, wanted: fault.wanted)
    }
    if let ticket, let fault = AuthorisationRules.fault(ticket: ticket, pattern: ticketPattern) {
      throw .invalid(field: "ticket", wanted: fault)
    }
    try await requireInitialised()
    let header: AuditHeader?
    do {
      header = try await log.header(sequence: sequence)
    } catch {
      throw .auditUnavailable(error)
    }
    guard let header else { throw .nothingToDo("the chain has no record \(sequence)") }
    return try await record(.annotate(header, ticket: ticket, note: note))
  }

  /// Puts on record that something was tried and refused, where that can be recorded at all.
  package func refused(_ attempt: RefusedAttempt, by refusal: GateRefusal) async {
    guard !refusal.isAboutAudit else { return }
    do throws(GateRefusal) {
      try await requireInitialised()
    } catch {
      return
    }
    let servers = await servers()
    // The refusal stands whether or not it could be recorded.
    _ = try? await log.record(
      attempt.observation(of: refusal, on: servers, environment: environment)
    )
  }

  /// Stores an event; refuses where it can't, so that what it tells of must not happen then.
  func record(_ event: ConsoleEvent) async throws(GateRefusal) -> Int64 {
    // An end does not wait for a server that may be what made the person leave.
    let known = event.isEnding ? knownServers : nil
    let servers = if let known { known } else { await servers() }
    let observation = event.observation(
      on: servers,
      environment: environment,
      sitting: sitting.id
    )
    do {
      return try await log.record(observation)
    } catch {
      throw .auditUnavailable(error)
    }
  }

  /// Stores an event that has happened already, if that is possible.
  func note(_ event: ConsoleEvent) async {
    guard isInitialised else { return }
    _ = try? await record(event)
  }

  /// Both servers as they name themselves now.
  ///
  /// Nothing is changed here, so a server that can't say who it is goes on record as not known.
  package func servers() async -> ServerIdentity {
    let servers = (try? await ports.identity()) ?? ServerIdentity(redis: nil, mongo: nil)
    knownServers = servers
    return servers
  }

  /// Records the start of the sitting before anything else of it.
  func beginSitting() async {
    guard sitting.takeStart() else { return }
    do throws(GateRefusal) {
      _ = try await record(.start(at: sitting.startedAt))
    } catch {
      sitting.putBack()
    }
  }
}
