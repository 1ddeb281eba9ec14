import ConsoleRedis
import Testing

struct AddressTests {
  @Test(arguments: [
    ("redis://localhost", "localhost:6379", 0),
    ("redis://10.0.0.7:7000/3", "10.0.0.7:7000", 3),
    ("REDIS://cache.internal/", "cache.internal:6379", 0),
    ("redis://[::1]:6380/15", "[::1]:6380", 15),
    ("redis://[fe80::1]", "[fe80::1]:6379", 0),
    ("redis://localhost?db=4", "localhost:6379", 4),
    ("unix:///run/redis.sock?db=2", "/run/redis.sock", 2),
    ("unix:///tmp/a%20b/r.sock", "/tmp/a b/r.sock", 0),
    ("unix://:pw@/run/redis.sock?timeout=3", "/run/redis.sock", 0),
  ])
  func readsWhereAndWhich(text: String, shown: String, database: Int) throws {
    let address = try RedisAddress(parsing: text)
    #expect(address.withoutCredentials == shown)
    #expect(address.database == database)
  }

  @Test(arguments: [
    ("redis://ana:s3cret@h", "ana", "s3cret"),
    ("redis://:s3cret@h", nil, "s3cret"),
    ("redis://ana:p%40ss%3A%2F%3F@h", "ana", "p@ss:/?"),
    ("redis://ana:p@ss@h", "ana", "p@ss"),
    ("unix://ana:s3cret@/run/redis.sock", "ana", "s3cret"),
  ])
  func readsCredentials(text: String, user: String?, password: String) throws {
    let address = try RedisAddress(parsing: text)
    #expect(address.credentials?.user == user)
    #expect(address.credentials?.password == Array(password.utf8))
  }

  @Test(arguments: [
    ("rediss://h:6380", RedisAddressFailure.tlsUnsupported),
    ("http://h", .unknownScheme),
    ("localhost:6379", .unknownScheme),
    ("redis://", .missingHost),
    ("redis://:6379", .missingHost),
    ("redis://[::1", .missingHost),
    ("redis://h:", .badPort),
    ("redis://h:0", .badPort),
    ("redis://h:65536", .badPort),
    ("redis://[::1]6379", .badPort),
    ("redis://h/x", .badDatabase),
    ("redis://h/-1", .badDatabase),
    ("redis://h/1/2", .badDatabase),
    ("unix:///s?db=", .badDatabase),
    ("unix://run/redis.sock", .badPath),
    ("unix://", .badPath),
    ("unix:///a%00b", .badPath),
    ("redis://:%zz@h", .badEscape),
    ("redis://:%4@h", .badEscape),
    ("redis://ana@h", .userWithoutPassword),
  ])
  func refusesWhatItCannotRead(text: String, failure: RedisAddressFailure) {
    #expect(throws: failure) { try RedisAddress(parsing: text) }
  }

  @Test func refusesAPathThatNoSocketCanHave() {
    let path = "/" + String(repeating: "a", count: 107)
    #expect(throws: RedisAddressFailure.badPath) { try RedisAddress(parsing: "unix://\(path)") }
  }

  @Test func saysThatTLSIsNotSupportedYet() {
    #expect(RedisAddressFailure.tlsUnsupported.description.contains("not supported yet"))
  }

  @Test func showsNoCredentialsAnywhere() throws {
    let address = try RedisAddress(parsing: "redis://marker-user:marker-password@h:1/2")
    var dumped = ""
    dump(address, to: &dumped)
    for text in [String(describing: address), String(reflecting: address), dumped] {
      #expect(!text.contains("marker"))
    }
    #expect(address.description == "h:1 database 2")
  }
}
