import ArgumentParser
import ConsoleDomain
import ConsoleRuntime

/// Checks every link of the chain and every body.
struct AuditVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the audit chain from its first record; exit 1 when something is wrong."
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await withConnections(global.flags) { connections in
      // A silent server is found out by the short call, not by the long one.
      try requireAuditStore(try await connections.ports.audit.newest(1))
      let verification = try await connections.ports.audit.verify { _ in }
      if output.format == .text {
        try AuditText.print(verification)
      } else {
        try RecordPrinter.print(RecordJSON.verification(verification), output.format)
      }
      if !verification.faults.isEmpty { throw ExitStatus.no }
    }
  }
}
