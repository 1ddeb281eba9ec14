import ConsoleDomain
import ConsoleMongo
import Testing

@testable import ConsoleStores

/// Figures made of what the servers say.
struct HealthFactsTests {
  private func fact(_ name: String, _ report: [String: String]) -> HealthFact? {
    RedisFacts.facts(report, keys: nil).first { $0.name == name }
  }

  @Test func warnsOfEvictionsAndOfAPolicyThatSignsPeopleOut() {
    #expect(fact("evicted keys", ["evicted_keys": "3"])?.severity == .warning)
    #expect(fact("evicted keys", ["evicted_keys": "0"])?.severity == .ok)
    #expect(fact("eviction policy", ["maxmemory_policy": "allkeys-lru"])?.severity == .warning)
    #expect(fact("eviction policy", ["maxmemory_policy": "noeviction"])?.severity == .ok)
  }

  @Test func showsMemoryAgainstItsLimit() {
    let full = fact("memory", ["used_memory": "99614720", "maxmemory": "104857600"])
    #expect(full == HealthFact(name: "memory", value: "95.0 MiB of 100.0 MiB", severity: .warning))
    #expect(fact("memory", ["used_memory": "1048576"])?.value == "1.0 MiB, no limit")
  }

  @Test func showsAReplicaAsSuch() {
    let report = [
      "role": "slave", "master_link_status": "down", "master_last_io_seconds_ago": "70",
    ]
    #expect(fact("role", report)?.severity == .warning)
    #expect(fact("replication lag", report)?.severity == .error)
  }

  @Test func neverShowsZeroForWhatIsNotKnown() {
    for fact in RedisFacts.facts([:], keys: nil) {
      #expect(fact.severity == .unknown, "\(fact.name)")
    }
  }

  @Test func measuresTheSlowestSecondary() {
    let member: (String, Int64, Double) -> MongoValue = { state, time, health in
      ["stateStr": .string(state), "optimeDate": .date(time), "health": .double(health)]
    }
    let healthy = ReplicaLag([
      "members": .array([
        member("PRIMARY", 60_000, 1), member("SECONDARY", 59_000, 1),
        member("SECONDARY", 45_000, 1),
      ])
    ])
    #expect(healthy.slowest == .seconds(15))
    #expect(healthy.fact.severity == .warning)
    let down = ReplicaLag([
      "members": .array([member("PRIMARY", 60_000, 1), member("(not reachable)", 0, 0)])
    ])
    #expect(down.fact.severity == .error)
    #expect(ReplicaLag(["members": []]).slowest == nil)
  }

  @Test func readsRightsFromPrivileges() {
    let status = MongoConnectionStatus([
      "authInfo": [
        "authenticatedUsers": [["user": "ana", "db": "admin"]],
        "authenticatedUserRoles": [],
        "authenticatedUserPrivileges": [
          ["resource": ["db": "app", "collection": "users"], "actions": ["find"]],
          ["resource": ["db": "console", "collection": ""], "actions": ["insert"]],
          ["resource": ["cluster": true], "actions": ["remove"]],
        ],
      ]
    ])
    let rights = MongoRights(status)
    #expect(rights.allows("find", MongoNamespace("app", "users")))
    #expect(!rights.allows("insert", MongoNamespace("app", "users")))
    #expect(rights.allows("insert", MongoNamespace("console", "audit_headers")))
    #expect(!rights.allows("remove", MongoNamespace("app", "users")))
  }
}
