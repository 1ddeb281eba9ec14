import ConsoleCrypto
import ConsoleDomain

/// The chain's arithmetic as the log needs it.
enum ChainSeam {
  static func eventID(at instant: Instant, random: RandomSource) -> String {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    var text = random.bytes(26).map { alphabet[Int($0 % 32)] }
    text[0] = alphabet[Int(instant.milliseconds >> 45 & 7)]
    return String(decoding: text, as: UTF8.self)
  }

  static func bodyRoot(_ body: AuditBody) -> String {
    SHA256.hexDigest(of: "\(body.fields)".utf8)
  }

  static func seal(_ entry: AuditEntry, after tail: AuditHeader?) -> AuditHeader {
    let sequence = (tail?.sequence ?? -1) + 1
    let previous = tail?.hash ?? String(repeating: "0", count: 64)
    let root = bodyRoot(entry.body)
    let hash = SHA256.hexDigest(
      of: "\(sequence)\(entry.body.eventID)\(entry.type)\(entry.phase)\(root)\(previous)".utf8
    )
    return AuditHeader(
      version: "1",
      sequence: sequence,
      eventID: entry.body.eventID,
      timestamp: entry.createdAt.iso8601,
      type: entry.type,
      phase: entry.phase,
      bodyRoot: root,
      previous: previous,
      hash: hash
    )
  }
}
