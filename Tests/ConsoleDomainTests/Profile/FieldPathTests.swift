import ConsoleDomain
import Testing

struct FieldPathTests {
  @Test(arguments: [
    "email", "profile.emails[].value", "metadata.**.email", "matrix[][].cell", "**.ip",
  ])
  func aPathIsWrittenAsItWasRead(_ text: String) throws {
    #expect(try #require(FieldPath(text)).description == text)
  }

  @Test(arguments: [
    "", ".", "a..b", "a.", "[]", "a[0]", "a.$set", "$where", "a.**", "**", "a.**.**.b",
  ])
  func whatIsNoPathIsRefused(_ text: String) {
    #expect(FieldPath(text) == nil)
  }

  @Test func stepsSayWhatEachPartMeans() throws {
    let path = try #require(FieldPath("emails[].value"))
    #expect(path.steps == [.member("emails"), .everyElement, .member("value")])
    #expect(path.root == "emails")
    #expect(path.filterName == "emails.value")
  }

  @Test func whatMayBeAnywhereHasNoNameInAFilter() throws {
    let path = try #require(FieldPath("metadata.**.email"))
    #expect(path.filterName == nil)
    #expect(path.root == "metadata")
    #expect(try #require(FieldPath("**.email")).root == nil)
  }
}
