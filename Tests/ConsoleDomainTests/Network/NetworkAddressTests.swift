import ConsoleDomain
import Testing

struct NetworkAddressTests {
  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1"), ("::ffff:172.31.4.9", "172.31.4.9"),
    ("::FFFF:ac1f:0409", "172.31.4.9"),
    ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:db8::1%eth0", "2001:db8::1"),
    ("::", "::"), ("1::", "1::"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
  ])
  func writingsOfOneAddressAreEqual(_ written: String, _ canonical: String) throws {
    let address = try #require(NetworkAddress(written))
    #expect(address.text == canonical)
    #expect(NetworkAddress(canonical) == address)
  }

  @Test(arguments: [
    "", "10.0.0", "10.0.0.256", "10.0.0.1.2", "1:2:3", ":::", "1::2::3", "12345::", "g::1", "%eth0",
    "10.0.0.+1", "::1.2.3", "1.2.3.4::", "ana@example.com",
  ])
  func everythingElseIsNone(_ text: String) {
    #expect(NetworkAddress(text) == nil)
  }

  @Test(arguments: [
    "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "127.0.0.1", "169.254.0.9", "::1",
    "fd00::7", "fe80::1", "100.64.0.1", "::ffff:172.31.4.9",
  ])
  func privateAddressesAreNoSingleClient(_ text: String) throws {
    #expect(try #require(NetworkAddress(text)).isPrivate)
  }

  @Test(arguments: ["172.32.0.1", "11.0.0.1", "100.128.0.1", "2001:db8::1", "198.51.100.23"])
  func publicOnesMayBe(_ text: String) throws {
    #expect(try !#require(NetworkAddress(text)).isPrivate)
  }

  @Test func aNetworkHasNoHostInIt() throws {
    #expect(Network("2001:db8:abcd:1200::/56")?.text == "2001:db8:abcd:1200::/56")
    #expect(Network("10.0.0.1/8") == nil)
    #expect(Network("10.0.0.0/33") == nil)
    #expect(Network("0.0.0.0/0")?.contains(try #require(NetworkAddress("203.0.113.7"))) == true)
    #expect(Network("0.0.0.0/0")?.contains(try #require(NetworkAddress("2001:db8::1"))) == false)
  }
}
