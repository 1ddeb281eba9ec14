import ArgumentParser
import ConsoleDomain

/// Reads and revokes sessions.
struct SessionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions",
    abstract: "List, show and revoke sessions.",
    subcommands: [SessionsList.self, SessionsShow.self, SessionsRevoke.self]
  )
}

/// How a command says which sessions it means; ids come on standard input, never as arguments.
struct SessionSelection: ParsableArguments {
  @Option(help: "All sessions of one user: an e-mail address or a user id.")
  var user: String?

  @Option(
    name: .customLong("id-hash"),
    help: "SHA-256 of a session id, as records name it; may be repeated."
  )
  var idHashes: [String] = []

  @Argument(help: "`-`: read session ids from standard input, one a line.")
  var source: String?

  /// Whether ids are to be read from standard input.
  var readsInput: Bool { source == "-" }

  func validate() throws {
    if let source, source != "-" {
      throw ValidationError(
        "a session id must not be an argument, where every user of the machine can read it; "
          + "pass `-` and write the ids to standard input"
      )
    }
    let given = [user != nil, !idHashes.isEmpty, readsInput].count { $0 }
    guard given <= 1 else {
      throw ValidationError("give one of --user, --id-hash and -")
    }
    if let user, SubjectKey(text: user) == nil {
      throw ValidationError("--user takes one e-mail address or one user id")
    }
    for hash in idHashes where hash.utf8.count != 64 || !hash.utf8.allSatisfy(\.isHexDigit) {
      throw ValidationError("--id-hash takes the 64 hex digits of a SHA-256")
    }
  }

  /// Whether nothing was selected.
  var isEmpty: Bool { user == nil && idHashes.isEmpty && !readsInput }
}
