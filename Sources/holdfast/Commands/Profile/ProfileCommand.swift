import ArgumentParser

/// Works on profiles: what says where things are in a backend.
struct ProfileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Propose a profile, and hold one against a real database.",
    subcommands: [ProfileDetectCommand.self, ProfileCheckCommand.self]
  )
}
