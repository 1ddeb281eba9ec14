/// Keys of the reference backend that stand beside its counters and are none.
///
/// Verification codes, their tries, locks and caches (backend-data.md 0.1) are never shown and never
/// written, whatever a profile says.
package enum ReservedKeys {
  private static let beginnings: [[UInt8]] = [
    "waitlist:verify:", "contact:verify:", "waitlist:domain:", "waitlist:stats",
  ].map { Array($0.utf8) }

  /// Whether a whole key is one of them.
  package static func contains(_ key: [UInt8]) -> Bool {
    beginnings.contains { key.starts(with: $0) }
  }
}
