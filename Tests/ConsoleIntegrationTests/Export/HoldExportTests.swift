import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem
import Testing

/// Held material as files, from a real MongoDB.
@Suite(.timeLimit(.minutes(5)))
struct HoldExportTests {
  private static let reason = "counsel asked for the material"

  /// A matter with a user, a contact and an invite, and a folder to make.
  private struct Scene {
    let approval: ApprovalFixture
    let home: Folder

    var holds: HoldFixture { approval.holds }
    var out: String { "\(home.path)/matter" }
    var ana: ActionGate { approval.console("admin.ana") }
    var request: ActionRequest {
      .exportHold(HoldExportRequest(subject: "M-1", folder: out))
    }

    static func make() async throws -> Scene {
      let holds = try await HoldFixture.make()
      try await holds.setUser(["passwordHash": "$argon2id$v=19$secret", "firstName": "Ana"])
      let id = try await holds.place([.subject(holds.user)]).holdID
      return Scene(
        approval: ApprovalFixture(holds: holds, holdID: id),
        home: try Folder.temporary(prefix: "hold-export", in: "/tmp")
      )
    }

    /// Asks for the approval, gives it, and runs.
    func export() async throws -> ActionReceipt {
      do {
        _ = try await holds.write.revoke(request, with: ana)
      } catch let refusal as GateRefusal {
        guard case .needsApproval(_, let hash) = refusal else { throw refusal }
        _ = try await approval.console("admin.ben").approve(hash, reason: HoldExportTests.reason)
      }
      return try await holds.write.revoke(request, with: ana)
    }

    func lines(_ name: String) throws -> [String] {
      let bytes = try File("\(out)/\(name)").read(limit: 1 << 20)
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  @Test func itTakesTwoPeopleAndNamesTheManifestOnRecord() async throws {
    let scene = try await Scene.make()
    defer { try? scene.home.removeRecursively() }
    await #expect(throws: GateRefusal.self) {
      _ = try await scene.holds.write.revoke(scene.request, with: scene.ana)
    }
    #expect(!File(scene.out).exists)
    let receipt = try await scene.export()
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(receipt.documents?.unchanged == 3)
    let findings = try #require(try HoldExportCheck(folder: scene.out).findings())
    #expect(findings.problems == [])
    #expect(receipt.documents?.notes.contains("manifest SHA-256 \(findings.manifestHash)") == true)
    let verification = try await scene.holds.write.verification()
    #expect(verification.faults.isEmpty && verification.dangling.isEmpty)
    let outcomes = try await scene.holds.write.documents(
      "audit_bodies",
      of: scene.holds.write.consoleDatabase,
      where: [
        "disclosed": [
          "$elemMatch": ["path": "package.manifest", "value": .string(findings.manifestHash)]
        ]
      ]
    )
    #expect(outcomes.count == 1)
  }

  @Test func everythingHeldIsInItAndCredentialsAreNot() async throws {
    let scene = try await Scene.make()
    defer { try? scene.home.removeRecursively() }
    _ = try await scene.export()
    let user = try #require(try scene.lines("documents-users.ndjson").first)
    #expect(user.contains(HoldFixture.userID) && user.contains(#""firstName" : "Ana""#))
    #expect(user.contains("ana@example.com"))
    #expect(!user.contains("argon2"))
    #expect(try scene.lines("documents-contacts.ndjson").count == 1)
    #expect(try scene.lines("documents-invites.ndjson").count == 1)
    // Two of the fixture and the three that placing wrote.
    #expect(try scene.lines("events.ndjson").count == 5)
    #expect(try scene.lines("holds.ndjson").count == 1)
    let manifest = try #require(try scene.lines("manifest.json").first)
    #expect(
      manifest.contains(
        #""withheld":[{"coll":"users","path":"passwordHash","count":"1"}]"#
      )
    )
    #expect(manifest.contains(#""approvedBy":"admin.ben""#))
  }

  @Test func whatIsNotHeldYetGoesAlongAndMakesItPartial() async throws {
    let scene = try await Scene.make()
    defer { try? scene.home.removeRecursively() }
    try await scene.holds.set("contacts", ["legalHold": false])
    let receipt = try await scene.export()
    #expect(receipt.result == .partial)
    #expect(receipt.problems.first?.contains("1 document in scope not held yet") == true)
    #expect(try scene.lines("documents-contacts.ndjson").count == 1)
  }

  @Test func aFileThatWasChangedOrIsMissingIsFound() async throws {
    let scene = try await Scene.make()
    defer { try? scene.home.removeRecursively() }
    _ = try await scene.export()
    let events = File("\(scene.out)/events.ndjson")
    let bytes = try events.read(limit: 1 << 20)
    try events.remove()
    #expect(
      try HoldExportCheck(folder: scene.out).findings()?.problems == ["events.ndjson is missing"]
    )
    try events.create(with: bytes + [0x20])
    #expect(
      try HoldExportCheck(folder: scene.out).findings()?.problems == [
        "events.ndjson is not the file that the manifest names"
      ]
    )
  }

  @Test func aMatterThatHoldsNothingIsNotPlanned() async throws {
    let scene = try await Scene.make()
    defer { try? scene.home.removeRecursively() }
    await #expect(throws: GateRefusal.self) {
      _ = try await scene.ana.plan(
        .exportHold(HoldExportRequest(subject: "M-none", folder: scene.out))
      )
    }
  }

  @Test func aFolderThatIsThereIsNeverTouched() async throws {
    let scene = try await Scene.make()
    defer { try? scene.home.removeRecursively() }
    try File(scene.out).create(with: [0x61])
    let receipt = try await scene.export()
    #expect(receipt.result == .failure)
    #expect(try File(scene.out).read(limit: 16) == [0x61])
  }
}
