import Testing

@testable import ConsoleDomain

/// Addresses of refused clients for a firewall.
struct AddressListTests {
  private static let now = Instant(milliseconds: 1_800_000_000_000)
  private static let limiter = Profile.Limiter(
    name: "login",
    prefix: "rl:",
    limit: 3,
    window: .seconds(900)
  )

  private func row(_ client: String, _ hits: Int64, isProxy: Bool = false) throws -> CounterRow {
    let counter = Counter(
      id: CounterID(limiter: 0, rest: Array(client.utf8)),
      limiter: Self.limiter,
      key: try #require(LimiterKey(client, format: .counter)),
      reading: CounterReading(
        value: .count(hits),
        left: .ends(Self.now.advanced(by: .seconds(60)))
      )
    )
    var row = CounterRow(counter, at: Self.now)
    if isProxy { row.standing.flags.insert(.proxy) }
    return row
  }

  private func list() throws -> AddressList {
    AddressList(
      refusedIn: try [
        row("2001:db8:1:1200::/56", 9), row("203.0.113.10", 9), row("203.0.113.9", 4),
        row("::ffff:203.0.113.9", 8), row("198.51.100.1", 3), row("10.0.0.1", 99),
        row("192.0.2.1", 99, isProxy: true), row("ana@example.com", 9), row("2001:db8::1", 5),
      ]
    )
  }

  @Test func refusedAddressesStandOnceInTheOrderOfTheirNumbers() throws {
    #expect(
      try list().plain == [
        "203.0.113.9", "203.0.113.10", "2001:db8::1", "2001:db8:1:1200::/56",
      ]
    )
  }

  @Test func proxiesAndPrivateAddressesAreLeftOutAndNamed() throws {
    let list = try list()
    #expect(list.leftOut.map(\.network.text) == ["10.0.0.1/32", "192.0.2.1/32"])
    #expect(list.leftOut.map(\.reason).first == "private: a proxy's or a load balancer's")
    #expect(list.withoutAddress == 1)
  }

  @Test func nginxDeniesEachByADirective() throws {
    #expect(try list().nginx.first == "deny 203.0.113.9;")
    #expect(try list().nginx.last == "deny 2001:db8:1:1200::/56;")
  }

  @Test func aSetOfAWSHoldsOneFamilyInCIDRNotation() throws {
    let list = try list()
    #expect(
      list.ipSet(of: .ipv4, name: "refused", scope: "REGIONAL")
        == #"{"Name":"refused","Scope":"REGIONAL","IPAddressVersion":"IPV4","#
        + #""Addresses":["203.0.113.9/32","203.0.113.10/32"]}"#
    )
    #expect(
      list.ipSet(of: .ipv6, name: "refused", scope: "CLOUDFRONT").hasSuffix(
        #""IPAddressVersion":"IPV6","Addresses":["2001:db8::1/128","2001:db8:1:1200::/56"]}"#
      )
    )
  }

  @Test func aLimitOfNoneRefusesEveryTryUnlessTheLimiterIsSaidToBeOff() throws {
    var limiter = Self.limiter
    limiter.limit = 0
    let reading = CounterReading(value: .count(0), left: .ends(Self.now.advanced(by: .seconds(9))))
    let key = try #require(LimiterKey("203.0.113.9", format: .counter))
    #expect(CounterRules(limiter).standing(of: reading, key: key, now: Self.now).isBlocked == true)
    limiter.refusal = .never
    #expect(CounterRules(limiter).standing(of: reading, key: key, now: Self.now).isBlocked == false)
  }

  @Test func aClientIsMeantByEveryPartOfAKeyThatNamesIt() {
    let counted = LimiterClient("Ana@example.com:203.0.113.9")
    #expect(LimiterClient("ana@example.com").isMeant(by: counted))
    #expect(LimiterClient("203.0.113.9").isMeant(by: counted))
    #expect(LimiterClient("2001:db8:1:12ff::1").isMeant(by: LimiterClient("2001:db8:1:1200::/56")))
    #expect(!LimiterClient("203.0.113.90").isMeant(by: counted))
    #expect(!"\(counted)".contains("example"))
  }
}
