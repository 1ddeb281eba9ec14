import ConsoleDomain
import ConsoleMongo

/// What would become of an event that a subject merely caused: its own values replaced, and whatever
/// else the event says kept (compliance.md, corrections).
struct EventRedaction: Sendable {
  /// As the backend itself writes it.
  static let replacement = "<redacted>"
  /// Members that hold what an event says; `actor` may be an e-mail address.
  static let members = ["payload", "metadata", "actor", "userId"]

  let needles: NeedleSet

  /// Members that change: as they are, and as they would be; empty where the event holds nothing.
  func changes(
    of event: MongoDocument
  ) throws(MongoFailure) -> [(name: String, old: MongoValue, new: MongoValue)] {
    var changes: [(name: String, old: MongoValue, new: MongoValue)] = []
    for name in Self.members {
      guard let old = event[name], let new = try redacted(old) else { continue }
      changes.append((name, old, new))
    }
    return changes
  }

  /// The value without the subject's, however deep; nil where it stays as it is.
  private func redacted(_ value: MongoValue) throws(MongoFailure) -> MongoValue? {
    switch value {
    case .string(let text):
      return needles.redacted(text, with: Self.replacement).map(MongoValue.string)
    case .array(let items):
      var isChanged = false
      var edited: [MongoValue] = []
      for item in items {
        let new = try redacted(item)
        isChanged = isChanged || new != nil
        edited.append(new ?? item)
      }
      return isChanged ? .array(edited) : nil
    case .document(let document):
      var isChanged = false
      var edited: [(String, MongoValue)] = []
      for (name, item) in document.elements {
        let new = try redacted(item)
        let newName = needles.redacted(name, with: Self.replacement)
        isChanged = isChanged || new != nil || newName != nil
        edited.append((newName ?? name, new ?? item))
      }
      return isChanged ? .document(try MongoDocument(elements: edited)) : nil
    default: return nil
    }
  }
}
