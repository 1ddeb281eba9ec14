import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Makes summaries of user and organisation documents; personal data is masked here and nowhere else.
enum DirectoryMapper {
  /// What is read of a user: nothing that is secret.
  static let userProjection: MongoDocument = [
    "email": 1, "firstName": 1, "lastName": 1, "name": 1, "orgId": 1, "role": 1,
    "archivedAt": 1, "piiStripped": 1, "legalHold": 1,
  ]
  static let organizationProjection: MongoDocument = ["name": 1, "archivedAt": 1, "legalHold": 1]

  /// A user; nil for a document whose `_id` is no id we can write as text.
  static func user(_ document: MongoDocument) -> UserSummary? {
    guard let id = document["_id"]?.idText else { return nil }
    let email = text(document["email"])
    let names = names(document).map { Masking.name($0) }
    return UserSummary(
      id: SafeText.of(id),
      email: email.map { SafeText.of(PersonalText.masked(email: $0)) },
      name: names.isEmpty ? nil : SafeText.of(names.joined(separator: " ")),
      emailHash: email.flatMap(hash),
      organizationID: document["orgId"]?.idText.map { SafeText.of($0) },
      role: text(document["role"]).map { SafeText.of($0) },
      isHeld: document["legalHold"]?.bool == true,
      isArchived: document["archivedAt"]?.date != nil,
      isStripped: document["piiStripped"]?.bool == true
    )
  }

  /// An organisation; its name is no personal data.
  static func organization(_ document: MongoDocument) -> OrganizationSummary? {
    guard let id = document["_id"]?.idText else { return nil }
    return OrganizationSummary(
      id: SafeText.of(id),
      name: SafeText.of(text(document["name"]) ?? ""),
      isHeld: document["legalHold"]?.bool == true,
      isArchived: document["archivedAt"]?.date != nil
    )
  }

  /// E-mail and name in clear, for an audited reveal.
  static func revealed(_ document: MongoDocument) -> (email: String?, name: String?) {
    let names = names(document)
    return (
      text(document["email"]).map { SafeText.of($0) },
      names.isEmpty ? nil : SafeText.of(names.joined(separator: " "))
    )
  }

  /// nil for what a view has masked already: its hash would match nothing.
  private static func hash(_ email: String) -> UInt64? {
    email.contains("*") || email.contains("•") ? nil : EmailHash.of(email)
  }

  private static func names(_ document: MongoDocument) -> [String] {
    let parts = [document["firstName"], document["lastName"]].compactMap(text)
    return parts.isEmpty ? [document["name"]].compactMap(text) : parts
  }

  private static func text(_ value: MongoValue?) -> String? {
    guard let text = value?.string, !text.isEmpty else { return nil }
    return String(text.utf8Prefix(256))
  }
}
