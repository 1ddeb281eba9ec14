import Testing

@testable import ConsoleMongo

@Suite
struct MongoAddressTests {
  @Test func namesHostsAndDatabaseWithoutCredentials() throws {
    let address = try MongoAddress(
      "mongodb://ana:planted-5d2e@db1.example:27017,db2.example:27018/backend?replicaSet=rs0"
    )
    #expect(address.hosts == "db1.example:27017,db2.example:27018")
    #expect(address.database == "backend")
    #expect(address.user == "ana")
    var dumped = ""
    dump(address, to: &dumped)
    for text in ["\(address)", String(reflecting: address), dumped] {
      #expect(!text.contains("planted-5d2e"))
      #expect(!text.contains("ana"))
    }
    #expect("\(address)" == "db1.example:27017,db2.example:27018/backend")
  }

  @Test func namesASocketByItsPath() throws {
    let address = try MongoAddress("mongodb://%2Ftmp%2Fmongodb-27017.sock/backend")
    #expect(address.hosts == "/tmp/mongodb-27017.sock")
  }

  @Test func namesAnSRVRecordWithoutResolvingIt() throws {
    let address = try MongoAddress("mongodb+srv://ana:x@cluster.example.com/backend")
    #expect("\(address)" == "cluster.example.com/backend")
  }

  @Test(arguments: [
    "", "redis://127.0.0.1", "mongodb://", "mongodb://planted-5d2e:x@y:z@host/", "127.0.0.1:27017",
    "mongodb://h:99999", "mongodb://h\u{0}ost",
  ])
  func refusesWhatTheDriverCanNotParseWithoutQuotingIt(_ text: String) {
    let failure = #expect(throws: MongoFailure.self) { try MongoAddress(text) }
    #expect(failure == MongoFailure(.invalidArgument, in: "address"))
  }

  @Test func thePurposeDecidesTheTimeLimitsWhateverTheURISays() throws {
    let address = try MongoAddress("mongodb://h/?socketTimeoutMS=999999&maxPoolSize=500")
    let interactive = try address.handle(for: .interactive, poolSize: 8)
    #expect(interactive.number("sockettimeoutms") == 4_000)
    #expect(interactive.number("serverselectiontimeoutms") == 2_000)
    #expect(interactive.number("connecttimeoutms") == 2_000)
    #expect(interactive.number("maxpoolsize") == 8)
    #expect(interactive.number("waitqueuetimeoutms") == 1_000)
    let background = try address.handle(for: .background, poolSize: 8)
    #expect(background.number("sockettimeoutms") == 60_000)
    #expect(background.number("serverselectiontimeoutms") == 60_000)
  }
}
