import ConsoleDomain
import ConsoleSettings
import Testing

@Suite("Profile files")
struct ProfileFilesTests {
  @Test func theBuiltInProfileKnowsTheReferenceBackend() throws {
    var faults: [SettingsFault] = []
    let profile = try #require(ProfileFiles.load("nest", directory: nil, faults: &faults))
    #expect(faults.isEmpty)
    #expect(profile.sessions.prefixes == ["sess:"])
    #expect(profile.sessions.userIndexPrefix == "user:sessions:")
    #expect(profile.sessions.userPaths.first == "user.id")
    #expect(profile.collections.events == "eventlogs")
    #expect(profile.limiters.contains { $0.prefix == "waitlist:event:ip:" && $0.limit == 120 })
    #expect(!profile.limiters.contains { $0.prefix == "waitlist:" })
  }

  @Test func namesWhatIsMissing() async {
    let faults = await SettingsFixture.faults(
      flags: SettingsFlags(profile: "mine"),
      files: ["profiles/mine.yaml": "name: mine\nsessions: { prefixes: [] }\n"],
      environment: ["MONGO_DB": "app"]
    )
    #expect(faults.contains { $0.what == "`prefixes` is missing" })
    #expect(faults.contains { $0.what == "`collections` is missing" })
  }

  @Test func readsAProfileByItsPath() async throws {
    let text = """
      name: plain
      sessions:
        prefixes: ["s:", "t:"]
        user_paths: userId
      collections: { users: accounts, organizations: orgs, events: audit_logs }
      limiters:
        - { name: login, prefix: "rl:login:", limit: 5, window_seconds: 60 }
      """
    let settings = try await SettingsFixture.load(
      flags: SettingsFlags(profile: "plain"),
      files: ["profiles/plain.yaml": text],
      environment: ["MONGO_DB": "app"]
    )
    #expect(settings.profile.sessions.prefixes == ["s:", "t:"])
    #expect(settings.profile.sessions.userPaths == ["userId"])
    #expect(settings.profile.sessions.userIndexPrefix == nil)
    #expect(
      settings.profile.limiters
        == [Profile.Limiter(name: "login", prefix: "rl:login:", limit: 5, window: .seconds(60))]
    )
  }
}
