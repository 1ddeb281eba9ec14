import ConsoleCrypto
import ConsoleDomain
import ConsoleJSON
import ConsoleMongo
import ConsoleText

/// Makes a row of one document of the backend's `eventlogs`, redacted by the rule of its own API.
struct BackendEventMapper: ~Copyable {
  /// What is read of an event.
  static let projection: MongoDocument = [
    "eventType": 1, "action": 1, "entity": 1, "entityType": 1, "entityId": 1, "userId": 1,
    "actor": 1, "orgId": 1, "payload": 1, "metadata": 1, "piiStripped": 1, "legalHold": 1,
    "legalHoldIds": 1, "createdAt": 1,
  ]
  private static let textLimit = 256
  private static let holdLimit = 20

  private var reader = JSONReader()

  /// The event; payload and metadata are left out when it is held or stripped.
  mutating func event(_ document: MongoDocument) -> BackendEvent {
    let isHeld = document["legalHold"]?.bool == true
    let isStripped = document["piiStripped"]?.bool == true
    let isRedacted = isHeld || isStripped
    let type = Self.text(document["eventType"]) ?? ""
    return BackendEvent(
      id: document["_id"]?.idText.map { SafeText.of($0) } ?? "",
      eventType: type,
      action: Self.text(document["action"])
        ?? type.split(separator: ".").last.map(String.init) ?? "",
      entity: Self.text(document["entity"]) ?? Self.text(document["entityType"]),
      entityID: Self.identifier(document["entityId"]),
      actor: Self.identifier(document["actor"]) ?? Self.identifier(document["userId"]),
      actorHash: Self.addressHash(document["actor"]),
      sessionHash: isRedacted ? nil : Self.sessionHash(document["metadata"]?.document),
      organizationID: Self.identifier(document["orgId"]),
      createdAt: document["createdAt"]?.date.map(Instant.init(milliseconds:)),
      isHeld: isHeld,
      holdIDs: (document["legalHoldIds"]?.array ?? []).prefix(Self.holdLimit).compactMap {
        Self.text($0)
      },
      isStripped: isStripped,
      payload: isRedacted ? nil : tree(document["payload"]),
      metadata: isRedacted ? nil : tree(document["metadata"])
    )
  }

  /// Payload and metadata with personal data in clear; nil for a stripped event, which never opens.
  mutating func revealed(_ document: MongoDocument) -> RevealedEvent? {
    guard document["piiStripped"]?.bool != true else { return nil }
    return RevealedEvent(
      payload: value(document["payload"]).map(MaskedTree.revealed),
      metadata: value(document["metadata"]).map(MaskedTree.revealed)
    )
  }

  private mutating func tree(_ value: MongoValue?) -> JSONTree? {
    self.value(value).map(MaskedTree.masked)
  }

  /// By way of relaxed Extended JSON, so that one masker serves both stores.
  private mutating func value(_ value: MongoValue?) -> JSONValue? {
    guard let value, !value.isNull else { return nil }
    guard let whole = try? MongoDocument(elements: [("value", value)]),
      let json = try? whole.json(.relaxed)
    else { return nil }
    guard case .object(let members)? = reader.document(Array(json.utf8)).root,
      let member = members.first
    else { return nil }
    return member.value
  }

  /// Of the address that `marketing.*` events carry as their actor.
  private static func addressHash(_ value: MongoValue?) -> UInt64? {
    guard let text = value?.string, text.contains("@") else { return nil }
    return EmailHash.of(text)
  }

  /// The hash that this console writes, else of the whole session id that the backend writes.
  private static func sessionHash(_ metadata: MongoDocument?) -> String? {
    if let hash = metadata?["idHash"]?.string, hash.utf8.count == 64,
      hash.utf8.allSatisfy(\.isHexDigit)
    {
      return hash
    }
    guard let sid = metadata?["sessionId"]?.string, sid.utf8.count >= 16, !sid.contains("…") else {
      return nil
    }
    return SHA256.hexDigest(of: Array(sid.utf8))
  }

  /// An id, or the address that `marketing.*` events carry as their actor, masked.
  private static func identifier(_ value: MongoValue?) -> String? {
    guard let text = value?.idText, !text.isEmpty else { return nil }
    let cut = String(text.utf8Prefix(textLimit))
    return SafeText.of(PersonalText.maskingEmails(in: cut) ?? cut)
  }

  private static func text(_ value: MongoValue?) -> String? {
    guard let text = value?.string, !text.isEmpty else { return nil }
    return SafeText.of(text.utf8Prefix(textLimit))
  }
}
