import ArgumentParser
import ConsoleDomain

/// Documents of mapped collections.
struct EntitiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities",
    abstract: "Archive documents, or take that back.",
    subcommands: [EntitiesArchive.self, EntitiesUnarchive.self]
  )
}

/// Archives documents.
struct EntitiesArchive: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Archive documents; held ones are left alone and listed.",
    discussion: """
      Names documents by --entity type:id, or `-` (type:id on standard input, one a line). More \
      than 25 need --expect-count.

      \(HoldChangeOptions.statuses)
      """
  )

  @OptionGroup var options: ArchiveOptions

  func run() async throws { try await options.run(isArchiving: true) }
}

/// Takes archiving back.
struct EntitiesUnarchive: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unarchive",
    abstract: "Take archiving back; a user can sign in again.",
    discussion: HoldChangeOptions.statuses
  )

  @OptionGroup var options: ArchiveOptions

  func run() async throws { try await options.run(isArchiving: false) }
}

/// What both directions have in common.
struct ArchiveOptions: ParsableArguments {
  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var selection: DocumentSelection

  func validate() throws {
    guard !selection.isEmpty else {
      throw ValidationError("say which: --entity type:id or - (type:id on standard input)")
    }
  }

  /// Finds the documents, then plans the change or carries it out.
  func run(isArchiving: Bool) async throws {
    try await GatedChange.run(change, global, output, noun: "document") { connections in
      let keys = try await DocumentFinder(connections: connections).documents(selection)
      return .archive(keys, isArchiving: isArchiving)
    }
  }
}
