import ArgumentParser
import ConsoleDomain

/// Creates the index that the reference backend means to have.
struct RetentionCreateIndex: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create-index",
    abstract: "Create the index that ends events after ten years, unless they are held.",
    discussion: """
      \(RetentionIndex.text). The server then deletes within about a minute what is past ten years \
      and not held, for good: the plan counts it, and --expect-count has to name that number. Refused \
      until the last `holdfast sweep` (at most 26 hours ago) has brought every hold up to date and no \
      event of a held document is without its flag; that is looked at again before the write. An \
      index that is in the way is named and left to you.

      Exit status: 0 created, 1 not created or only planned, 2 could not be evaluated.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var change: ChangeOptions

  func run() async throws {
    try await GatedChange.run(change, global, output, noun: "event") { _ in
      .createRetentionIndex
    }
  }
}
