import ConsoleStores
import Testing

/// The bytes of a stored value as they are, but for credentials.
@Suite struct StoredTextTests {
  private func text(_ value: String) -> String { StoredText.of(Array(value.utf8)) }

  @Test(arguments: [
    #"{"b":1, "a" : [true,null,-1.50E3],"e":"\u0041\"x"}"#, #"{"email":"ana@example.com"}"#,
    #"[1,  2]"#, #"{}"#, #"{"a":{"b":[{}]}}"#,
  ])
  func keepsWhatIsStoredByteForByte(value: String) {
    #expect(text(value) == value)
  }

  @Test(arguments: [
    (#"{"csrfToken":"s3cr3t","n":1}"#, #"{"csrfToken":"•••","n":1}"#),
    (#"{"password" : 123456}"#, #"{"password" : •••}"#),
    (
      #"{"tokens":{"a":"s3cr3t","b":["s3cr3t"]},"n":"x"}"#,
      #"{"tokens":{"a":"•••","b":["•••"]},"n":"x"}"#
    ),
    (#"{"pass\u0077ord":"s3cr3t"}"#, #"{"pass\u0077ord":"•••"}"#),
    (#"{"sid":"abcdefghijklmnop"}"#, #"{"sid":"abcdefgh…"}"#),
    (#"{"x":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0"}"#, #"{"x":"•••"}"#),
    (#"{"token":"s3cr3t of a value that is cut"#, #"{"token":"•••"#),
    (#"{"token":"a\"s3cr3t","n":1}"#, #"{"token":"•••","n":1}"#),
  ])
  func masksCredentials(value: String, shown: String) {
    #expect(text(value) == shown)
  }

  @Test func masksACredentialInWhatIsNoJSON() {
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0"
    #expect(text("bearer \(token)") == "bearer •••")
  }

  @Test func makesHostileBytesVisible() {
    let shown = StoredText.of([0x7B, 0x1B, 0x5D, 0x00, 0xFF, 0x22])
    #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
  }
}
