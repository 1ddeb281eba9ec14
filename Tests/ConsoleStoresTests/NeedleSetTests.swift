import ConsoleCrypto
import ConsoleDomain
import Testing

@testable import ConsoleStores

/// What a search for personal values finds, and what it must not take for one.
struct NeedleSetTests {
  private let needles = NeedleSet(
    SubjectValues(
      emails: ["Ana.Moreau@example.com"],
      phones: ["+49 (170) 123-4567"],
      names: ["Ana", "Moreau"],
      networks: ["192.0.2.7"],
      identifiers: ["IW-44821"]
    )
  )

  private func found(_ text: String) -> Bool { needles.matches(Array(text.utf8)) }

  @Test(arguments: [
    "ana.moreau@example.com", "<ANA.MOREAU@EXAMPLE.COM>", "write to ana.moreau@example.com.",
    "waitlist:submit:email:ana.moreau@example.com", "x=ana.moreau%40example.com&y",
    "call +491701234567", "+49 170 1234567", "(491701234567)", "Ana Moreau", "dear ana moreau,",
    "rl:192.0.2.7", "iw-44821",
  ])
  func findsEveryForm(_ text: String) {
    #expect(found(text))
  }

  @Test(arguments: [
    "joana.moreau@example.com", "ana.moreau@example.com.br", "x-ana.moreau@example.com",
    "192.0.2.70", "1192.0.2.7", "banana moreaux", "Ana", "Moreau", "4917012", "IW-448210",
    "redacted+64f0c0ffee64f0c0ffee0001@example.com", "",
  ])
  func takesNothingElseForIt(_ text: String) {
    #expect(!found(text))
  }

  @Test(arguments: 0..<6)
  func findsBase64AtAnyAlignment(_ shift: Int) {
    let text = String(repeating: "#", count: shift) + "ana.moreau@example.com" + "##"
    #expect(found(Base64.encode(Array(text.utf8))))
    #expect(!found(Base64.encode(Array("nobody.at.all@example.org, nobody".utf8))))
  }

  @Test(arguments: ["ana.moreau@example.com", "Ana.Moreau@example.com"])
  func findsTheHashOfTheAddress(_ text: String) {
    #expect(found("{\"hash\":\"\(SHA256.hexDigest(of: text.utf8))\"}"))
    #expect(found(SHA256.hexDigest(of: text.utf8).uppercased()))
  }

  @Test func replacesTheValueAndKeepsWhatStandsAroundIt() {
    #expect(
      needles.redacted("from ana.moreau@example.com to b@example.com", with: "<redacted>")
        == "from <redacted> to b@example.com"
    )
    #expect(needles.redacted("Ana", with: "<redacted>") == "<redacted>")
    #expect(needles.redacted("Anna", with: "<redacted>") == nil)
    #expect(needles.redacted("<redacted>", with: "<redacted>") == nil)
  }

  @Test func noDescriptionGivesAValueAway() {
    let values = SubjectValues(emails: ["ana.moreau@example.com"], names: ["Ana"])
    var dumped = ""
    dump(values, to: &dumped)
    for text in ["\(values)", String(reflecting: values), dumped] {
      #expect(!text.lowercased().contains("ana"))
    }
  }
}
