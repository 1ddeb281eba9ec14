import ConsoleCrypto
import ConsoleDomain
import Testing

@Suite struct CheckpointTests {
  // The key pair and the note of Go's golang.org/x/mod/sumdb/note documentation.
  private let signerText =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  private let verifierText = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  private let text =
    "If you think cryptography is the answer to your problem,\n"
    + "then you don't know what your problem is.\n"
  private let line =
    "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="

  private func note(_ text: String) -> SignedNote? { SignedNote(parsing: Array(text.utf8)) }

  private func key(_ name: String = "holdfast.example/audit") throws -> NoteSigningKey {
    let seed = [UInt8](repeating: 7, count: Ed25519PrivateKey.byteCount)
    let key = try #require(Ed25519PrivateKey(seed: seed))
    return try #require(NoteSigningKey(name: name, key: key))
  }

  @Test func keysHaveTheirPublishedTexts() throws {
    let signer = try #require(NoteSigningKey(signerText))
    #expect(signer.verifier.description == verifierText)
    #expect(NoteVerifierKey(verifierText) == signer.verifier)
    #expect(signer.exposedText == signerText)
    #expect("\(signer)" == "<secret>" && String(reflecting: signer) == "<secret>")
  }

  @Test func theSameTextIsSignedAsPublished() throws {
    let signer = try #require(NoteSigningKey(signerText))
    #expect(SignedNote(text, by: signer).description == "\(text)\n\(line)\n")
  }

  @Test func aPublishedNoteVerifies() throws {
    let key = try #require(NoteVerifierKey(verifierText))
    #expect(note("\(text)\n\(line)\n")?.isSigned(by: [key]) == key)
    #expect(note("x\(text)\n\(line)\n")?.isSigned(by: [key]) == nil)
  }

  @Test(arguments: [
    "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq", "PeterNeumann+c74f20a3", "",
  ])
  func malformedKeysAreRefused(text: String) {
    #expect(NoteVerifierKey(text) == nil)
    #expect(NoteSigningKey("PRIVATE+KEY+" + text) == nil)
  }

  @Test func signaturesOfUnknownKeysAreIgnored() throws {
    let known = try key()
    let other = try key("witness.example/w")
    let signed = SignedNote(text, by: known)
    let witnessed = try #require(
      note(signed.description + SignedNote(text, by: other).description.dropFirst(text.count + 1))
    )
    #expect(witnessed.signatures.count == 2)
    #expect(witnessed.isSigned(by: [known.verifier]) == known.verifier)
    #expect(witnessed.isSigned(by: []) == nil)
  }

  @Test func aBadSignatureOfAKnownKeySpoilsTheNote() throws {
    let known = try key()
    let good = SignedNote(text, by: known).description
    let bad = SignedNote(text + "more\n", by: known).description
    let badLine = try #require(bad.split(separator: "\n").last)
    let spoiled = try #require(note("\(good)\(badLine)\n"))
    #expect(spoiled.isSigned(by: [known.verifier]) == nil)
  }

  @Test func malformedNotesAreRefused() {
    for wrong in [
      "", "\n", "\n\n", text, text + line + "\n", "\(text)\n\(line)", "\(text)\n\(line)\n\n",
      "\(text)\n\(line)\nmore\n", "\(text)\n-\(line.dropFirst())\n", "\(text)\n\(line)=\n",
      "\(text)\n\(line) x\n", "\(text)\n\u{2014} PeterNeumann x08go=\n", "a\tb\n\n\(line)\n",
      "\(text)\r\n\(line)\n", "\n\(line)\n",
    ] {
      #expect(note(wrong) == nil, "\(wrong.debugDescription)")
    }
    #expect(SignedNote(parsing: Array("\(text)\n\(line)\n".utf8) + [0xFF, 0x0A]) == nil)
    #expect(note("\(text)\n" + String(repeating: line + "\n", count: 101)) == nil)
  }

  @Test func aCheckpointIsOriginSizeAndRoot() throws {
    let key = try key()
    let root = SHA256.digest(of: [1])
    let signed = SignedCheckpoint(size: 12, root: root, by: key)
    #expect(
      signed.note.text == "holdfast.example/audit\n12\n\(Base64.encode(root))\n"
    )
    let read = try #require(SignedCheckpoint(signed.note.description))
    #expect(read == signed && read.isSigned(by: [key.verifier]))
    #expect(try !read.isSigned(by: [self.key("other").verifier]))
  }

  @Test func aCheckpointUnderAnotherOriginIsNotItsKeys() throws {
    let key = try key()
    let text = Checkpoint(origin: "elsewhere", size: 1, root: SHA256.digest(of: [1])).text
    let signed = try #require(SignedCheckpoint(SignedNote(text, by: key).description))
    #expect(signed.note.isSigned(by: [key.verifier]) == key.verifier)
    #expect(!signed.isSigned(by: [key.verifier]))
  }

  @Test(arguments: ["01", "+1", "-1", "", " 1", "1 ", "0x1", "9223372036854775808"])
  func sizesAreDecimalWithoutLeadingZeros(size: String) {
    let root = Base64.encode(SHA256.digest(of: [1]))
    #expect(Checkpoint("origin\n1\n\(root)\n") != nil)
    #expect(Checkpoint("origin\n\(size)\n\(root)\n") == nil)
  }

  @Test func otherTextsAreNoCheckpoints() {
    let root = Base64.encode(SHA256.digest(of: [1]))
    for wrong in [
      "origin\n1\n\(root)", "\n1\n\(root)\n", "origin\n1\n\(root)\nmore\n", "origin\n1\n",
      "origin\n1\n\(Base64.encode([1, 2]))\n", "origin\n1\n\(root)\n\n",
    ] {
      #expect(Checkpoint(wrong) == nil, "\(wrong.debugDescription)")
    }
  }
}
