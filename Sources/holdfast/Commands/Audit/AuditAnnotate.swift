import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime

/// Adds what is known now to a record that can't change.
struct AuditAnnotate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Add a ticket or a note to an audit record, as a record of its own.",
    discussion: "Exit status: 0 recorded, 1 there is no such record, 2 it could not be recorded."
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: "Sequence of the record, as `audit list` shows it.")
  var sequence: Int64

  @Option(help: "Ticket of the context's pattern.")
  var ticket: String?

  @Option(help: "What there is to say, in 10 to 2000 characters.")
  var note: String?

  func validate() throws {
    guard sequence >= 0 else { throw ValidationError("a sequence is 0 or more") }
    if let fault = AnnotationRules.fault(ticket: ticket, note: note) {
      throw ValidationError("--\(fault.field) takes: \(fault.wanted)")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let made = try await connections.gate.annotate(sequence, ticket: ticket, note: note)
      if output.format == .text {
        try DataOutput.write(lines: ["record \(made) annotates record \(sequence)"])
      } else {
        try RecordPrinter.print(RecordJSON.annotation(made, of: sequence), output.format)
      }
    }
  }
}
