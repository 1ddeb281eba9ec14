import ConsoleDomain
import ConsoleMongo
import Testing

@testable import ConsoleStores

/// What stands in the place of one personal value.
struct PersonalReplacementTests {
  private func generalised(_ value: MongoValue) throws -> MongoValue? {
    let path = try #require(FieldPath("value"))
    let field = PersonalField(path: path, kind: .network, replacement: .generalised)
    return try PersonalReplacement(field: field, id: "1").value(for: value)
  }

  @Test(arguments: [
    ("192.0.2.77", "192.0.2.0/24"),
    ("::ffff:192.0.2.77", "192.0.2.0/24"),
    ("::FFFF:192.0.2.77", "192.0.2.0/24"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
    ("2001:db8::1", "2001:db8::/48"),
    ("2001:DB8:A::1", "2001:db8:a::/48"),
    ("::1", "::/48"),
    ("::", "::/48"),
    ("1::", "1::/48"),
    ("0001:0:0::9", "1::/48"),
    ("1:0:2::9", "1:0:2::/48"),
    ("fe80::1%eth0", "fe80::/48"),
  ])
  func anAddressBecomesItsNetwork(_ address: String, _ network: String) throws {
    #expect(try generalised(.string(address)) == .string(network))
    #expect(try generalised(.string(network)) == .string(network))
  }

  @Test func aDateBecomesTheFirstMomentOfItsYear() throws {
    let born = try #require(Instant(iso8601: "1980-02-03T04:05:06.007Z"))
    let year = try #require(Instant(iso8601: "1980-01-01T00:00:00.000Z"))
    #expect(try generalised(.date(born.milliseconds)) == .date(year.milliseconds))
    #expect(try generalised(.date(year.milliseconds)) == .date(year.milliseconds))
  }

  @Test(arguments: [
    "a name", "", "192.0.2", "192.0.2.300", "192.0.2.1/8", "1:2:3", "1::2::3", "12345::",
    "1:2:3:4:5:6:7:8:9",
  ])
  func whatIsNoAddressIsAFault(_ text: String) {
    #expect(throws: StripFault.self) { try generalised(.string(text)) }
  }

  @Test func aFaultNamesThePathAndNotTheValue() {
    let fault = #expect(throws: StripFault.self) { try generalised("Ana Nora") }
    #expect(fault?.path == "value")
    #expect(fault?.reason.contains("Ana") == false)
  }
}
