import ConsoleDomain
import ConsoleStores
import Testing

/// Every shape that backend-data.md section 8 lists, as Redis answers it.
struct SessionDecoderTests {
  private let now = Instant(milliseconds: 1_800_000_000_000)

  private func row(
    _ value: [UInt8],
    length: Int? = nil,
    remaining: Int64 = 43_199_996,
    isString: Bool = true
  ) -> SessionRow? {
    var decoder = SessionDecoder(SessionFieldMap(.nest))
    let id = SessionID(namespace: "sess:", bytes: Array("FEvnqkQha2GBLStIVo150oeD0".utf8))
    return decoder.row(
      SessionReading(
        id: id,
        value: value,
        length: length ?? value.count,
        remaining: remaining,
        isString: isString
      ),
      now: now
    )
  }

  private func row(_ text: String) -> SessionRow? { row(Array(text.utf8)) }

  @Test func readsASignedInSession() {
    let row = row(
      """
      {"cookie":{"originalMaxAge":43200000,"expires":"2020-01-01T00:00:00.000Z","path":"/"},\
      "user":{"id":"64f0c0ffee64f0c0ffee0001","role":"org_owner","roles":["org_owner"],\
      "orgId":"64f0c0ffee64f0c0ffee00aa","isOrgOwner":true},"meta":{"ip":"::ffff:172.31.4.2",\
      "userAgent":"Mozilla/5.0 (X11; Linux x86_64)","createdAt":"2026-11-24T03:35:23.789Z",\
      "lastSeen":"2026-11-24T03:36:23.789Z"}}
      """
    )
    #expect(row?.userID == "64f0c0ffee64f0c0ffee0001")
    #expect(row?.organizationID == "64f0c0ffee64f0c0ffee00aa")
    #expect(row?.role == "org_owner")
    #expect(row?.ip == "::ffff:172.31.4.2")
    #expect(row?.agent == "Mozilla/5.0 (X11; Linux x86_64)")
    #expect(row?.createdAt?.iso8601 == "2026-11-24T03:35:23.789Z")
    #expect(row?.lastSeenAt?.iso8601 == "2026-11-24T03:36:23.789Z")
    #expect(row?.format == .express)
    #expect(row?.flags == [])
    // PTTL counts, never `cookie.expires`, which is long past here.
    #expect(row?.expiry == .at(now.advanced(by: .milliseconds(43_199_996))))
  }

  @Test func marksAVisitorAnonymous() {
    let row = row(#"{"cookie":{"path":"/"},"meta":{"ip":"127.0.0.1"}}"#)
    #expect(row?.userID == nil)
    #expect(row?.flags == .anonymous)
  }

  @Test(arguments: [
    (#"{"cookie":{},"passport":{"user":"a1"}}"#, "a1"),
    (#"{"cookie":{},"passport":{"user":{"_id":"a2","email":"ana@example.com"}}}"#, "a2"),
    (#"{"cookie":{},"passport":{"user":{"_id":{"$oid":"a3"}}}}"#, "a3"),
    (#"{"cookie":{},"userId":12345678901234567890}"#, "12345678901234567890"),
    (#"{"cookie":{},"user":"a5"}"#, "a5"),
    (#"{"cookie":{},"user":{"id":"","userId":"a6"}}"#, "a6"),
    (#"{"cookie":{},"user":{"id":"a\u001b[2J"}}"#, "a␛[2J"),
  ])
  func findsTheUserWhereverItIs(value: String, expected: String) {
    #expect(row(value)?.userID == expected)
    #expect(SessionDecoder.userID(of: Array(value.utf8), in: .nest) == expected)
  }

  @Test func takesAnEmptyPassportForLoggedOut() {
    #expect(row(#"{"cookie":{},"passport":{}}"#)?.flags == .anonymous)
  }

  @Test func keepsTheUserBesideAnUndecodableString() {
    let row = row(#"{"cookie":{},"user":{"id":"u1"},"meta":{"userAgent":"x\ud800"}}"#)
    #expect(row?.userID == "u1")
    #expect(row?.agent == #"x\ud800"#)
    #expect(row?.flags == [])
  }

  @Test func sanitisesEveryText() {
    let row = row(
      #"{"cookie":{},"user":{"id":"u1","role":"a\u202eb"},"meta":{"userAgent":"\u001b]0;x\u0007"}}"#
    )
    #expect(row?.role == "a<U+202E>b")
    #expect(row?.agent == "␛]0;x␇")
  }

  @Test func cutsALongAgent() {
    let agent = String(repeating: "é", count: 5000)
    let row = row(#"{"cookie":{},"meta":{"userAgent":"\#(agent)"}}"#)
    #expect(row?.agent == String(repeating: "é", count: 512))
  }

  @Test(arguments: [
    "", "null", "42", "not json", "[1]", "{\"user\":{\"id\":\"u1\"}}", "{\"cookie\":null}",
    "a:1:{s:4:\"user\";}", "{\"cookie\":{}", "{\"cookie\":{}} x",
  ])
  func marksWhatTheBackendCannotReadUnreadable(value: String) {
    #expect(row(value)?.flags == .unreadable)
  }

  @Test func readsKoaAndFastifySessions() {
    let koa = row(#"{"user":{"id":7},"_expire":1795575600000,"_maxAge":86400000}"#)
    #expect(koa?.format == .koa)
    #expect(koa?.userID == "7")
    #expect(koa?.flags == [])
    let fastify = row(#"{"cookie":{"path":"/"},"encryptedSessionId":"abc.def","userId":"u"}"#)
    #expect(fastify?.format == .fastify)
  }

  @Test func flagsAWrongTypeAKeyWithoutTTLAndDropsOneThatIsGone() {
    #expect(row([], length: 0, isString: false)?.flags == .wrongType)
    let forever = row(Array(#"{"cookie":{},"userId":"u"}"#.utf8), remaining: -1)
    #expect(forever?.flags == .noExpiry)
    #expect(forever?.expiry == .never)
    #expect(row([], remaining: -2) == nil)
  }

  @Test func readsTheHeadOfAHugeValue() {
    let head = Array(#"{"cookie":{"path":"/"},"user":{"id":"u1"},"blob":"xxxxxx"#.utf8)
    let row = row(head, length: 200_000)
    #expect(row?.userID == "u1")
    #expect(row?.flags == .truncated)
    #expect(row?.bytes == 200_000)
    let hidden = self.row(Array(#"{"cookie":{},"blob":"xxx"#.utf8), length: 200_000)
    #expect(hidden?.flags == .truncated, "a user may follow behind the head: not anonymous")
  }

  @Test func survivesBinaryValues() {
    let bytes = (0..<512).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    #expect(row(bytes)?.flags == .unreadable)
    #expect(row([0])?.flags == .unreadable)
  }
}
