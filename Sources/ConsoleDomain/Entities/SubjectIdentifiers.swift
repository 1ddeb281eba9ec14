/// What a person's documents are found by, in clear: never shown, logged or put into a header.
///
/// Its description says how many there are and nothing else, so that no interpolation gives one away.
package struct SubjectIdentifiers: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  /// Hex ids of the person's users.
  package var userIDs: Set<String>
  /// Ids of documents that are the subject itself and no user: a contact, a person, an organisation.
  package var entities: Set<EntityKey>
  /// Lower case.
  package var emails: Set<String>
  /// As stored, E.164 where the backend keeps that.
  package var phones: Set<String>

  /// Makes a set of identifiers.
  package init(
    userIDs: Set<String> = [],
    entities: Set<EntityKey> = [],
    emails: Set<String> = [],
    phones: Set<String> = []
  ) {
    self.userIDs = userIDs
    self.entities = entities
    self.emails = emails
    self.phones = phones
  }

  /// Whether nothing at all is known to look for.
  package var isEmpty: Bool {
    userIDs.isEmpty && entities.isEmpty && emails.isEmpty && phones.isEmpty
  }

  package var description: String {
    "\(userIDs.count) users, \(entities.count) documents, \(emails.count) addresses, "
      + "\(phones.count) numbers"
  }

  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// How a person names a subject.
package enum SubjectSelector: Hashable, Sendable {
  /// A user by id or e-mail address.
  case user(SubjectKey)
  /// Any document of a mapped type.
  case entity(EntityKey)
  case phone(String)
  /// A name or part of one; searched within a budget, since no index serves it.
  case name(String)

  /// Reads `type:id`, an address, a number with `+`, a user id, or a name.
  package init?(text: String, types: [String]) {
    let text = String(text.trimmedBlanks)
    guard !text.isEmpty else { return nil }
    if let colon = text.firstIndex(of: ":"), types.contains(String(text[..<colon])) {
      let id = String(text[text.index(after: colon)...])
      guard let first = DocumentID.candidates(id).first, !id.isEmpty else { return nil }
      self = .entity(EntityKey(type: String(text[..<colon]), id: first))
    } else if text.first == "+",
      text.dropFirst().allSatisfy({ $0.isNumber || " -().".contains($0) })
    {
      self = .phone("+" + text.filter(\.isNumber))
    } else if text.contains("@") || text.utf8.count == 24 || Int(text) != nil,
      let key = SubjectKey(text: text)
    {
      self = .user(key)
    } else {
      self = .name(text)
    }
  }
}

extension String {
  fileprivate var trimmedBlanks: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
