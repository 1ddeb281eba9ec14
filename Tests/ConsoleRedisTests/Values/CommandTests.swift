import ConsoleRedis
import Testing

struct CommandTests {
  @Test func encodesNamesSubcommandsAndBinaryArguments() {
    var output: [UInt8] = []
    RedisCommand("client setname", "holdfast").encode(onto: &output)
    RedisCommand("SET", [0, 255, 13, 10], 7).encode(onto: &output)
    RedisCommand("GET", "").encode(onto: &output)
    let expected =
      Array(
        "*3\r\n$6\r\nCLIENT\r\n$7\r\nSETNAME\r\n$8\r\nholdfast\r\n*3\r\n$3\r\nSET\r\n$4\r\n".utf8
      )
      + [0, 255, 13, 10] + Array("\r\n$1\r\n7\r\n*2\r\n$3\r\nGET\r\n$0\r\n\r\n".utf8)
    #expect(output == expected)
  }

  @Test(arguments: [
    (RedisCommand("HELLO", 3), RedisCommand.Refusal.breaksProtocol),
    (RedisCommand("monitor"), .breaksProtocol),
    (RedisCommand("SUBSCRIBE", "c"), .breaksProtocol),
    (RedisCommand("PSUBSCRIBE", "c"), .breaksProtocol),
    (RedisCommand("SYNC"), .breaksProtocol),
    (RedisCommand("CLIENT REPLY", "OFF"), .breaksProtocol),
    (RedisCommand("CLIENT", "reply", "OFF"), .breaksProtocol),
    (RedisCommand("CLIENT  REPLY", "OFF"), .breaksProtocol),
    (RedisCommand(" KEYS", "*"), .blocksServer),
    (RedisCommand("COMMAND", "DOCS"), .breaksProtocol),
    (RedisCommand("AUTH", "p"), .changesConnection),
    (RedisCommand("SELECT", 1), .changesConnection),
    (RedisCommand("KEYS", "*"), .blocksServer),
    (RedisCommand("WATCH", "k"), .needsConversation),
    (RedisCommand("MULTI"), .needsConversation),
  ])
  func refusesWhatWouldHarmAConnectionOrTheServer(
    command: RedisCommand,
    refusal: RedisCommand.Refusal
  ) {
    #expect(command.refusal == refusal)
  }

  @Test(arguments: [
    RedisCommand("GET", "KEYS"), RedisCommand("CLIENT", "LIST"), RedisCommand("COMMAND", "INFO"),
    RedisCommand("SCAN", 0), RedisCommand("DEL", "sess:1"),
  ])
  func allowsOrdinaryCommands(command: RedisCommand) {
    #expect(command.refusal == nil)
  }

  @Test func allowsTransactionsInsideAConversation() {
    #expect(RedisCommand("WATCH", "k").refusalInConversation == nil)
    #expect(RedisCommand("KEYS", "*").refusalInConversation == .blocksServer)
  }

  @Test func showsItsNameOnly() {
    let command = RedisCommand("SET", "marker-key", Array("marker-value".utf8))
    var dumped = ""
    dump(command, to: &dumped)
    for text in ["\(command)", String(reflecting: command), dumped] {
      #expect(!text.contains("marker"))
      #expect(text.contains("SET"))
    }
  }

  @Test func escapesEverySpecialByteOfAPattern() {
    let escaped = escapeGlob("sess:*?[a-b]\\^".utf8)
    #expect(String(decoding: escaped, as: UTF8.self) == "sess:\\*\\?\\[a\\-b\\]\\\\\\^")
  }

  @Test func readsTheFieldsOfAServerReport() {
    let fields = parseServerReport(
      "# Server\r\nredis_version:7.0.15\r\nrun_id:abc\r\n\r\n# Memory\r\nmaxmemory:a:b\r\nx\r\n"
    )
    #expect(fields == ["redis_version": "7.0.15", "run_id": "abc", "maxmemory": "a:b"])
  }
}
