import ConsoleSystem
import Testing

/// A text kept in the repository that a test compares with; `HOLDFAST_RECORD=1` writes it again.
struct RecordedText {
  let file: File

  /// A text below the root of the repository.
  init(_ path: String, source: String = #filePath) {
    let root = Path.folder(of: Path.folder(of: Path.folder(of: source)))
    file = File("\(root)/\(path)")
  }

  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if ProcessEnvironment.value("HOLDFAST_RECORD") == "1" {
      try file.replace(with: Array(text.utf8))
      return
    }
    let recorded = String(decoding: try file.read(limit: 1 << 20), as: UTF8.self)
    #expect(text == recorded, "\(file.path)", sourceLocation: sourceLocation)
  }
}
