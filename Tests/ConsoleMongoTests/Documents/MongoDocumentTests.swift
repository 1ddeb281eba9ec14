import Testing

@testable import ConsoleMongo

@Suite
struct MongoDocumentTests {
  static let everyType: [(String, MongoValue)] = [
    ("double", .double(1.5)),
    ("string", "text with é and \u{0}"),
    ("document", ["inner": ["deep": 1]]),
    ("array", [1, "two", [3, ["four": 4]]]),
    ("binary", .binary(subtype: 4, bytes: [0, 1, 255])),
    ("emptyBinary", .binary(subtype: 0, bytes: [])),
    ("objectID", MongoObjectID("64f0c0ffee0123456789abcd").map(MongoValue.objectID) ?? .null),
    ("true", true),
    ("false", false),
    ("date", .date(-1)),
    ("null", .null),
    ("regex", .regex(pattern: "^a.*", options: "i")),
    ("int32", .int32(.min)),
    ("timestamp", .timestamp(seconds: 7, increment: .max)),
    ("int64", .int64(.max)),
    ("decimal", .decimal("1234.5")),
    ("minKey", .minKey),
    ("maxKey", .maxKey),
    ("", "empty key"),
  ]

  @Test func everyTypeSurvivesTheRoundTrip() throws {
    let document = try MongoDocument(elements: Self.everyType)
    #expect(document.keys == Self.everyType.map(\.0))
    #expect(document.elements.map(\.value) == Self.everyType.map(\.1))
    let read = try MongoDocument(bytes: document.bytes)
    #expect(read == document)
  }

  @Test func everyTypeSurvivesCanonicalJSON() throws {
    let document = try MongoDocument(elements: Self.everyType)
    let again = try MongoDocument(json: document.json(.canonical))
    #expect(again == document)
  }

  @Test func relaxedJSONReadsLikePlainJSON() throws {
    let document: MongoDocument = ["n": 1, "at": .date(0), "s": "x"]
    #expect(
      try document.json(.relaxed)
        == #"{ "n" : 1, "at" : { "$date" : "1970-01-01T00:00:00Z" }, "s" : "x" }"#
    )
  }

  @Test func literalsKeepTheirOrder() {
    let document: MongoDocument = ["z": 1, "a": 2, "m": 3]
    #expect(document.keys == ["z", "a", "m"])
    #expect(document.map(\.key) == ["z", "a", "m"])
  }

  @Test func integerLiteralsTakeTheSmallestType() {
    #expect(MongoValue(5) == .int32(5))
    #expect(MongoValue(5_000_000_000) == .int64(5_000_000_000))
  }

  @Test func dottedPathsReachIntoDocumentsAndArrays() {
    let document: MongoDocument = [
      "meta": ["ip": "192.0.2.1", "hops": [["name": "edge"]]], "a.b": "literal dot",
    ]
    #expect(document["meta.ip"]?.string == "192.0.2.1")
    #expect(document["meta.hops.0.name"] == "edge")
    #expect(document["meta.missing"] == nil)
    #expect(document["meta.ip.deeper"] == nil)
    #expect(document["meta\u{0}.ip"] == nil)
  }

  /// libbson's iterator uses aligned moves here and crashes on misplaced memory; odd sizes of the
  /// surrounding allocations shift where it would land.
  @Test func iteratesAtAnyPlaceInMemory() {
    let document: MongoDocument = ["a": ["b": ["c": ["d": 42]]]]
    var ballast: [[UInt8]] = []
    for size in 1...200 {
      ballast.append([UInt8](repeating: 0, count: size))
      #expect(document["a.b.c.d"] == 42)
    }
    #expect(ballast.count == 200)
  }

  @Test func appendingLeavesTheOriginalAlone() throws {
    let base: MongoDocument = ["a": 1]
    let longer = try base.appending([("b", 2)])
    #expect(base.keys == ["a"])
    #expect(longer == ["a": 1, "b": 2])
  }

  @Test func aNulInAKeyOrPatternIsRefused() {
    #expect(throws: MongoFailure(.invalidArgument, in: "document")) {
      try MongoDocument(elements: [("a\u{0}b", 1)])
    }
    #expect(throws: MongoFailure(.invalidArgument, in: "document")) {
      try MongoDocument(elements: [("a", .regex(pattern: "x\u{0}", options: ""))])
    }
    let literal: MongoDocument = ["outer": ["a\u{0}b": 1]]
    #expect(!literal.isValid)
    #expect(literal.elements.isEmpty)
    #expect(literal["outer"] == nil)
  }

  @Test func valuesOfOldTypesAreNotWritten() {
    #expect(throws: MongoFailure(.invalidArgument, in: "document")) {
      try MongoDocument(elements: [("a", .other(type: 6))])
    }
  }

  @Test func moreThanSixteenMebibytesIsTooLarge() {
    let half = MongoValue.binary(
      subtype: 0,
      bytes: [UInt8](repeating: 7, count: MongoDocument.maximumSize / 2)
    )
    #expect(throws: MongoFailure(.tooLarge, in: "document")) {
      try MongoDocument(elements: [("a", half), ("b", half)])
    }
  }

  @Test func descriptionsShowNoContent() throws {
    let marker = "planted-7f3a"
    let document: MongoDocument = ["k-\(marker)": .string(marker)]
    var dumped = ""
    dump(document, to: &dumped)
    dump(document.elements[0].value, to: &dumped)
    for text in [
      "\(document)", String(reflecting: document), "\(document.elements[0].value)",
      String(reflecting: [MongoValue.string(marker)]), dumped,
    ] {
      #expect(!text.contains(marker))
    }
  }

  @Test func joiningSplicesElementsAsTheyAreEncoded() throws {
    let joined = MongoDocument(joining: ["_id": "a"], [:], ["n": 1, "tags": ["x", ["y": .null]]])
    #expect(joined == ["_id": "a", "n": 1, "tags": ["x", ["y": .null]]])
    #expect(MongoDocument(joining: [:], [:]) == [:])
    #expect(!MongoDocument(joining: ["a\0b": 1], ["c": 2]).isValid)
  }
}
