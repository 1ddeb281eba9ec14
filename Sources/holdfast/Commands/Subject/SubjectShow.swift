import ArgumentParser
import ConsoleDomain
import ConsoleRuntime
import ConsoleSettings

/// Everything of a subject from both stores, personal data masked.
struct SubjectShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the documents, sessions, limiter keys, holds and events of a subject.",
    discussion: """
      TEXT is an id, an e-mail address, a phone number with its +, a name, or type:id. An address \
      or id of a user means the user; where several may be meant they are listed and nothing is \
      shown, unless --all is given. Arguments can be read by every user of the machine: where that \
      matters, pass `-` and write the text to standard input.

      Exit status: 0 shown, 1 nobody found, 2 a store could not be asked, 64 several may be meant.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: "Who: an id, e-mail, phone, name or type:id; `-` reads it from standard input.")
  var text: String

  @Flag(help: "Show all who may be meant, one after the other.")
  var all = false

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let keys = try await found(connections)
      var printer = output.format == .text ? nil : RecordPrinter(output.format)
      for key in keys {
        let picture = try await connections.ports.subjects.picture(key)
        if printer == nil {
          try SubjectText.print(picture, now: connections.now())
        } else {
          try printer?.print(RecordJSON.subject(picture, now: connections.now()))
        }
        for warning in picture.warnings where output.format != .text {
          Complaint.print(warning.text)
        }
      }
      try printer?.finish()
    }
  }

  /// The subjects to show; several without --all are listed and end the command.
  private func found(_ connections: Connections) async throws -> [EntityKey] {
    let profile = connections.settings.profile
    guard
      let selector = SubjectSelector(
        text: try DocumentFinder.subjectText(text),
        types: profile.entities.map(\.type)
      )
    else {
      throw ValidationError("say who: an id, e-mail, phone, name or type:id")
    }
    let candidates = try await connections.ports.entities.find(selector)
    if let incomplete = candidates.incomplete {
      Complaint.print("not all could be searched: \(incomplete)")
    }
    guard !candidates.rows.isEmpty else {
      Complaint.print("nobody found")
      throw ExitStatus.no
    }
    if let only = candidates.only(for: selector, userType: profile.userType) { return [only.key] }
    if all { return candidates.rows.map(\.key) }
    Complaint.print(
      "\(candidates.rows.count) may be meant: name one as type:id, or add --all"
    )
    if output.format == .text {
      try SubjectText.print(candidates.rows)
    } else {
      var printer = RecordPrinter(output.format)
      for row in candidates.rows { try printer.print(RecordJSON.entity(row)) }
      try printer.finish()
    }
    throw ExitStatus.usage
  }
}
