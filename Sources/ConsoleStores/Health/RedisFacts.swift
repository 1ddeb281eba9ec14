import ConsoleDomain
import ConsoleText

/// Reads the figures that matter to sessions from an `INFO` report; a pure function of it.
enum RedisFacts {
  /// One fact for each figure, unknown where the report does not have it.
  static func facts(_ report: [String: String], keys: Int64?) -> [HealthFact] {
    [
      plain("version", report["redis_version"]),
      role(report),
      replication(report),
      plain("keys", keys.map(String.init)),
      memory(report),
      policy(report),
      evictions(report),
      clients(report),
      plain("up for", report["uptime_in_seconds"].flatMap(Int64.init).map(duration)),
    ].compactMap { $0 }
  }

  private static func plain(_ name: String, _ value: String?) -> HealthFact {
    guard let value else {
      return HealthFact(name: name, value: "unknown: INFO may not be read", severity: .unknown)
    }
    return HealthFact(name: name, value: SafeText.of(value))
  }

  private static func role(_ report: [String: String]) -> HealthFact {
    switch report["role"] {
    case "master": HealthFact(name: "role", value: "primary", severity: .ok)
    case "slave": HealthFact(name: "role", value: "replica: takes no writes", severity: .warning)
    case let other: plain("role", other)
    }
  }

  /// How far a replica is behind, or how many replicas a primary has.
  private static func replication(_ report: [String: String]) -> HealthFact? {
    if report["role"] == "slave" {
      let isUp = report["master_link_status"] == "up"
      let seconds = report["master_last_io_seconds_ago"] ?? "?"
      return HealthFact(
        name: "replication lag",
        value: isUp
          ? "last heard of the primary \(SafeText.of(seconds)) s ago" : "link to the primary down",
        severity: isUp ? .ok : .error
      )
    }
    return report["connected_slaves"].map {
      HealthFact(name: "replicas", value: SafeText.of($0))
    }
  }

  private static func memory(_ report: [String: String]) -> HealthFact {
    guard let used = report["used_memory"].flatMap(Int64.init) else {
      return plain("memory", report["used_memory_human"])
    }
    guard let limit = report["maxmemory"].flatMap(Int64.init), limit > 0 else {
      return HealthFact(name: "memory", value: "\(mebibytes(used)), no limit")
    }
    return HealthFact(
      name: "memory",
      value: "\(mebibytes(used)) of \(mebibytes(limit))",
      severity: used * 10 >= limit * 9 ? .warning : .ok
    )
  }

  /// A policy that evicts keys signs people out when memory runs short.
  private static func policy(_ report: [String: String]) -> HealthFact {
    guard let policy = report["maxmemory_policy"] else { return plain("eviction policy", nil) }
    return HealthFact(
      name: "eviction policy",
      value: SafeText.of(policy),
      severity: policy == "noeviction" ? .ok : .warning
    )
  }

  private static func evictions(_ report: [String: String]) -> HealthFact {
    guard let count = report["evicted_keys"].flatMap(Int64.init) else {
      return plain("evicted keys", nil)
    }
    return HealthFact(
      name: "evicted keys",
      value: String(count),
      severity: count > 0 ? .warning : .ok
    )
  }

  private static func clients(_ report: [String: String]) -> HealthFact {
    guard let clients = report["connected_clients"] else { return plain("clients", nil) }
    let limit = report["maxclients"].map { " of \(SafeText.of($0))" } ?? ""
    return HealthFact(name: "clients", value: SafeText.of(clients) + limit)
  }

  private static func mebibytes(_ bytes: Int64) -> String {
    let tenths = bytes * 10 / (1 << 20)
    return "\(tenths / 10).\(tenths % 10) MiB"
  }

  private static func duration(_ seconds: Int64) -> String {
    seconds >= 86_400
      ? "\(seconds / 86_400) d \(seconds % 86_400 / 3600) h"
      : "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}
