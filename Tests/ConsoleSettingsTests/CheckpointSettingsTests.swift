import ConsoleDomain
import ConsoleSettings
import Testing

@Suite("Checkpoint settings")
struct CheckpointSettingsTests {
  private let key = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  private let verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

  private func file(_ checkpoints: String) -> String {
    SettingsFixture.production + "\n    checkpoints:\n"
      + checkpoints.split(separator: "\n").map { "      \($0)\n" }.joined()
  }

  private let context = SettingsFlags(context: "prod")

  @Test func aContextHasItsOwnAndVariablesHaveNoSayInIt() async throws {
    let settings = try await SettingsFixture.load(
      flags: context,
      file: file(
        "key: $SIGNING\nverifiers: [\(verifier)]\nfiles: [/a, ~/b]\nsyslog: true\n"
          + "webhook: $HOOK\nevents: 5\nminutes: 2"
      ),
      environment: [
        "SIGNING": key, "HOOK": "https://example.com/t0ken",
        "HOLDFAST_CHECKPOINT_FILES": "/elsewhere",
      ]
    )
    let checkpoints = settings.connection.checkpoints
    #expect(checkpoints.key?.verifier.description == verifier)
    #expect(checkpoints.keys.map(\.description) == [verifier, verifier])
    #expect(checkpoints.files.first == "/a" && checkpoints.files.last?.hasSuffix("/b") == true)
    #expect(checkpoints.usesSyslog && checkpoints.events == 5)
    #expect(checkpoints.interval == .seconds(120))
    #expect(checkpoints.webhook?.exposed == "https://example.com/t0ken")
    #expect(!"\(settings)".contains("t0ken") && !"\(settings)".contains("AYEKFALV"))
  }

  @Test func withoutAContextVariablesSayItAll() async throws {
    var flags = SettingsFlags()
    flags.checkpoints = CheckpointFlags(files: ["/c"], usesSyslog: true)
    let settings = try await SettingsFixture.load(
      flags: flags,
      environment: [
        "MONGO_DB": "app", "HOLDFAST_CHECKPOINT_KEY": key,
        "HOLDFAST_CHECKPOINT_FILES": "/a,/b", "HOLDFAST_CHECKPOINT_EVENTS": "7",
      ]
    )
    let checkpoints = settings.connection.checkpoints
    #expect(checkpoints.key?.verifier.description == verifier)
    #expect(checkpoints.files == ["/a", "/b", "/c"])
    #expect(checkpoints.usesSyslog && checkpoints.events == 7)
    #expect(checkpoints.interval == .seconds(3600))
  }

  @Test func nothingIsSignedUnlessItIsSet() async throws {
    let settings = try await SettingsFixture.load(flags: context, file: SettingsFixture.production)
    let checkpoints = settings.connection.checkpoints
    #expect(checkpoints.key == nil && checkpoints.files.isEmpty && !checkpoints.usesSyslog)
  }

  @Test func aPrivateKeyInTheFileIsRefusedAndNotRepeated() async throws {
    let faults = await SettingsFixture.faults(flags: context, file: file("key: \(key)"))
    #expect(faults.map(\.what) == ["a private key stands in the settings file"])
    #expect(!faults.contains { $0.description.contains("AYEKFALV") })
  }

  @Test(arguments: [
    ("key: $SIGNING", "does not lead to a private key for checkpoints"),
    ("verifiers: [x]", "holds something that is no public key"),
    ("events: 0", "`0` is no whole number above 0"),
    ("syslog: perhaps", "`perhaps` is neither true nor false"),
    ("keys: x", "unknown entry `keys`"),
  ])
  func everyFaultIsNamed(entry: String, what: String) async throws {
    let faults = await SettingsFixture.faults(
      flags: context,
      file: file(entry),
      environment: ["SIGNING": "s3cret"]
    )
    #expect(faults.map(\.what) == [what])
    #expect(!faults.contains { $0.description.contains("s3cret") })
  }

  @Test func variablesAreCheckedAsStrictly() async throws {
    let faults = await SettingsFixture.faults(environment: [
      "MONGO_DB": "app", "HOLDFAST_CHECKPOINT_SYSLOG": "yes", "HOLDFAST_CHECKPOINT_MINUTES": "-1",
      "HOLDFAST_CHECKPOINT_KEY": "s3cret",
    ])
    #expect(faults.count == 3)
    #expect(!faults.contains { $0.description.contains("s3cret") })
  }
}
