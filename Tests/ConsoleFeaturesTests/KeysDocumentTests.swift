import Testing

@testable import ConsoleFeatures

@Suite struct KeysDocumentTests {
  @Test func theDocumentInTheRepositoryIsThatOfTheTable() throws {
    try RecordedText("docs/keys.md").expect(KeysDocument.markdown)
  }

  @Test func everyCommandIsInTheDocument() {
    for entry in CommandTable.entries {
      #expect(KeysDocument.markdown.contains(":\(entry.id.rawValue)"))
    }
  }
}
