/// All holds of the console's own register as they were read at one moment.
package struct HoldRegister: Hashable, Sendable {
  package var holds: [LegalHold]
  /// The server's clock, by which a grace period ends; nil where it does not tell.
  package var serverNow: Instant?
  package var readAt: Instant

  /// Makes a register.
  package init(holds: [LegalHold], serverNow: Instant?, readAt: Instant) {
    self.holds = holds
    self.serverNow = serverNow
    self.readAt = readAt
  }

  /// The hold with this id.
  package func hold(_ id: String) -> LegalHold? { holds.first { $0.id == id } }
}

/// What a comparison of documents with the register found, and when.
package struct HoldCheck: Hashable, Sendable {
  package var findings: [HoldFinding]
  package var readAt: Instant

  /// Makes a check.
  package init(findings: [HoldFinding], readAt: Instant) {
    self.findings = findings
    self.readAt = readAt
  }

  /// Findings of which something has to be done.
  package var faults: Int { findings.count(where: \.isFault) }
}

/// How much of one hold's scope was held when it was counted.
package struct HoldCount: Hashable, Sendable {
  package var hold: String
  package var coverage: [HoldCoverage]
  package var readAt: Instant

  /// Makes a count.
  package init(hold: String, coverage: [HoldCoverage], readAt: Instant) {
    self.hold = hold
    self.coverage = coverage
    self.readAt = readAt
  }
}
