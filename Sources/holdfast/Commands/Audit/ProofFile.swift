import ConsoleDomain
import Foundation

/// A proof as `audit prove` printed it (docs/audit-format.md); members are read strictly.
struct ProofFile {
  let proof: ChainProof
  /// The text of the signed note that came with it.
  let checkpoint: String?

  /// Reads the JSON; nil when a member is missing, of another type or contradicts another.
  init?(parsing bytes: [UInt8]) {
    guard let members = try? JSONDecoder().decode(Members.self, from: Data(bytes)),
      let root = AuditHash(members.root)
    else { return nil }
    let path = members.path.compactMap { AuditHash($0)?.bytes }
    guard path.count == members.path.count else { return nil }
    switch members.type {
    case "inclusion":
      guard let header = members.header?.header, members.index == header.sequence,
        members.leafHash == header.hash
      else { return nil }
      proof = .inclusion(header: header, size: members.size, root: root.bytes, path: path)
    case "consistency":
      guard let from = members.from, let fromRoot = members.fromRoot.flatMap(AuditHash.init) else {
        return nil
      }
      proof = .consistency(
        first: from,
        firstRoot: fromRoot.bytes,
        size: members.size,
        root: root.bytes,
        path: path
      )
    default: return nil
    }
    checkpoint = members.checkpoint
  }

  private struct Members: Decodable {
    var type: String
    var header: Header?
    var leafHash: String?
    var index: Int64?
    var from: Int?
    var fromRoot: String?
    var size: Int
    var root: String
    var path: [String]
    var checkpoint: String?
  }

  private struct Header: Decodable {
    var v: String
    var seq: String
    var eventId: String
    var ts: String
    var type: String
    var phase: String
    var bodyRoot: String
    var prev: String
    var hash: String

    var header: AuditHeader? {
      guard let sequence = Int64(seq), String(sequence) == seq,
        let phase = AuditPhase(rawValue: phase)
      else { return nil }
      return AuditHeader(
        version: v,
        sequence: sequence,
        eventID: eventId,
        timestamp: ts,
        type: type,
        phase: phase,
        bodyRoot: bodyRoot,
        previous: prev,
        hash: hash
      )
    }
  }
}
