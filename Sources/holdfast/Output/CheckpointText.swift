import ArgumentParser
import ConsoleActions
import ConsoleDomain

/// Checkpoints and refusals to sign one, for people and machines.
enum CheckpointText {
  /// Tells why nothing was signed; answers the status to end with.
  static func complain(_ refusal: CheckpointRefusal) -> any Error {
    switch refusal {
    case .store(let problem): return problem
    case .notInitialised: return missingAuditStore()
    case .empty:
      Complaint.print("the chain has no record yet: there is nothing to sign")
      return ExitStatus.no
    case .doesNotFit(let faults):
      for fault in faults { Complaint.print(AuditText.line(fault)) }
      Complaint.print("nothing was signed: the chain is not what was vouched for before")
      return ExitStatus.no
    }
  }

  /// What was signed and where it went, one JSON object.
  static func json(_ receipt: CheckpointReceipt) -> String {
    RecordJSON.checkpoint(
      receipt.signed,
      sequence: receipt.sequence,
      copiedTo: receipt.copiedTo,
      failures: receipt.failures.map { ($0.name, $0.reason) }
    )
  }
}
