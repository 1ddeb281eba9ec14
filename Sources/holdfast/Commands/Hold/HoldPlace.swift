import ArgumentParser
import ConsoleDomain

/// Places a hold through the same gate as the screen.
struct HoldPlace: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place",
    abstract: "Hold documents for a matter; without --yes only say what would be done.",
    discussion: """
      Names what to hold by --subject (everything of one person or entity, in every mapped \
      collection), --entity, --organization, or `-` (type:id on standard input, one a line); they \
      may be combined. The plan says what the backend does to held records. More than 25 users, or \
      an organisation, need --expect-count.

      \(HoldChangeOptions.statuses)
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var change: ChangeOptions
  @OptionGroup var selection: DocumentSelection

  @Option(help: "Id of the matter.")
  var matter: String

  @Option(help: "What the matter is called.")
  var title: String

  @Option(help: "Everything of a subject: id, e-mail, phone, name or type:id; may be repeated.")
  var subject: [String] = []

  @Option(help: "An organisation and everything of it, by id; may be repeated.")
  var organization: [String] = []

  @Option(
    name: .customLong("confirm-organization"),
    help: "The id once more, where the backend holds the organisation already."
  )
  var confirmed: [String] = []

  @Option(help: "Days between a release and its effect.")
  var grace: Int = LegalHold.usualGrace

  @Option(help: "Somebody who has to be told; may be repeated.")
  var custodian: [String] = []

  func validate() throws {
    guard !subject.isEmpty || !organization.isEmpty || !selection.isEmpty else {
      throw ValidationError("say what: --subject, --entity, --organization or -")
    }
    guard grace >= 1 else { throw ValidationError("--grace takes a day or more") }
  }

  func run() async throws {
    try await Interruption.run {
      try await withConnections(global.flags) { connections in
        let gated = GatedChange(
          gate: connections.gate,
          options: change,
          format: output.format,
          noun: "document"
        )
        try await gated.run { .placeHold(try await draft(connections)) }
      }
    }
  }

  private func draft(_ connections: Connections) async throws -> HoldDraft {
    let finder = DocumentFinder(connections: connections)
    var targets: [HoldDraft.Target] = []
    for text in subject { targets.append(.subject(try await finder.subject(text))) }
    targets += try await finder.documents(selection).map { .entity($0) }
    targets += organization.map { .organization($0) }
    return HoldDraft(
      matter: LegalHold.Matter(id: matter, title: title),
      targets: targets,
      custodians: custodian,
      graceDays: grace,
      confirmedOrganizations: Set(confirmed)
    )
  }
}
