import ArgumentParser
import ConsoleMongo
import ConsoleSystem
import ConsoleTerminal

/// The program: without a command it opens the console.
@main
struct Holdfast: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holdfast",
    abstract: "Admin console for the sessions, holds and audit trail of a Node.js backend.",
    discussion: """
      Without a command the console opens on the servers of $REDIS_URL, $MONGO_URI and \
      $MONGO_DB, or on a context of the settings file. It starts read-only.

      Exit status: 0 done, 1 the answer is no, 2 could not be evaluated, 64 usage.
      """,
    version: ProductVersion.current,
    subcommands: [
      ConsoleCommand.self, DemoCommand.self, SessionsCommand.self, SubjectCommand.self,
      EntitiesCommand.self, LimitsCommand.self, HoldCommand.self, RetentionCommand.self,
      ApprovalsCommand.self, AuditCommand.self, ProfileCommand.self, SweepCommand.self,
      DoctorCommand.self,
    ],
    defaultSubcommand: ConsoleCommand.self
  )

  /// Handlers for crashes and broken pipes, and the heap's habits, come before everything else.
  static func main() async {
    MongoLibrary.forgetCounters()
    HeapReturn.ofLargeBlocks()
    CrashGuard.install()
    ProcessSignal.ignoreBrokenPipe()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      ProcessExit.now(0)
    } catch {
      end(with: error)
    }
  }

  /// Tells what the parser has to say (help, too) and ends with the status of the error.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if !message.isEmpty {
      (code.isSuccess ? StandardStream.output : .error).write("\(message)\n")
    }
    ProcessExit.now(code.rawValue)
  }
}
