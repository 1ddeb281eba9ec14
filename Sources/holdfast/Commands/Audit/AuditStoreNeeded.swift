import ArgumentParser
import ConsoleDomain

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
