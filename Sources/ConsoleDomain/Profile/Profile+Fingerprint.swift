import ConsoleCrypto

extension Profile {
  /// SHA-256 in hex over what the profile says of documents and sessions: a plan that was agreed to
  /// under one profile is another plan under another.
  package var fingerprint: String {
    var parts = ["holdfast profile 1", name]
    parts += sessions.prefixes + [sessions.userIndexPrefix ?? "-"] + sessions.userPaths
    parts += [collections.users, collections.organizations, collections.events]
    if let tenants {
      parts += ["tenants", "\(tenants.dedicated)", "\(tenants.uri)"]
      parts.append(tenants.database?.description ?? "-")
    }
    for entity in entities { parts += entity.fingerprinted }
    return SHA256.hexDigest(of: parts.flatMap { part in Array("\(part.utf8.count):\(part)".utf8) })
  }
}

extension EntityProfile {
  /// What of a type decides which documents an action changes, and how.
  fileprivate var fingerprinted: [String] {
    var parts = ["type", type, collection, "\(isTenant)", "\(isArchivedByStrip)"]
    parts += ["labels"] + labels
    parts += ["flags", flags.legalHold ?? "-", flags.stripped ?? "-", flags.archivedAt ?? "-"]
    parts += ["organization", organizationPath?.description ?? "-"]
    for way in reach { parts += ["reach", way.key.rawValue, way.path.description] }
    for field in personal {
      parts += ["personal", field.kind.rawValue, field.path.description, field.replacement.written]
    }
    return parts
  }
}

extension PersonalField.Replacement {
  /// As a profile writes it, one text for one meaning.
  fileprivate var written: String {
    switch self {
    case .null: "null"
    case .unset: "unset"
    case .text(let text): "text \(text)"
    case .date(let date): "date \(date.iso8601)"
    case .emptyList: "[]"
    case .emptyDocument: "{}"
    case .generalised: "generalised"
    case .pseudonym: "pseudonym"
    }
  }
}
