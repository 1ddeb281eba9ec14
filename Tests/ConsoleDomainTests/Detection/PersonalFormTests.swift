import Testing

@testable import ConsoleDomain

/// Numbers are those that the standards and the schemes publish as examples.
struct PersonalFormTests {
  @Test(
    arguments: [
      ("write to ana@example.com.", PersonalForm.email), ("ANA.B+x@mail.example.co.uk", .email),
      ("mailto:änä@example.com?subject=x", .email), ("<a@b.io>", .email),
      ("4111111111111111", .card), ("card 4111 1111 1111 1111, 12/29", .card),
      ("5555-5555-5555-4444 exp 2029", .card), ("378282246310005", .card),
      ("2026 4111 1111 1111 1111", .card), ("6011000990139424", .card),
      ("2223003122003222", .card), ("DE89370400440532013000", .iban),
      ("GB29 NWBK 6016 1331 9268 19", .iban), ("to FR1420041010050500013M02606, please", .iban),
      ("MT84MALT011000012345MTLCAST001S", .iban), ("DE89 3704 0044 0532 0130 00 THANKS", .iban),
      ("+49 (30) 901-820", .phone), ("tel:+15550100123", .phone), ("+44.20.7946.0018", .phone),
      ("from 203.0.113.9,", .network), ("http://198.51.100.7/x", .network),
      ("[2001:db8::8a2e:370:7334]", .network), ("2001:db8:0:0:1:0:0:1", .network),
      ("::ffff:203.0.113.9 ", .network),
    ]
  )
  func isSeen(_ text: String, _ form: PersonalForm) {
    #expect(PersonalForm.found(in: text) == [form])
  }

  @Test(
    arguments: [
      "", "@", "a@b", "a@b.", "@example.com", "a @ b.com", "user@1.2",
      // Luhn's digit is wrong; the check digits are wrong.
      "4111111111111112", "DE89370400440532013001",
      // A time in milliseconds that Luhn lets pass, an object id, a build.
      "1795000000006", "64f0c0ffee64f0c0ffee0001", "41111111111111110", "x4111111111111111",
      // Lower case is none: ids in hex would look like it.
      "de89370400440532013000", "a+15550100123", "+1 555", "+012345678", "UTC+01:00", "1+12345678",
      "203.0.113.0/24", "2001:db8:1::/48", "Chrome/126.0.0.0", "v1.2.3.4", "127.0.0.1", "1.2.3",
      "300.1.1.1", "12:30:45.123", "2026-11-24T12:30:45.123Z", "a::b", "dead::beef", "std::x",
      "aa:bb:cc:dd:ee:ff", "1.2.3.4.5",
    ]
  )
  func isNothing(_ text: String) {
    #expect(PersonalForm.found(in: text) == [])
  }

  @Test func everyFormOfATextIsSeen() {
    let text =
      "ana@example.com, +49 30 901820, DE89370400440532013000, 203.0.113.9, 4111111111111111"
    #expect(PersonalForm.found(in: text) == Set(PersonalForm.allCases))
  }

  @Test func whatIsLongTakesOnePass() {
    let long =
      String(repeating: "4111 1111 ", count: 100_000) + String(repeating: "@", count: 100_000)
    #expect(PersonalForm.found(in: long) == [])
  }
}
