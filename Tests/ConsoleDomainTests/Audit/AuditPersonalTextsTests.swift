import Testing

@testable import ConsoleDomain

/// Where in a body a person's name or number is looked for.
struct AuditPersonalTextsTests {
  private func paths(_ fields: [(String, AuditValue)]) -> [String] {
    let body = AuditBody(
      eventID: "e",
      fields: fields.map { path, value in
        AuditField(path: path, content: .disclosed(salt: [], value: value))
      }
    )
    return AuditPersonalTexts.all(in: body).map { "\($0.path)=\($0.texts.joined(separator: "|"))" }
  }

  @Test func whatPeopleWroteAndAddressesOfMachinesAreTaken() {
    #expect(
      paths([
        ("reason", .string("a")), ("hold.title", .string("b")), ("warnings.000000", .string("c")),
        ("sessions.000000", .document(["ip": .string("d"), "agent": .string("x")])),
        ("left.000000", .document(["reason": .string("e")])),
      ]) == ["reason=a", "hold.title=b", "warnings.000000=c", "sessions.000000=d", "left.000000=e"]
    )
  }

  @Test func whoActedAndWhatNamesRecordsIsNot() {
    #expect(
      paths([
        ("actor.osUser", .string("a")), ("actor.ip", .string("a")), ("opId", .string("b")),
        ("target.mongoHost", .string("c")), ("counts.changed", .int(1)), ("reason", .null),
      ]).isEmpty
    )
  }
}
