package import ConsoleDomain

/// Looks which sessions of an interrupted revoke are gone.
///
/// Gone is what counts: whether this revoke, an expiry or a sign-out took a session can't be told
/// afterwards. A backend's event that is missing is said, not written: reading back changes nothing.
package struct RevokedSessionsReader: StateReader {
  /// How far the clocks of a console and of the backend's log may be apart.
  private static let clockMargin: Duration = .seconds(300)

  package let type = "session.revoke"
  private let traces: SessionTraces

  /// Makes a reader.
  package init(_ traces: SessionTraces) {
    self.traces = traces
  }

  /// One look at the keys and one at the backend's log.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    guard let targets = RevokedTarget.all(of: intent) else {
      return .undecided(reason: "its record does not name the sessions any more")
    }
    let wanted = targets.filter { !$0.isBlocked }
    let server: RedisIdentity
    let present: PresentSessions
    do {
      guard let redis = try await traces.identity().redis else {
        return .undecided(reason: "Redis does not say which server it is")
      }
      server = redis
      present = try await traces.present(Set(wanted.map(\.idHash)), redis)
    } catch {
      return .undecided(reason: error.sentence)
    }
    if let incomplete = present.incomplete { return .undecided(reason: incomplete) }
    var finding = RevokeFinding(targets: targets, present: present.idHashes)
    finding.isAnotherServer = !intent.wasOn(server)
    if !finding.gone.isEmpty, !finding.isAnotherServer {
      finding.unrecorded = await unrecorded(finding.gone, of: intent)
    }
    return .decided(finding.state)
  }

  /// Sessions that are gone without an event of the backend; nil: its log can't be read.
  private func unrecorded(_ gone: [RevokedTarget], of intent: DanglingIntent) async -> Int? {
    guard let begun = intent.begunAt else { return nil }
    do {
      let trace = try await traces.events(begun.advanced(by: .zero - Self.clockMargin))
      if let user = intent.text("subject.user"), trace.userIDs.contains(user) { return 0 }
      return gone.count { !trace.idHashes.contains($0.idHash) }
    } catch {
      return nil
    }
  }
}

extension DanglingIntent {
  /// Whether the intent was recorded on this very run of this server: a restart may have lost keys.
  func wasOn(_ server: RedisIdentity) -> Bool {
    text("target.redisRunId") == server.runID
      && fields["target.redisDatabase"] == .int(Int64(server.database))
  }
}
