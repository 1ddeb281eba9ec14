/// How long bodies of records are kept (compliance.md b.7); headers are never removed.
package enum AuditRetention {
  /// Ten years of 365 days, as long as the backend means to keep its own events.
  package static let seconds: Int32 = 315_360_000
}
