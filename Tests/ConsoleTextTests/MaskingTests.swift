import ConsoleText
import Testing

@Suite("Masking")
struct MaskingTests {
  @Test(
    arguments: [
      ("ana@example.com", "a•••@example.com"), ("@example.com", "@•••"), ("ana", "a•••"), ("", ""),
      ("\"a@b\"@example.com", "\"•••@example.com"),
    ])
  func email(_ address: String, _ expected: String) {
    #expect(Masking.email(address) == expected)
  }

  @Test func nameAndPhoneShowOneInitialOrTwoDigits() {
    #expect(Masking.name("Ana María") == "A•••")
    #expect(Masking.name("Ana", alphabet: .ascii) == "A***")
    #expect(Masking.phone("+34 600 12 34 42") == "•••42")
    #expect(Masking.phone("1234") == "•••")
  }

  @Test(
    arguments: [
      ("10.2.3.4", "10.2.•••.•••"), ("2001:db8::1", "2001:db8:•••"), ("::1", "•••"),
      ("host", "•••"),
      ("1.2.3.4.5", "•••"), ("", ""),
    ])
  func addressShowsTheNetwork(_ address: String, _ expected: String) {
    #expect(Masking.address(address) == expected)
  }
}
