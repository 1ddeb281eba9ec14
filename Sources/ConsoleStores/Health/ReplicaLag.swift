import ConsoleDomain
import ConsoleMongo

/// How far the slowest secondary is behind the primary, from a reply to `replSetGetStatus`.
struct ReplicaLag: Hashable, Sendable {
  /// nil: no secondary, or no primary to compare with.
  let slowest: Duration?
  /// Members that do not answer.
  let down: Int

  init(_ status: MongoDocument) {
    let members = (status["members"]?.array ?? []).compactMap(\.document)
    func times(_ state: String) -> [Int64] {
      members.filter { $0["stateStr"]?.string == state }.compactMap { $0["optimeDate"]?.date }
    }
    if let primary = times("PRIMARY").first, let last = times("SECONDARY").min() {
      slowest = .milliseconds(max(0, primary - last))
    } else {
      slowest = nil
    }
    down = members.count { $0["health"]?.double == 0 }
  }

  /// As the Health screen shows it.
  var fact: HealthFact {
    if down > 0 {
      return HealthFact(
        name: "replication lag",
        value: "\(down) members do not answer",
        severity: .error
      )
    }
    guard let slowest else {
      return HealthFact(name: "replication lag", value: "no other member")
    }
    return HealthFact(
      name: "replication lag",
      value: "\(slowest.components.seconds) s",
      severity: slowest > .seconds(10) ? .warning : .ok
    )
  }
}
