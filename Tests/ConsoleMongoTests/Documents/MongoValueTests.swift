import Testing

@testable import ConsoleMongo

@Suite
struct MongoValueTests {
  @Test func wholeNumbersOfEveryTypeReadAsInt() {
    #expect(MongoValue.int32(3).int == 3)
    #expect(MongoValue.int64(5_000_000_000).int == 5_000_000_000)
    #expect(MongoValue.double(4).int == 4)
    #expect(MongoValue.double(4.5).int == nil)
    #expect(MongoValue.double(.nan).int == nil)
    #expect(MongoValue.double(1e300).int == nil)
    #expect(MongoValue.string("3").int == nil)
  }

  @Test func idsReadAsTextInBothForms() {
    #expect(MongoValue.string("u1").idText == "u1")
    let id = MongoObjectID("64F0C0FFEE0123456789ABCD")
    #expect(id.map(MongoValue.objectID)?.idText == "64f0c0ffee0123456789abcd")
  }

  @Test(arguments: [
    "", "64f0c0ffee0123456789abc", "64f0c0ffee0123456789abcg", "64f0c0ffee0123456789abcd0",
  ])
  func anObjectIDNeedsTwentyFourHexDigits(_ text: String) {
    #expect(MongoObjectID(text) == nil)
  }

  @Test func anObjectIDTellsWhenItWasMade() {
    #expect(MongoObjectID("5f5e1000aaaaaaaaaaaaaaaa")?.seconds == 0x5F5E_1000)
  }

  @Test func generatedIDsDiffer() {
    let ids = (0..<1_000).map { _ in MongoObjectID.generate() }
    #expect(Set(ids).count == 1_000)
  }
}
