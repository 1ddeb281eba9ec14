import ArgumentParser
import ConsoleDomain
import ConsoleRuntime
import ConsoleSettings

/// Checks every link of the chain, every body and every checkpoint.
struct AuditVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the audit chain from its first record; exit 1 when something is wrong.",
    discussion: """
      Compares bodies with headers, and the chain with the checkpoints stored beside it, with the \
      files of the settings and with those given here. Without a checkpoint from outside the \
      database, somebody who may write to it can replace everything unseen: there is a warning then.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var checkpoints: CheckpointOptions

  func run() async throws {
    var evidence = try checkpoints.evidence()
    try await withConnections(global.flags) { connections in
      // A silent server is found out by the short call, not by the long one.
      try requireAuditStore(try await connections.ports.audit.newest(1))
      evidence.add(connections.settings.connection.checkpoints)
      let expectations = AuditExpectations(
        chain: connections.chain,
        outside: evidence.claims,
        malformed: evidence.malformed,
        keys: evidence.keys,
        now: connections.now(),
        digests: BackendDigestCheck(reader: connections.digests, now: connections.now())
      )
      let verification = try await connections.ports.audit.verify(against: expectations) { _ in }
      if output.format == .text {
        try AuditText.print(verification)
      } else {
        try RecordPrinter.print(RecordJSON.verification(verification), output.format)
      }
      if !verification.isIntact { throw ExitStatus.no }
    }
  }
}
