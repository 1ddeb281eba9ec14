import ConsoleJSON
import Testing

/// Whole documents for the detail pane.
struct JSONDocumentTests {
  private func document(_ text: String, depth: Int = 64, nodes: Int = 1000) -> JSONDocument {
    var reader = JSONReader()
    return reader.document(Array(text.utf8), maximumDepth: depth, maximumNodes: nodes)
  }

  @Test func keepsOrderDigitsAndRepeatedNames() {
    let document = document(#"{"b":1.50e+2,"a":[true,false,null,"é\n"],"b":{}, "\ud800":"\udc00"}"#)
    #expect(document.defects == [])
    #expect(
      document.root
        == .object([
          .init(name: "b", value: .number("1.50e+2")),
          .init(name: "a", value: .array([.bool(true), .bool(false), .null, .string("é\n")])),
          .init(name: "b", value: .object([])),
          .init(name: #"\ud800"#, value: .undecodable(#"\udc00"#)),
        ])
    )
  }

  @Test func readsScalarsAndArraysAtTheTop() {
    #expect(document("null").root == .null)
    #expect(document(" 12 ").root == .number("12"))
    #expect(document(#""a\tb""#).root == .string("a\tb"))
    #expect(document("[]").root == .array([]))
    #expect(document("").root == nil)
  }

  @Test func cutsWhatIsTooDeep() {
    let document = document(#"{"a":{"b":{"c":1}},"z":2}"#, depth: 2)
    #expect(document.defects == .bounded)
    #expect(
      document.root
        == .object([
          .init(name: "a", value: .object([.init(name: "b", value: .elided)])),
          .init(name: "z", value: .number("2")),
        ])
    )
  }

  @Test func cutsWhatIsTooLong() {
    let document = document("[1,2,3,4]", nodes: 3)
    #expect(document.defects == .bounded)
    #expect(document.root == .array([.number("1"), .number("2")]))
    #expect(self.document("[1,2]", nodes: 3).defects == [])
  }

  @Test func survivesTenThousandLevels() {
    let text = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    #expect(document(text).defects == .bounded)
    #expect(document(String(repeating: "{\"a\":", count: 10_000)).root != nil)
  }

  @Test func keepsWhatStandsBeforeAFault() {
    let document = document(#"{"a":1,"b":nope,"c":3}"#)
    #expect(document.defects == .malformed)
    #expect(document.root == .object([.init(name: "a", value: .number("1"))]))
  }

  @Test func showsTheHeadOfACutDocument() {
    let document = document(#"{"a":{"b":[1,2,{"c":"x"#)
    #expect(document.defects == .incomplete)
    #expect(
      document.root
        == .object([
          .init(
            name: "a",
            value: .object([
              .init(name: "b", value: .array([.number("1"), .number("2"), .object([])]))
            ])
          )
        ])
    )
  }
}
