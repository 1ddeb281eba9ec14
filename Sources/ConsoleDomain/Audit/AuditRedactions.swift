/// A field that was taken out of a body on purpose.
package struct AuditRedaction: Hashable, Sendable {
  /// The event whose body lost the field.
  package var eventID: String
  /// The field's path in that body.
  package var path: String

  /// Names a field of a body.
  package init(eventID: String, path: String) {
    self.eventID = eventID
    self.path = path
  }
}

/// How the chain itself accounts for what is missing from bodies (compliance.md I-13, I-14).
///
/// A redacted field and an erased body are lawful only when a later record of the chain names them.
/// These records are of phase `outcome` or `event`; where they name more than one body holds, they
/// are cut into parts like any other.
package enum AuditRedactions {
  /// Type of the records that name redacted fields.
  package static let type = "audit.redact"
  /// Type of the records that name bodies removed before their time.
  package static let erasureType = "audit.erase"

  /// The fields to record for these redactions: `redacted.000000` is `{eventId, path}`.
  ///
  /// `first` is the number of the first; numbers only keep paths apart and in order.
  package static func fields(
    _ redactions: [AuditRedaction],
    from first: Int = 0
  ) -> [(path: String, value: AuditValue)] {
    redactions.enumerated().map { index, redaction in
      let value: AuditValue = .document([
        "eventId": .string(redaction.eventID), "path": .string(redaction.path),
      ])
      return ("redacted.\(number(first + index))", value)
    }
  }

  /// The fields to record for these erased bodies: `erased.000000` is `{eventId}`.
  package static func fields(
    erased eventIDs: [String],
    from first: Int = 0
  ) -> [(path: String, value: AuditValue)] {
    eventIDs.enumerated().map { index, eventID in
      ("erased.\(number(first + index))", .document(["eventId": .string(eventID)]))
    }
  }

  /// The redactions that a body of such a record names.
  package static func named(in body: AuditBody) -> [AuditRedaction] {
    documents(in: body, under: "redacted.").compactMap { members in
      guard case .string(let eventID)? = members["eventId"],
        case .string(let path)? = members["path"]
      else { return nil }
      return AuditRedaction(eventID: eventID, path: path)
    }
  }

  /// The events whose bodies such a record says were erased.
  package static func erased(in body: AuditBody) -> [String] {
    documents(in: body, under: "erased.").compactMap { members in
      guard case .string(let eventID)? = members["eventId"] else { return nil }
      return eventID
    }
  }

  private static func documents(
    in body: AuditBody,
    under prefix: String
  ) -> [[String: AuditValue]] {
    body.fields.compactMap { field in
      guard field.path.hasPrefix(prefix),
        case .disclosed(_, .document(let members)) = field.content
      else { return nil }
      return members
    }
  }

  private static func number(_ value: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
