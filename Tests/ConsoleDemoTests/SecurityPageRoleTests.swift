import ConsoleMongo
import ConsoleSystem
import Testing

@testable import ConsoleDemo

/// docs/security.md and the demo give the same rights: what is tried with one holds for the other.
struct SecurityPageRoleTests {
  private struct Right: Hashable {
    var resource: String
    var action: String
  }

  @Test(arguments: DemoRole.allCases)
  func thePageGivesWhatTheDemoGives(_ role: DemoRole) throws {
    let page = try #require(try Self.roles()[role.rawValue], "the page has no \(role.rawValue)")
    let demo = Self.rights(role.creation(backend: "app", console: "holdfast"))
    #expect(page.subtracting(demo).isEmpty, "the page alone gives these")
    #expect(demo.subtracting(page).isEmpty, "the demo alone gives these")
  }

  @Test func nobodyMayDeleteRecordsOrChangeHeaders() throws {
    for (name, rights) in try Self.roles() {
      let headers = rights.filter { $0.resource == "holdfast.audit_headers" }.map(\.action)
      #expect(Set(headers).isSubset(of: ["find", "insert"]), "\(name)")
      let removals = rights.filter { $0.action == "remove" }.map(\.resource)
      #expect(Set(removals).isSubset(of: ["app.sessions", "holdfast.audit_bodies"]), "\(name)")
      #expect(name == "opsSweep" || !removals.contains("holdfast.audit_bodies"))
      for action in ["dropCollection", "dropIndex", "dropDatabase", "collMod", "anyAction"] {
        #expect(!rights.contains { $0.action == action }, "\(name) \(action)")
      }
    }
  }

  private static func rights(_ command: MongoDocument) -> Set<Right> {
    var rights: Set<Right> = []
    for privilege in (command["privileges"]?.array ?? []).compactMap(\.document) {
      let database = privilege["resource.db"]?.string
      let collection = privilege["resource.collection"]?.string ?? ""
      let resource = database.map { "\($0).\(collection)" } ?? "cluster"
      for action in (privilege["actions"]?.array ?? []).compactMap(\.string) {
        rights.insert(Right(resource: resource, action: action))
      }
    }
    return rights
  }

  private static func roles(source: String = #filePath) throws -> [String: Set<Right>] {
    let root = (0..<3).reduce(source) { path, _ in Path.folder(of: path) }
    let page = try File("\(root)/docs/security.md").read(limit: 1 << 20)
    var roles: [String: Set<Right>] = [:]
    for block in String(decoding: page, as: UTF8.self).split(separator: "```")
    where block.hasPrefix("json\n") {
      let command = try MongoDocument(json: String(block.dropFirst("json\n".count)))
      roles[try #require(command["createRole"]?.string)] = rights(command)
    }
    return roles
  }
}
