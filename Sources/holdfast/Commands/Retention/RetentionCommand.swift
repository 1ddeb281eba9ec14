import ArgumentParser

/// What deletes by age.
struct RetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "List what deletes by age and whether a hold stops it.",
    subcommands: [RetentionList.self, RetentionCreateIndex.self],
    defaultSubcommand: RetentionList.self
  )
}
