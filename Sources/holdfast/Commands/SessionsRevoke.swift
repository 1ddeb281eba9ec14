import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime

/// Revokes sessions through the same gate as the screen.
struct SessionsRevoke: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Revoke sessions; without --yes only say what would be done.",
    discussion: """
      Every session is checked against the user it was seen under, deleted as the backend does \
      it, and looked for again after 1, 5 and 30 seconds. Intent and outcome go to the audit log \
      first and last; when the intent can't be written nothing is changed. Ctrl-C and SIGTERM end \
      it after the session in hand; the outcome is stored and the receipt printed all the same.

      Exit status: 0 all revoked, 1 blocked, partial or not confirmed, 2 could not be evaluated, \
      64 usage, 130 or 143 when a signal ended it.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var selection: SessionSelection

  @OptionGroup var change: ChangeOptions

  func validate() throws {
    guard !selection.isEmpty else {
      throw ValidationError("say which: --user, --id-hash or - (ids on standard input)")
    }
  }

  func run() async throws {
    try await GatedChange.run(change, global, output, noun: "session") { connections in
      try await request(connections)
    }
  }

  private func request(_ connections: Connections) async throws -> ActionRequest {
    let found = try await SessionFinder(connections: connections).find(selection)
    if selection.user != nil, let userID = found.directory.users.keys.first {
      return .revokeUser(userID: userID)
    }
    return .revokeSessions(found.rows.map { RevokeTarget(id: $0.id, userID: $0.userID) })
  }
}
