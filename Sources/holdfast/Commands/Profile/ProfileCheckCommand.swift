import ArgumentParser
import ConsoleDomain
import ConsoleSettings

/// Says what of the profile does not fit the database that it is used on.
struct ProfileCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the profile's entities against a sample of the real documents.",
    discussion: """
      The newest 500 documents of each mapped collection and the newest 5,000 events are read; \
      nothing is changed. Fields outside the mapping that look like personal data are named with \
      their paths, never with their values.

      Exit status: 0 fits, perhaps with warnings, 1 a check failed, 2 a collection could not be \
      read.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let records = try await checks(connections)
      if output.format == .text {
        try CheckText.print(records)
      } else {
        var printer = RecordPrinter(output.format)
        for record in records { try printer.print(record.json) }
        try printer.finish()
      }
      if records.contains(where: { $0.result == .fail }) { throw ExitStatus.no }
      if records.contains(where: { $0.result == .error }) { throw ExitStatus.unknown }
    }
  }

  private func checks(_ connections: Connections) async throws -> [CheckRecord] {
    let profile = connections.settings.profile
    guard !profile.entities.isEmpty else {
      Complaint.print("profile \(profile.name) maps no collections; see docs/profiles.md")
      throw ExitStatus.usage
    }
    defer { LiveLine.clear() }
    let facts = try await connections.profileExamination.examine { collection in
      LiveLine.show("sampling \(collection)")
    }
    return ProfileCheck(profile, facts).records
  }
}
