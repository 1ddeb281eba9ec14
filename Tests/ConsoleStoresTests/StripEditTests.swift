import ConsoleDomain
import ConsoleMongo
import Testing

@testable import ConsoleStores

/// What a strip makes of one document, path by path.
struct StripEditTests {
  private func entity(_ fields: [(String, PersonalField.Replacement)]) throws -> EntityProfile {
    EntityProfile(
      type: "person",
      collection: "people",
      personal: try fields.map { path, replacement in
        PersonalField(path: try #require(FieldPath(path)), kind: .text, replacement: replacement)
      }
    )
  }

  /// The document after the edit's own sets and unsets.
  private func stripped(
    _ document: MongoDocument,
    _ fields: (String, PersonalField.Replacement)...
  ) throws -> MongoDocument {
    let edit = try StripEdit(of: document, entity(fields))
    var elements = document.elements.filter { !edit.unsets.contains($0.key) }
    for (name, value) in edit.sets {
      let index = try #require(elements.firstIndex { $0.key == name })
      elements[index].value = value
    }
    return try MongoDocument(elements: elements.map { ($0.key, $0.value) })
  }

  private let document: MongoDocument = [
    "_id": "p1",
    "profile": [
      "emails": [["value": "a@example.com", "kind": "home"], ["value": "b@example.com"]]
    ],
    "grid": [["x", "y"], ["z"]],
    "kept": 1,
  ]

  @Test func valuesInsideArraysAreReplacedAndTheirSiblingsStay() throws {
    #expect(
      try stripped(document, ("profile.emails[].value", .null))["profile"]
        == ["emails": [["value": .null, "kind": "home"], ["value": .null]]]
    )
  }

