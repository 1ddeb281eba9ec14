import ConsoleMongo
import ConsoleSystem
import Glibc
import Testing

@Suite
struct MongoLibraryTests {
  @Test func theDriversWarningsReachTheLogWithoutTheirText() throws {
    DriverLog.listen()
    _ = try MongoAddress("mongodb://127.0.0.1/?plantedOption3c1a=planted-3c1a")
    #expect(DriverLog.text.contains("driver: unspecified"))
    #expect(!DriverLog.text.lowercased().contains("3c1a"))
  }

  @Test func leavesNoCountersInSharedMemory() throws {
    _ = try MongoAddress("mongodb://127.0.0.1/")
    #expect(!File("/dev/shm/mongoc-\(getpid())").exists)
  }
}
