import ConsoleText
import Testing

@Suite("Escaping for files and pipes")
struct EscapingTests {
  @Test func jsonKeepsEverythingAndStaysHarmless() {
    #expect(JSONText.quoted("a\"b\\c\n\t") == #""a\"b\\c\n\t""#)
    #expect(JSONText.quoted("\u{1B}[2J\u{9B}\u{202E}") == #""\u001b[2J\u009b\u202e""#)
    #expect(JSONText.quoted("\u{E0041}") == #""\udb40\udc41""#)
    #expect(JSONText.quoted("日本 é") == "\"日本 é\"")
  }

  @Test(
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\t=1", "'␉=1"), ("\r=1", "'␍=1"), ("a\nb", "a␊b"), ("=a,\"b", "\"'=a,\"\"b\""),
    ])
  func csvFieldsAreNoFormulas(_ text: String, _ expected: String) {
    #expect(CSVText.field(text) == expected)
  }

  @Test func csvRecordsEndWithCRLF() {
    #expect(CSVText.record(["a", "b,c", ""]) == "a,\"b,c\",\r\n")
  }
}
