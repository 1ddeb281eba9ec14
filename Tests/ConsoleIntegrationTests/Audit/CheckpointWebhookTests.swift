import ConsoleActions
import ConsoleStores
import ConsoleSystem
import Testing

@Suite struct CheckpointWebhookTests {
  @Test(arguments: [
    "http://example.com/", "ftp://example.com/", "example.com", "https://", "https://a b/",
    "https:///path", "file:///etc/passwd", "http://127.0.0.1.example.com/",
  ])
  func otherAddressesAreRefused(url: String) {
    #expect(CheckpointWebhook(url: url) == nil)
  }

  @Test func messagesNameTheHostAndNothingElse() throws {
    let webhook = try #require(CheckpointWebhook(url: "https://u:s3cret@example.com/t0ken?x=1"))
    #expect(webhook.sink.name == "webhook example.com")
  }

  @Test func aProgramGetsItsInputAndGivesItsStatus() async throws {
    let folder = try Folder.temporary(prefix: "holdfast-run")
    let out = "\(folder.path)/out"
    let status = try await ProgramRun.run(
      "/bin/sh",
      arguments: ["-c", "cat > \"$1\"; exit 7", "sh", out],
      input: Array("a secret\n".utf8),
      environment: ["PATH": "/usr/bin:/bin"],
      deadline: .seconds(30)
    )
    #expect(status == 7)
    #expect(try File(out).read(limit: 100) == Array("a secret\n".utf8))
    try folder.removeRecursively()
  }

  @Test func aProgramThatGoesOnIsEnded() async throws {
    await #expect(throws: SystemFailure.self) {
      _ = try await ProgramRun.run(
        "/bin/sh",
        arguments: ["-c", "exec sleep 600"],
        input: [],
        environment: ["PATH": "/usr/bin:/bin"],
        deadline: .milliseconds(200)
      )
    }
  }
}
