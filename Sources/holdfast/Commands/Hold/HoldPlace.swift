import ArgumentParser
import ConsoleDomain

/// Places a hold through the same gate as the screen.
struct HoldPlace: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place",
    abstract: "Hold documents for a matter; without --yes only say what would be done.",
    discussion: """
      Names what to hold by --subject (everything of one person or entity, in every mapped \
      collection, and what is found of it later), --entity, --organization, --query, or `-` \
      (type:id on standard input, one a line); they may be combined. A query, such as \
      'type:contact org:64f0c0ffee64f0c0ffee00aa', is frozen to the documents that it finds \
      when the plan is made, at most 20,000. The plan says what the backend does to held records. More than 25 users, or \
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
    help: "What a query finds, as `type:TYPE …` in the language of :entities; may be repeated."
  )
  var query: [String] = []

  @Option(
    name: .customLong("confirm-organization"),
    help: "The id once more, where the backend holds the organisation already."
  )
  var confirmed: [String] = []

  @Option(help: "Days between a release and its effect.")
  var grace: Int = LegalHold.usualGrace

  @Option(help: "Somebody who has to be told; may be repeated.")
  var custodian: [String] = []

  @Option(help: "When the hold is to be reviewed (2027-05-01): a reminder, it never ends by it.")
  var reviewAt: Instant?

  func validate() throws {
    let isEmpty = subject.isEmpty && organization.isEmpty && query.isEmpty && selection.isEmpty
    guard !isEmpty else {
      throw ValidationError("say what: --subject, --entity, --organization, --query or -")
    }
    guard grace >= 1 else { throw ValidationError("--grace takes a day or more") }
  }

  func run() async throws {
    try await GatedChange.run(change, global, output, noun: "document") { connections in
      .placeHold(try await draft(connections))
    }
  }

  private func draft(_ connections: Connections) async throws -> HoldDraft {
    let finder = DocumentFinder(connections: connections)
    var targets: [HoldDraft.Target] = []
    for text in subject { targets.append(.subject(try await finder.subject(text))) }
    targets += try await finder.documents(selection).map { .entity($0) }
    targets += organization.map { .organization($0) }
    for text in query { targets.append(.query(try finder.query(text))) }
    return HoldDraft(
      matter: LegalHold.Matter(id: matter, title: title),
      targets: targets,
      custodians: custodian,
      graceDays: grace,
      reviewAt: reviewAt,
      confirmedOrganizations: Set(confirmed)
    )
  }
}
