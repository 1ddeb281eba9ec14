import ArgumentParser

/// Works on profiles: what says where things are in a backend.
struct ProfileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Hold a profile against a real database.",
    subcommands: [ProfileCheckCommand.self]
  )
}
