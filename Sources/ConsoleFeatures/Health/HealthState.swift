package import ConsoleDomain

/// What is known of both servers: the last full examination and the last round trip.
package struct HealthState: Equatable, Sendable {
  /// How often the servers are asked for a sign of life while the display is live.
  static let pingInterval: Duration = .seconds(2)
  /// How often everything is examined anew: what a sweep elsewhere has done shows without a key.
  static let examinationInterval: Duration = .seconds(600)

  /// Everything, as of its `readAt`.
  package var report: HealthReport?
  /// Latency and identity, newer than `report`.
  package var pulse: HealthReport?
  package var pingedAt: Instant?
  /// When each server was first found silent; nil while it answers.
  package var lostAt: [StoreKind: Instant] = [:]
  package var top = 0

  init() {}

  /// The newest that is known of a server.
  package func server(_ kind: StoreKind) -> ServerHealth? {
    (pulse ?? report).map { kind == .redis ? $0.redis : $0.mongo }
  }

  /// Whether the last sign of life failed.
  package func isLost(_ kind: StoreKind) -> Bool { lostAt[kind] != nil }
}
