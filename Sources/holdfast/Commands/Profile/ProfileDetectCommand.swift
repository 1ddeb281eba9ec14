import ArgumentParser
import ConsoleDomain
import ConsoleSettings
import ConsoleStores

/// Proposes a profile from what is found in the stores.
struct ProfileDetectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect",
    abstract: "Propose a profile from what is found in the stores, as YAML.",
    discussion: """
      At most 100,000 keys of Redis are walked within the budget of a scan, some of each kind are \
      looked at, and one document of each collection; nothing is changed. A limiter is proposed where a \
      library's own form leaves no doubt, or the profile in use knows its keys. Other numbers may be \
      anything and are named in comments, as is what has to be filled in: limit and window stand in \
      no store. Verification codes and locks are not read.
      """
  )

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let sample = try await connections.profileSampler.sample()
      let proposal = ProfileProposal(sample, known: connections.settings.profile.limiters)
      try DataOutput.write(Array(proposal.yaml.utf8))
      Complaint.print(
        "\(CountText.noun(sample.keys.count, "key")) and "
          + "\(CountText.noun(sample.collections.count, "collection")) looked at; "
          + "write it to a file, fill it in, then: holdfast profile check --profile ./FILE"
      )
    }
  }
}
