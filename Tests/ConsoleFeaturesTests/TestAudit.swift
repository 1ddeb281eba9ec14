import ConsoleDomain

/// Both logs as values, read as the stores read them.
struct TestAudit {
  /// Newest first.
  var ours: [AuditRecord] = []
  var backend: [BackendEvent] = []

  /// A revoke with outcome, a dangling intent, two events of the backend, and some newer ones.
  static func few(at now: Instant, newer: Int64 = 0) -> TestAudit {
    TestAudit(
      ours: [
        record(3, .intent, result: nil, isDangling: true, at: testNow.advanced(by: .seconds(-30))),
        record(
          2,
          .outcome,
          result: "success",
          isDangling: false,
          at: testNow.advanced(by: .seconds(-60))
        ),
        record(1, .intent, result: nil, isDangling: false, at: testNow.advanced(by: .seconds(-61))),
      ],
      backend: (0..<newer).reversed().map { number in
        event("auth.login", at: testNow.advanced(by: .seconds(number)))
      } + [
        event("session.revoked", at: testNow.advanced(by: .seconds(-59))),
        event("user.login", isHeld: true, at: testNow.advanced(by: .seconds(-300))),
      ]
    )
  }

  /// A long log of the backend, an event a second.
  static func many(_ count: Int, at now: Instant) -> [BackendEvent] {
    (0..<count).map { event("auth.login", at: testNow.advanced(by: .seconds(-1 - $0))) }
  }

  static func coverage(_ request: CoverageRequest) -> CoverageReport {
    CoverageReport(
      request: request,
      collections: [
        .init(
          name: "users",
          sampled: 500,
          total: 12_000,
          changed: 7,
          gaps: [.init(id: TestSessions.userID(4), changedAt: testNow)]
        )
      ],
      readAt: testNow
    )
  }

  /// The page that the stores would answer.
  func slice(_ request: AuditEventRequest) -> AuditSlice {
    var start = request.marks
    if start.ours == .max { start.ours = ours.first.map { $0.header.sequence + 1 } ?? 0 }
    if start.backend == .highest {
      start.backend = backend.first.flatMap { EventKey(hex: $0.id)?.next } ?? .lowest
    }
    let matcher = AuditMatcher(request.query, now: request.now)
    let own = side(ours.map(AuditEvent.ours), request, matcher) { event in
      guard case .ours(let record) = event else { return false }
      return record.header.sequence >= start.ours
    }
    let other = side(backend.map(AuditEvent.backend), request, matcher) { event in
      guard case .backend(let event) = event, let key = EventKey(hex: event.id) else {
        return false
      }
      return key >= start.backend
    }
    var slice = AuditSlice(
      from: start,
      ours: own.run,
      backend: other.run,
      reached: AuditMarks(
        ours: own.last.map {
          request.direction == .older ? start.below($0).ours : start.above($0).ours
        }
          ?? start.ours,
        backend: other.last.map {
          request.direction == .older ? start.below($0).backend : start.above($0).backend
        } ?? start.backend
      ),
      request
    )
    slice.isInitialised = true
    return slice
  }

  private func side(
    _ events: [AuditEvent],
    _ request: AuditEventRequest,
    _ matcher: AuditMatcher,
    isAbove: (AuditEvent) -> Bool
  ) -> (run: LogRun, last: AuditEvent?) {
    let isOlder = request.direction == .older
    let here = events.filter { isAbove($0) != isOlder }
    let found = (isOlder ? here : here.reversed()).filter(matcher.matches)
    let taken = Array(found.prefix(request.limit))
    let isAtEnd = taken.count == found.count
    return (LogRun(events: taken, isAtEnd: isAtEnd), taken.last)
  }

  static func record(
    _ sequence: Int64,
    _ phase: AuditPhase,
    result: String?,
    isDangling: Bool,
    at: Instant,
    fields more: [(String, AuditValue)] = []
  ) -> AuditRecord {
    var fields = [
      AuditField(path: "actor.mongoUser", content: .disclosed(salt: [], value: .string("oncall"))),
      AuditField(path: "target.email", content: .redacted(digest: [])),
    ]
    if let result {
      fields.append(
        AuditField(path: "result", content: .disclosed(salt: [], value: .string(result)))
      )
    }
    fields += more.map { AuditField(path: $0.0, content: .disclosed(salt: [], value: $0.1)) }
    return AuditRecord(
      header: AuditHeader(
        version: "1",
        sequence: sequence,
        eventID: "01J0000000000000000000000\(sequence)",
        timestamp: at.iso8601,
        type: "session.revoke",
        phase: phase,
        bodyRoot: String(repeating: "b", count: 64),
        previous: String(repeating: "a", count: 64),
        hash: String(repeating: "c", count: 64)
      ),
      body: AuditBody(eventID: "e", fields: fields),
      isDangling: isDangling
    )
  }

  static func event(
    _ type: String,
    isHeld: Bool = false,
    isStripped: Bool = false,
    at: Instant,
    metadata: JSONTree? = nil
  ) -> BackendEvent {
    BackendEvent(
      id: EventKey(at: at).hex,
      eventType: type,
      action: "revoke",
      entity: "Session",
      entityID: nil,
      actor: TestSessions.userID(1),
      sessionHash: isHeld || isStripped ? nil : SessionID("sid00001-secretpart-1").hash,
      organizationID: "org-a",
      createdAt: at,
      isHeld: isHeld,
      isStripped: isStripped,
      payload: isHeld ? nil : .object([.init(name: "count", value: .number("1"))]),
      metadata: metadata
    )
  }
}
