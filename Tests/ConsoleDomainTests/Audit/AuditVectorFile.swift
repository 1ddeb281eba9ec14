import ConsoleCrypto
import ConsoleDomain
import Foundation
import Testing

/// The vectors as values of the domain.
struct AuditVectorFile {
  let headers: [AuditHeader]
  let bodies: [AuditBody]
  let redactedBody: AuditBody
  let bodyRoot0: String
  let merkleRoot3: String

  init() throws {
    let data = Data(try AuditChainVectors.json().utf8)
    let file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    headers = try #require(file["headers"] as? [[String: String]]).map(Self.header)
    bodies = try #require(file["bodies"] as? [[String: Any]]).map(Self.body)
    let redacted = try #require(file["body0RedactedSubjectEmail"] as? [String: Any])
    redactedBody = try Self.body(redacted)
    bodyRoot0 = try #require(file["bodyRoot0"] as? String)
    merkleRoot3 = try #require(file["merkleRoot3"] as? String)
  }

  private static func header(_ members: [String: String]) throws -> AuditHeader {
    func member(_ name: String) throws -> String { try #require(members[name]) }
    return AuditHeader(
      version: try member("v"),
      sequence: try #require(Int64(try member("seq"))),
      eventID: try member("eventId"),
      timestamp: try member("ts"),
      type: try member("type"),
      phase: try #require(AuditPhase(rawValue: try member("phase"))),
      bodyRoot: try member("bodyRoot"),
      previous: try member("prev"),
      hash: try member("hash")
    )
  }

  private static func body(_ members: [String: Any]) throws -> AuditBody {
    let disclosed = try #require(members["disclosed"] as? [String: [String: Any]])
    let redacted = try #require(members["redacted"] as? [String: String])
    var fields: [AuditField] = []
    for (path, member) in disclosed {
      let hex = try #require(member["salt"] as? String)
      let salt = try #require(Hex.decode(hex))
      fields.append(
        AuditField(
          path: path,
          content: .disclosed(salt: salt, value: try value(member["value"] as Any))
        )
      )
    }
    for (path, digest) in redacted {
      fields.append(
        AuditField(path: path, content: .redacted(digest: try #require(Hex.decode(digest))))
      )
    }
    return AuditBody(eventID: try #require(members["eventId"] as? String), fields: fields)
  }

  private static func value(_ value: Any) throws -> AuditValue {
    if let text = value as? String { return .string(text) }
    let number = try #require(value as? [String: String])["$numberLong"] ?? ""
    return .int(try #require(Int64(number)))
  }
}
