import ConsoleDomain
import Testing

@Suite struct QueryParserTests {
  private let grammar = SessionQuery.grammar

  @Test(arguments: [
    ("", 0), ("   ", 0), ("curl", 1), ("user:64f0c0 ip:10.*", 2), ("-flag:held", 1),
    ("email:ana@example.com", 1), ("ttl<1h created>2d", 2), ("agent:\"curl 8\"", 1),
    ("bytes>=10k bytes<=2M", 2), ("::1", 1), ("::ffff:10.0.0.1", 1), ("role=admin", 1),
    ("USER:X", 1), ("--x", 1), ("org:*", 1), ("2001:db8::1", 1), ("fe80::1", 1),
  ])
  func readsWhatIsAllowed(text: String, clauses: Int) throws {
    #expect(try SessionQuery.parse(text).clauses.count == clauses)
  }

  @Test func readsEachKindOfTerm() throws {
    let query = try SessionQuery.parse(
      "user:64f0 -ip:10.* ttl<90m bytes>10k flag:HELD agent:\"a \\\"b\\\" *\" x*\"y z\" role=admin"
    )
    #expect(
      query.clauses == [
        .init(.text(field: "user", TextPattern(pieces: [.literal("64f0")]))),
        .init(
          isNegated: true,
          .text(field: "ip", TextPattern(pieces: [.literal("10."), .anything]))
        ),
        .init(.amount(field: "ttl", .below, 5_400_000)),
        .init(.amount(field: "bytes", .above, 10_000)),
        .init(.choice(field: "flag", "held")),
        .init(.text(field: "agent", TextPattern(pieces: [.literal("a \"b\" *")]))),
        .init(.anywhere(TextPattern(pieces: [.literal("x"), .anything, .literal("y z")]))),
        .init(.text(field: "role", TextPattern(pieces: [.literal("admin")], isWhole: true))),
      ]
    )
  }

  @Test(arguments: [
    ("usr:x", 0, 3, "user"), ("curl flg:held", 5, 3, "flag"), ("flag:hold", 5, 4, "held"),
    ("flag:x", 5, 1, nil), ("ttl<1x", 4, 2, nil), ("ttl:1h", 0, 6, nil), ("ttl<", 0, 4, nil),
    ("a \"b c", 2, 4, "\"b c\""), ("email:ana", 6, 3, nil), ("email:a*@b.c", 6, 6, nil),
    ("email:@b.c", 6, 4, nil), ("user>3", 0, 6, nil), ("-", 0, 1, nil), ("user:", 0, 5, nil),
    ("user:\"\"", 0, 7, nil), ("state>live", 0, 10, nil), ("bytes>99999999999999999M", 6, 18, nil),
    ("é🇩🇪 usr:x", 3, 3, "user"), ("ttl<-1h", 4, 3, nil), ("bytes>٣", 6, 1, nil),
  ])
  func pointsAtTheFault(text: String, position: Int, length: Int, suggestion: String?) {
    let problem = #expect(throws: QueryProblem.self) { try SessionQuery.parse(text) }
    #expect(problem?.position == position)
    #expect(problem?.length == length)
    #expect(problem?.suggestion == suggestion)
    #expect(problem?.message.isEmpty == false)
  }

  @Test func aMaskedFieldSaysThatAWholeAddressIsNeeded() {
    let problem = #expect(throws: QueryProblem.self) { try SessionQuery.parse("email:ana") }
    #expect(problem?.message == "email is masked: only a whole address matches.")
  }

  @Test(arguments: [
    ("ttl<90m", "ttl<90m"), ("ttl<60m", "ttl<1h"), ("idle>14d", "seen>2w"),
    ("bytes>1000k", "bytes>1M"), ("tenant:\"a b\"", "org:\"a b\""), ("::1", "\"::1\""),
    ("\"-x\"", "\"-x\""), ("a**b", "a*b"), ("  curl   ip:1 ", "curl ip:1"), ("ttl>0s", "ttl>0s"),
  ])
  func writesTheCanonicalForm(text: String, canonical: String) throws {
    #expect(try SessionQuery.parse(text).text(grammar) == canonical)
  }

  @Test func whatItWritesReadsBackEqual() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let query = randomQuery(using: &generator)
      let text = query.text(grammar)
      #expect(try SessionQuery.parse(text) == query, "\(text)")
    }
  }

  @Test func garbageIsReadOrRefusedButNeverTraps() throws {
    var generator = SeededGenerator(seed: 12)
    let alphabet = Array(
      "abuser:ttl<>=-*\"\\ \t\n.@0123456789hmdkMé🇩🇪\u{301}\u{600}\u{200D}\u{0}\u{1B}flag:held,"
    )
    var accepted = 0
    for _ in 0..<5000 {
      let count = Int.random(in: 0..<24, using: &generator)
      let text = String((0..<count).compactMap { _ in alphabet.randomElement(using: &generator) })
      do throws(QueryProblem) {
        let query = try SessionQuery.parse(text)
        accepted += 1
        let again = try SessionQuery.parse(query.text(grammar))
        #expect(again == query, "\(text.debugDescription)")
      } catch let problem {
        #expect(problem.position >= 0 && problem.length > 0)
        #expect(problem.position + problem.length <= max(1, text.count), "\(text.debugDescription)")
      }
    }
    #expect(accepted > 250)
  }

  private func randomQuery(using generator: inout SeededGenerator) -> Query {
    let words = ["curl", "a b", "10.", "-x", "=", "\"", "\\", "user:x", "é", "x*y", "<1", "🇩🇪"]
    func pattern(whole: Bool) -> TextPattern {
      var pieces: [TextPattern.Piece] = [.literal(words.randomElement(using: &generator) ?? "x")]
      if !whole, Bool.random(using: &generator) { pieces.append(.anything) }
      if !whole, Bool.random(using: &generator) { pieces.insert(.anything, at: 0) }
      return TextPattern(pieces: pieces, isWhole: whole)
    }
    let clauses = (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
      let term: Query.Term =
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: .anywhere(pattern(whole: false))
        case 1: .text(field: "agent", pattern(whole: Bool.random(using: &generator)))
        case 2: .choice(field: "state", "live")
        case 3:
          .amount(field: "ttl", .below, Int64.random(in: 0...10_000, using: &generator) * 1000)
        default:
          .amount(field: "bytes", .atLeast, Int64.random(in: 0...1_000_000, using: &generator))
        }
      return Query.Clause(isNegated: Bool.random(using: &generator), term)
    }
    return Query(clauses: clauses)
  }
}
