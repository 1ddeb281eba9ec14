import ConsoleRedis
import Testing

struct ReplyTests {
  private static let wire =
    "+OK\r\n-WRONGTYPE Operation against marker\r\n:-42\r\n$5\r\na\0b\r\n\r\n$-1\r\n$0\r\n\r\n"
    + "*-1\r\n*3\r\n:1\r\n*1\r\n$1\r\nx\r\n$-1\r\n*0\r\n"

  private static let replies: [RedisReply] = [
    .status("OK"), .error(RedisErrorReply(message: Array("WRONGTYPE x".utf8))), .integer(-42),
    .bulk(Array("a\0b\r\n".utf8)), .null, .bulk([]), .null,
    .array([.integer(1), .array([.bulk([0x78])]), .null]), .array([]),
  ]

  @Test(arguments: [1, 2, 3, 7, 16, 1000])
  func readsRepliesHoweverTheBytesAreSplit(size: Int) throws {
    var reader = ReplyReaderHandle()
    var found: [RedisReply] = []
    let bytes = Array(Self.wire.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      try reader.feed(bytes[start..<min(start + size, bytes.count)])
      while let reply = try reader.next() { found.append(reply) }
    }
    let same = found == Self.replies
    #expect(same)
  }

  @Test(arguments: ["%1\r\n", "hello\r\n", "$-2\r\n", "\0"])
  func refusesWhatIsNoRESP2(text: String) throws {
    var reader = ReplyReaderHandle()
    try reader.feed(Array(text.utf8)[...])
    var isMalformed = false
    do { _ = try reader.next() } catch { isMalformed = true }
    #expect(isMalformed)
  }

  @Test func readsARepliesOfManyMegabytes() throws {
    var reader = ReplyReaderHandle()
    let value = [UInt8](repeating: 0xFE, count: 5_000_000)
    try reader.feed(Array("$5000000\r\n".utf8)[...])
    try reader.feed(value[...])
    let early = try reader.next()
    try reader.feed([13, 10])
    let reply = try reader.next()
    #expect(early == nil)
    #expect(reply?.bytes == value)
  }

  @Test(arguments: [
    ("WRONGTYPE Operation against a key", "WRONGTYPE", "the key holds another kind of value"),
    (
      "ERR unknown command 'marker', with args beginning with: 'marker'", "ERR",
      "the server does not know the command"
    ),
    ("ERR marker", "ERR", "the server refused the command"),
    ("marker is no code word", "ERR", "the server refused the command"),
    ("NOPERM User marker has no permissions", "NOPERM", "this user lacks the right to do this"),
    ("", "ERR", "the server refused the command"),
  ])
  func keepsTheCodeOfAnErrorAndNoneOfItsWords(
    message: String,
    code: String,
    explanation: String
  ) {
    let error = RedisErrorReply(message: Array(message.utf8))
    #expect(error.code == code)
    #expect(error.explanation == explanation)
    #expect(!"\(error)".contains("marker"))
  }

  @Test(arguments: [
    ("NOAUTH Authentication required.", "GET", RedisFailure.Code.unauthenticated),
    ("WRONGPASS invalid", "AUTH", .unauthenticated),
    ("ERR AUTH <password> called without any password", "AUTH", .unauthenticated),
    ("NOPERM this user", "DEL", .noPermission),
    ("LOADING Redis is loading", "GET", .loading),
    ("READONLY You can't write", "DEL", .readOnly),
    ("WRONGTYPE Operation", "GET", .server("WRONGTYPE")),
  ])
  func turnsErrorsIntoFailures(message: String, operation: String, code: RedisFailure.Code) {
    let error = RedisErrorReply(message: Array(message.utf8))
    let failure = RedisFailure(error, operation: operation)
    #expect(failure.code == code)
    #expect(failure.description == "\(operation): \(error.explanation)")
  }

  @Test func showsKindsAndSizesOnly() {
    let reply = RedisReply.array([.bulk(Array("marker".utf8)), .status("marker"), .integer(5)])
    var dumped = ""
    dump(reply, to: &dumped)
    #expect(!dumped.contains("marker"))
    #expect("\(reply)" == "array of 3")
    #expect(reply.elements?.map { "\($0)" } == ["bulk of 6 bytes", "status", "integer"])
  }

  @Test func readsNumbersThatTheServerWroteAsText() {
    #expect(RedisReply.bulk(Array("17592186044416".utf8)).integer == 17_592_186_044_416)
    #expect(RedisReply.integer(3).integer == 3)
    #expect(RedisReply.bulk([0xFF]).integer == nil)
    #expect(RedisReply.null.integer == nil)
  }
}
