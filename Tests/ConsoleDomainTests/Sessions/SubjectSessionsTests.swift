import ConsoleDomain
import Testing

@Suite struct SubjectSessionsTests {
  @Test func theirSnapshotFiltersAsAnyAndCarriesTheUsersFlags() throws {
    let found = SubjectSessions(
      user: UserSummary(
        id: "u1",
        email: "a•••@example.com",
        name: nil,
        emailHash: nil,
        organizationID: "o1",
        role: nil,
        isHeld: true,
        isArchived: false,
        isStripped: false
      ),
      organization: nil,
      rows: ["10.1.0.1", "10.2.0.1"].map { SessionSamples.row($0, user: "u1", ip: $0) },
      deadMembers: 4,
      readAt: SessionSamples.now
    )
    let snapshot = found.snapshot(scan: -7)
    #expect(snapshot.scan == -7)
    #expect(snapshot.progress.phase == .complete)
    #expect(snapshot.progress.startedAt == SessionSamples.now)
    let ordering = try SessionView(
      query: try SessionQuery.parse("ip:10.2.* flag:held"),
      order: SessionOrder(.ip),
      showsAnonymous: false,
      now: SessionSamples.now
    ).ordering(of: snapshot)
    #expect(ordering.rows == [1])
    #expect(snapshot.row(1).flags.contains(.held))
  }
}
