import ConsoleMongo
import Testing

@testable import ConsoleDemo

@Suite(.timeLimit(.minutes(5)))
struct MongoContentsTests {
  private let patience = DemoFixture.patience

  @Test func everyCollectionHasTheCountThatWasMade() async throws {
    let mongo = try await DemoFixture.mongo()
    let expected = [
      "organizations": DemoCast.organizationCount, "users": 120,
      "contacts": DemoCast.contactCount, "people": DemoCast.personCount,
      "invites": DemoCast.inviteCount, "waitlists": WaitlistShape.count,
      "eventlogs": DemoCast.eventCount, "legaldocs": 4, "tenantmigrations": 6,
    ]
    for (collection, count) in expected {
      let found = try await mongo.estimatedCount(of: namespace(collection), deadline: patience)
      #expect(found == count, "\(collection)")
    }
  }

  @Test func usersHaveTheFieldsAndTypesOfTheBackend() async throws {
    let users = try await documents("users", limit: 200)
    for user in users {
      #expect(user["_id"]?.objectID != nil)
      #expect(user["passwordHash"]?.string?.hasPrefix("$argon2id$") == true)
      #expect(user["roles"]?.array?.count == 1)
      #expect(user["piiStripped"]?.bool != nil)
      #expect(user["legalHold"]?.bool != nil)
      #expect(user["createdAt"]?.date != nil)
      #expect(user["updatedAt"]?.date != nil)
      #expect(user["__v"] == .int32(0))
      if let organization = user["orgId"] {
        #expect(organization.string?.wholeMatch(of: /[0-9a-f]{24}/) != nil)
      }
    }
    #expect(users.contains { $0["legalHold"]?.bool == true })
    #expect(users.contains { $0["archivedAt"]?.date != nil })
    let stripped = users.filter { $0["piiStripped"]?.bool == true }
    #expect(!stripped.isEmpty)
    for user in stripped {
      let id = try #require(user["_id"]?.idText)
      #expect(user["email"]?.string == "redacted+\(id)@example.com")
      #expect(user["username"]?.string == "redacted-user-\(id)")
      #expect(user["lastLogin"]?.isNull == true)
      #expect(user["firstName"]?.string != nil)
    }
  }

  @Test func eventsHaveTheShapeOfTheBackendAndEveryTypeOccurs() async throws {
    let events = try await documents("eventlogs", limit: DemoCast.eventCount)
    #expect(events.count == DemoCast.eventCount)
    var types: Set<String> = []
    for event in events {
      let type = try #require(event["eventType"]?.string)
      types.insert(type)
      #expect(event["action"]?.string == type.split(separator: ".").last.map(String.init))
      #expect(event["updatedAt"] == nil)
      #expect(event["__v"] == nil)
      #expect(event["entity"] == event["entityType"])
      #expect(event["legalHold"]?.bool != nil)
      if type.hasPrefix("session.") { #expect(event["orgId"] == nil) }
      if event["piiStripped"]?.bool == true {
        #expect(event["payload"] == nil)
        #expect(event["metadata"] == nil)
      }
    }
    #expect(types == Set(EventKind.all.map(\.type)))
    #expect(events.contains { $0["legalHold"]?.bool == true })
    #expect(events.contains { $0["piiStripped"]?.bool == true })
  }

  @Test func theRetentionIndexIsAbsentAndThePlainOnesAreThere() async throws {
    let mongo = try await DemoFixture.mongo()
    for collection in Set(BackendIndexes.all.map(\.collection)) {
      let found = try await mongo.indexes(of: namespace(collection), deadline: patience)
      let names = Set(found.compactMap { $0["name"]?.string })
      let declared = BackendIndexes.all.filter { $0.collection == collection }.map(\.name)
      #expect(names == Set(declared + ["_id_"]), "\(collection)")
      if collection == "eventlogs" {
        #expect(found.allSatisfy { $0["expireAfterSeconds"] == nil })
      }
    }
  }

  private func namespace(_ collection: String) -> MongoNamespace {
    MongoNamespace(Demo.database, collection)
  }

  private func documents(_ collection: String, limit: Int) async throws -> [MongoDocument] {
    let mongo = try await DemoFixture.mongo()
    return try await mongo.find(
      FindRequest(namespace(collection), limit: limit),
      deadline: patience
    )
  }
}
