import ArgumentParser

/// Reads the audit trail and adds to it.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "List, verify, sign, prove and export audit records; look for changes without an event.",
    subcommands: [
      AuditList.self, AuditVerify.self, AuditCoverage.self, AuditAnnotate.self,
      AuditCheckpoint.self, AuditKeygen.self, AuditProve.self, AuditRedact.self,
      AuditVerifyProof.self, AuditExport.self, AuditVerifyExport.self, AuditRecover.self,
    ]
  )
}
