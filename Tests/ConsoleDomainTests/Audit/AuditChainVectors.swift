import Foundation

/// The published test vectors of the audit chain: docs/audit-chain-vectors.json.
enum AuditChainVectors {
  static func json() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    return try String(
      contentsOf: root.appending(path: "docs/audit-chain-vectors.json"),
      encoding: .utf8
    )
  }
}
