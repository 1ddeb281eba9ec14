import ArgumentParser

/// Looks at everything of one person or entity.
struct SubjectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subject",
    abstract: "Show everything that is kept of one person or entity.",
    subcommands: [SubjectShow.self, SubjectStrip.self, SubjectContain.self]
  )
}
