import ConsoleCrypto
import ConsoleDomain

/// What a plan is bound to: action, parameters, ids, profile, servers and databases, not values or counts.
enum PlanHash {
  /// SHA-256 in hex; the order of `targets` does not matter, that of `parameters` does.
  static func hash(
    of auditType: String,
    parameters: [String],
    targets: [String],
    on servers: ServerIdentity,
    in places: PlaceSurvey = PlaceSurvey()
  ) -> String {
    var parts = ["holdfast plan 1", auditType] + parameters
    parts += [
      servers.redis?.runID ?? "", servers.redis?.address ?? "",
      servers.redis.map { String($0.database) } ?? "", servers.mongo?.setName ?? "",
      servers.mongo?.host ?? "", servers.mongo?.database ?? "",
    ]
    for tenant in places.tenants { parts += ["tenant", tenant.organizationID, tenant.fingerprint] }
    for tenant in places.unreached { parts += ["unreached", tenant.organizationID ?? ""] }
    // Sorted, so that the order in which records were marked does not matter.
    parts += targets.sorted()
    return SHA256.hexDigest(of: parts.flatMap(framed))
  }

  /// The hash of an action's own plan, bound to what the profile says as well.
  static func hash(_ hash: String, under profile: String) -> String {
    SHA256.hexDigest(of: ["holdfast profile", profile, hash].flatMap(framed))
  }

  /// Length before content, so that no two lists of parts have the same bytes.
  private static func framed(_ part: String) -> [UInt8] {
    let bytes = Array(part.utf8)
    let length = UInt32(truncatingIfNeeded: bytes.count)
    let prefix = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) }
    return prefix + bytes
  }
}
