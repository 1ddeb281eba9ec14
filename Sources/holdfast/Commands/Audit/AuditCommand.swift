import ArgumentParser
import ConsoleDomain
import ConsoleRuntime

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

/// An audit store that can't be read or isn't there is no empty one.
func requireAuditStore(_ page: AuditPage) throws {
  if let problem = page.problem, page.ours.isEmpty { throw problem }
  guard page.isInitialised else { throw missingAuditStore() }
}

/// Says how the audit store comes to be; answers the status to end with.
func missingAuditStore() -> ExitCode {
  Complaint.print("there is no audit store yet; `holdfast doctor --init` makes one")
  return ExitStatus.unknown
}
