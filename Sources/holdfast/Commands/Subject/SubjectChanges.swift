import ArgumentParser
import ConsoleDomain
import ConsoleSettings

/// Takes the personal data of a subject away.
struct SubjectStrip: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strip",
    abstract: "Replace the personal data of a subject for good; without --yes only say what.",
    discussion: """
      The plan shows every path with its count and a masked sample. Held documents are left alone. \
      It can't be undone: it needs --expect-count and a second person (`holdfast approvals`), and \
      runs only for as long as the plan is what that person agreed to.

      \(HoldChangeOptions.statuses)
      """
  )

  @OptionGroup var options: SubjectChangeOptions

  func run() async throws {
    try await options.run { subject, _ in .stripSubject(subject) }
  }
}

/// Blocks an account and ends all its sessions.
struct SubjectContain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contain",
    abstract: "Archive a user, which blocks signing in, and revoke all their sessions.",
    discussion: """
      `entities unarchive` takes the first half back. A held user can't be archived: then the \
      sessions alone are revoked.

      \(HoldChangeOptions.statuses)
      """
  )

  @OptionGroup var options: SubjectChangeOptions

  func run() async throws {
    try await options.run { subject, profile in
      guard subject.type == profile.userType else {
        throw ValidationError("only a user can be contained")
      }
      return .contain(userID: subject.id.text)
    }
  }
}

/// What changes of one subject have in common.
struct SubjectChangeOptions: ParsableArguments {
  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var change: ChangeOptions

  @Argument(help: "Who: an id, e-mail, phone, name or type:id; `-` reads it from standard input.")
  var text: String

  /// Finds the subject, then plans the change or carries it out.
  func run(
    _ request: @escaping @Sendable (EntityKey, Profile) throws -> ActionRequest
  ) async throws {
    try await GatedChange.run(change, global, output, noun: "document") { connections in
      let text = try DocumentFinder.subjectText(text)
      let subject = try await DocumentFinder(connections: connections).subject(text)
      return try request(subject, connections.settings.profile)
    }
  }
}