  @Test func unsetInsideAnArrayTakesTheMemberAndKeepsTheElements() throws {
    #expect(
      try stripped(document, ("profile.emails[].value", .unset))["profile"]
        == ["emails": [["kind": "home"], [:]]]
    )
  }

  @Test func unsetOfElementsEmptiesTheList() throws {
    #expect(try stripped(document, ("grid[]", .unset))["grid"] == [])
  }

  @Test func arraysOfArraysAreWalkedLevelByLevel() throws {
    #expect(
      try stripped(document, ("grid[][]", .text("-")))["grid"] == [["-", "-"], ["-"]]
    )
    #expect(try stripped(document, ("grid[]", .emptyList))["grid"] == [[], []])
  }

  @Test func aStepWithoutBracketsWalksArraysAsAFilterDoes() throws {
    #expect(
      try stripped(document, ("profile.emails.value", .null))["profile"]
        == ["emails": [["value": .null, "kind": "home"], ["value": .null]]]
    )
  }

  @Test func anyDepthReachesEveryLevelAndItself() throws {
    let deep: MongoDocument = [
      "_id": "p1", "email": "a", "meta": ["email": "b", "list": [["inner": ["email": "c"]]]],
    ]
    let after = try stripped(deep, ("**.email", .null))
    #expect(after["email"] == .null)
    #expect(after["meta"] == ["email": .null, "list": [["inner": ["email": .null]]]])
  }

  @Test func anyDepthGoesOnBelowANameThatFitsWithoutLeadingThere() throws {
    let nested: MongoDocument = ["_id": "p1", "card": ["card": ["email": "a"], "email": "b"]]
    #expect(
      try stripped(nested, ("**.card.email", .null))["card"]
        == ["card": ["email": .null], "email": .null]
    )
    let inside: MongoDocument = ["_id": "p1", "a": ["card": ["card": ["email": "a"]]]]
    #expect(
      try stripped(inside, ("a.**.card.email", .null))["a"] == ["card": ["card": ["email": .null]]]
    )
  }

  @Test func everyPathReachesWhatAReaderOfItReaches() throws {
    let documents: [MongoDocument] = [
      document, ["_id": "p1", "card": ["card": ["value": "a"], "value": ["value": "b"]]],
    ]
    for path in ["profile.emails[].value", "**.value", "profile.**.value", "**.card.value"] {
      for document in documents {
        let after = try stripped(document, (path, .null))
        let reached = try #require(FieldPath(path)).values(in: after)
        #expect(reached.allSatisfy { $0.isNull }, "\(path)")
      }
    }
  }

  @Test func aStripOfWhatWasStrippedFindsNothing() throws {
    let fields: [(String, PersonalField.Replacement)] = [
      ("profile.emails[].value", .text("redacted+{id}@example.com")), ("grid", .emptyList),
      ("ip", .generalised), ("ip6", .generalised), ("born", .generalised), ("gone", .unset),
    ]
    let before = try document.appending([
      ("ip", "192.0.2.77"), ("ip6", "2001:db8::1"), ("born", .date(400_000_000_000)),
      ("gone", "a"),
    ])
    let entity = try entity(fields)
    let edit = try StripEdit(of: before, entity)
    #expect(edit.changes.count == 7)
    var elements = before.elements.filter { !edit.unsets.contains($0.key) }
    for (name, value) in edit.sets {
      elements[try #require(elements.firstIndex { $0.key == name })].value = value
    }
    let after = try MongoDocument(elements: elements.map { ($0.key, $0.value) })
    #expect(try StripEdit(of: after, entity).isEmpty)
  }

  @Test func onlyMembersThatChangeAreWrittenAndTheirOldValuesDemanded() throws {
    let edit = try StripEdit(of: document, entity([("profile.emails[].value", .null)]))
    #expect(edit.sets.map(\.name) == ["profile"])
    #expect(edit.originals.map(\.name) == ["profile"])
    #expect(edit.originals.first?.value == document["profile"])
    #expect(edit.changes.map(\.path) == Array(repeating: "profile.emails[].value", count: 2))
  }

  @Test func nothingIsDoneAboutWhatIsMissingOrNull() throws {
    let edit = try StripEdit(
      of: ["_id": "p1", "name": .null],
      entity([("name", .text("x")), ("emails[].value", .null), ("a.b.c", .unset)])
    )
    #expect(edit.isEmpty)
  }

  @Test func placeholdersAreUniqueByTheDocumentsID() throws {
    let text = PersonalField.Replacement.text("redacted+{id}@example.com")
    let emails = try ["u1", "u2"].map { id in
      try stripped(["_id": .string(id), "email": "a@example.com"], ("email", text))["email"]
    }
    #expect(emails == ["redacted+u1@example.com", "redacted+u2@example.com"])
  }

  @Test func twoRulesForOneMemberLeaveWhatTheFirstRemoved() throws {
    let after = try stripped(["_id": "p1", "email": "a"], ("email", .unset), ("**.email", .null))
    #expect(after == ["_id": "p1"])
  }

  @Test(
    arguments: [
      ("emails[].value", ["emails": ["value": "a"]]),
      ("emails[].value", ["emails": ["a@example.com"]]),
      ("profile.email", ["profile": "a@example.com"]),
      ("name", ["name": ["x"]]),
      ("name", ["name": true]),
      ("secret", ["secret": "x"]),
    ] as [(String, MongoDocument)]
  )
  func whatDoesNotFitIsAFaultAndNeverSkipped(_ path: String, _ members: MongoDocument) throws {
    let replacement: PersonalField.Replacement =
      switch path {
      case "name": .generalised
      case "secret": .pseudonym
      default: .null
      }
    let entity = try entity([("kept", .null), (path, replacement)])
    let document = try members.appending([("_id", "p1"), ("kept", "x")])
    #expect(throws: StripFault.self) { try StripEdit(of: document, entity) }
  }

  @Test func aNameThatNoUpdateCanAddressIsAFault() throws {
    let entity = try entity([("**.email", .null)])
    let document: MongoDocument = ["_id": "p1", "a.b": ["email": "x"]]
    #expect(throws: StripFault.self) { try StripEdit(of: document, entity) }
  }
}
