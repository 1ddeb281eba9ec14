import ArgumentParser
import ConsoleDomain
import ConsoleRuntime

/// Reads the audit trail.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "List and verify the console's audit records.",
    subcommands: [AuditList.self, AuditVerify.self]
  )
}

/// An audit store that can't be read or isn't there is no empty one.
func requireAuditStore(_ page: AuditPage) throws {
  if let problem = page.problem, page.ours.isEmpty { throw problem }
  guard page.isInitialised else {
    Complaint.print("there is no audit store yet; `holdfast doctor --init` makes one")
    throw ExitStatus.unknown
  }
}
