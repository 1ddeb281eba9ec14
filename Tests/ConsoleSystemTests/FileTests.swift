import ConsoleSystem
import Glibc
import Testing

struct FileTests {
  @Test func replacingLeavesOnePrivateFileWithTheNewBytes() throws {
    try inScratch { folder in
      let file = File("\(folder.path)/settings")
      try file.replace(with: "first".utf8)
      try file.replace(with: "second".utf8)
      #expect(try file.read(limit: 100) == Array("second".utf8))
      #expect(try file.attributes().mode == 0o600)
      #expect(try folder.names() == ["settings"])
    }
  }

  @Test func readingBeyondTheLimitIsRefusedNotCut() throws {
    try inScratch { folder in
      let file = File("\(folder.path)/large")
      try file.replace(with: [UInt8](repeating: 7, count: 100_001))
      #expect(try file.read(limit: 100_001).count == 100_001)
      #expect(throws: SystemFailure("read", path: file.path, code: EFBIG)) {
        try file.read(limit: 100_000)
      }
    }
  }

  @Test func aMissingFileSaysWhatWasTriedAndWhy() throws {
    let file = File("/nonexistent/file")
    let failure = #expect(throws: SystemFailure.self) { try file.read(limit: 1) }
    #expect(failure?.description == "open /nonexistent/file: No such file or directory")
    #expect(!file.exists)
  }

  @Test func removingAFolderLeavesWhatItsLinksPointAt() throws {
    try inScratch { folder in
      let outside = Folder("\(folder.path)/outside")
      try outside.create()
      try File("\(outside.path)/precious").replace(with: "x".utf8)
      let inside = Folder("\(folder.path)/inside")
      try Folder("\(inside.path)/deep/deeper").create()
      try File("\(inside.path)/deep/deeper/file").replace(with: "y".utf8)
      #expect(link(from: "\(inside.path)/deep/link", to: outside.path))
      #expect(link(from: "\(inside.path)/dangling", to: "/nonexistent"))

      try inside.removeRecursively()

      #expect(!File(inside.path).exists)
      #expect(try File("\(outside.path)/precious").read(limit: 9) == Array("x".utf8))
    }
  }

  @Test func removingALinkToAFolderIsRefused() throws {
    try inScratch { folder in
      try Folder("\(folder.path)/real").create()
      #expect(link(from: "\(folder.path)/link", to: "\(folder.path)/real"))
      #expect(throws: SystemFailure.self) {
        try Folder("\(folder.path)/link").removeRecursively()
      }
      #expect(File("\(folder.path)/real").exists)
    }
  }

  @Test func aJournalGrowsByWholeLinesAndRefusesLinks() throws {
    try inScratch { folder in
      let path = "\(folder.path)/journal"
      do {
        let journal = try AppendJournal(path: path)
        try journal.append(line: "one")
      }
      let journal = try AppendJournal(path: path)
      try journal.append(line: "two")
      #expect(try File(path).read(limit: 100) == Array("one\ntwo\n".utf8))
      #expect(try File(path).attributes().mode == 0o600)
      #expect(link(from: "\(folder.path)/link", to: path))
      let isRefused = (try? AppendJournal(path: "\(folder.path)/link").append(line: "x")) == nil
      #expect(isRefused)
    }
  }

  @Test func pathsHaveFoldersAndAncestors() {
    #expect(Path.folder(of: "/a/b/c") == "/a/b")
    #expect(Path.folder(of: "/a") == "/")
    #expect(Path.folder(of: "a") == ".")
    #expect(Path.ancestors(of: "/a/b") == ["/a/b", "/a", "/"])
  }

  private func link(from path: String, to target: String) -> Bool {
    unsafe symlink(target, path) == 0
  }
}

/// Runs the body in a folder of its own and removes it afterwards.
func inScratch(_ body: (Folder) throws -> Void) throws {
  let folder = try Folder.temporary(prefix: "holdfast-test")
  defer { try? folder.removeRecursively() }
  try body(folder)
}
