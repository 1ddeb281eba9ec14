import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Makes rows of entity documents; personal data is masked here and nowhere else.
struct EntityMapper: Sendable {
  /// Where our own holds are kept on a document.
  static let holdIDs = "legalHoldIds"

  let entity: EntityProfile
  /// The organisation in whose own database the documents lie; nil: in the backend's.
  var tenantID: String?

  /// What a row needs of a document, and nothing that is secret.
  var projection: MongoDocument {
    var names = [Self.holdIDs, "createdAt", "updatedAt"]
    names += [entity.flags.legalHold, entity.flags.stripped, entity.flags.archivedAt]
      .compactMap(\.self)
    names += entity.namePaths.compactMap(\.root)
    if let root = entity.organizationPath?.root { names.append(root) }
    var seen: Set<String> = []
    let elements = names.filter { seen.insert($0).inserted }.map { ($0, MongoValue(1)) }
    return (try? MongoDocument(elements: elements)) ?? ["createdAt": 1]
  }

  /// A row; nil for a document whose `_id` can't be written as text.
  func row(_ document: MongoDocument) -> EntityRow? {
    guard let id = DocumentID(document["_id"]) else { return nil }
    let archived = mark(date: entity.flags.archivedAt, in: document)
    return EntityRow(
      key: EntityKey(type: entity.type, id: id),
      name: name(of: document),
      organizationID: entity.organizationPath?.values(in: document).first?.idText
        .map { SafeText.of($0) } ?? tenantID,
      tenantID: tenantID,
      hold: mark(bool: entity.flags.legalHold, in: document),
      holdIDs: (document[Self.holdIDs]?.array ?? []).compactMap(\.string).map { SafeText.of($0) },
      strip: mark(bool: entity.flags.stripped, in: document),
      archive: archived.mark,
      archivedAt: archived.date,
      createdAt: document["createdAt"]?.date.map(Instant.init(milliseconds:)),
      updatedAt: document["updatedAt"]?.date.map(Instant.init(milliseconds:))
    )
  }

  /// The name in clear, for an audited reveal.
  func clearName(of document: MongoDocument) -> String? {
    entity.namePaths.lazy.compactMap { $0.texts(in: document).first }.first
      .map { SafeText.of(String($0.utf8Prefix(256))) }
  }

  private func name(of document: MongoDocument) -> String? {
    for path in entity.namePaths {
      guard let text = path.texts(in: document).first else { continue }
      let cut = String(text.utf8Prefix(256))
      if Placeholder.matches(cut) { return SafeText.of(cut) }
      let kind = entity.personal.first { $0.path == path }?.kind
      return SafeText.of(Self.masked(cut, kind))
    }
    return nil
  }

  private static func masked(_ text: String, _ kind: PersonalField.Kind?) -> String {
    switch kind {
    case .email: PersonalText.masked(email: text)
    case .phone: Masking.phone(text)
    case .name: text.split(separator: " ").map { Masking.name(String($0)) }.joined(separator: " ")
    case .date, .address, .network, .agent, .identifier, .secret: "•••"
    // A project's or a type's name is no person's; an address in it is masked all the same.
    case .text, .state, nil: PersonalText.maskingEmails(in: text) ?? text
    }
  }

  private func mark(bool name: String?, in document: MongoDocument) -> ComplianceMark {
    guard let name, let value = document[name], !value.isNull else { return .missing }
    guard let flag = value.bool else { return .unreadable }
    return flag ? .yes : .no
  }

  private func mark(
    date name: String?,
    in document: MongoDocument
  ) -> (mark: ComplianceMark, date: Instant?) {
    guard let name, let value = document[name] else { return (.missing, nil) }
    if value.isNull { return (.no, nil) }
    guard let date = value.date else { return (.unreadable, nil) }
    return (.yes, Instant(milliseconds: date))
  }
}
