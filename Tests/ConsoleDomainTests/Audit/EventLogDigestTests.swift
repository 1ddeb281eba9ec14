import ConsoleCrypto
import ConsoleDomain
import Testing

/// Digests of the backend's event log without a server.
struct EventLogDigestTests {
  private func leaf(_ number: Int) -> EventLogLeaf {
    let id = EventLogID.first(at: Instant(milliseconds: Int64(number) * 1000))
    return EventLogLeaf(
      id: id,
      elements: [[7, UInt8(number & 255)], nil, [2, 1, 0, 0, 0, 0], nil]
    )
  }

  private func digest(_ numbers: Range<Int>, after: String? = nil) -> EventLogDigest {
    var digester = EventLogDigester()
    for number in numbers { digester.add(leaf(number)) }
    return digester.digest(of: "app.eventlogs", after: after, through: leaf(9_000).id)
  }

  private func body(_ digest: EventLogDigest) -> AuditBody {
    AuditBody(
      eventID: "e",
      fields: digest.fields.map {
        AuditField(path: $0.path, content: .disclosed(salt: [], value: $0.value))
      }
    )
  }

  @Test(arguments: [0, 1, 2, 1023, 1024, 1025, 2048, 3000])
  func theRootIsTheMerkleRootOverAllEvents(count: Int) {
    var tree = MerkleTree()
    for number in 0..<count { tree.append(leafHash: leaf(number).hash) }
    let digest = digest(0..<count)
    #expect(digest.root == tree.root)
    #expect(digest.count == count)
    #expect(digest.parts.count == (count + 1023) / 1024)
    let counts = digest.parts.indices.map { digest.count(ofPart: $0) }
    #expect(counts.reduce(0, +) == count)
    #expect(digest.parts.last?.through == (count == 0 ? nil : leaf(9_000).id))
    #expect(EventLogDigest(body(digest)) == digest)
  }

  /// The bytes of docs/audit-format.md: a leaf written out by hand.
  @Test func theHashOfAnEventIsOverItsFramedElements() {
    let id: [UInt8] = [7] + (1...12).map { UInt8($0) }
    let leaf = EventLogLeaf(id: "0102030405060708090a0b0c", elements: [id, [10], nil, [8, 1]])
    let message: [UInt8] =
      [0] + [0, 0, 0, 13] + id + [0, 0, 0, 1, 10] + [0, 0, 0, 0] + [0, 0, 0, 2, 8, 1]
    #expect(leaf.hash == SHA256.digest(of: message))
  }

  @Test func aMissingFieldIsNotANull() {
    let absent = EventLogLeaf(id: "a", elements: [[7], nil, nil, nil])
    let null = EventLogLeaf(id: "a", elements: [[7], [10], nil, nil])
    #expect(absent.hash != null.hash)
  }

  @Test func aBodyWhosePartsDoNotMakeItsRootIsRefused() {
    let digest = digest(0..<1500)
    var dropped = digest
    dropped.parts.removeLast()
    #expect(EventLogDigest(body(dropped)) == nil)
    var forged = digest
    forged.parts[0].root[0] ^= 1
    #expect(EventLogDigest(body(forged)) == nil)
    #expect(EventLogDigest(body(digest).redacting("digest.parts")) == nil)
  }

  @Test func aStretchThatDoesNotFollowIsAGap() async throws {
    let log = FixedLog(leaves: (0..<30).map(leaf))
    let check = BackendDigestCheck(reader: log.reader, now: Instant(milliseconds: 0))
    let first = try await log.reader.digest(after: nil, limit: 10)
    let second = try await log.reader.digest(after: first?.through, limit: 10)
    let third = try await log.reader.digest(after: second?.through, limit: 100)
    #expect(try await faults(of: first, 0, check).isEmpty)
    #expect(try await faults(of: third, 1, check).map(\.kind) == [.gap])
    let whole = BackendDigestCheck(reader: log.reader, now: Instant(milliseconds: 0))
    for digest in [first, second, third] {
      #expect(try await faults(of: digest, 2, whole).isEmpty)
    }
    #expect(await whole.summary.events == 30)
  }

  @Test func eventsThatMayHaveEndedByRetentionAreNoFault() async throws {
    let log = FixedLog(leaves: (0..<2000).map(leaf))
    let digest = try await log.reader.digest(after: nil, limit: 5000)
    let rest = FixedLog(leaves: (1000..<2000).map(leaf))
    let later = Instant(milliseconds: 1_000_000).advanced(by: BackendDigestCheck.retention)
    let lawful = BackendDigestCheck(reader: rest.reader, now: later)
    #expect(try await faults(of: digest, 0, lawful).isEmpty)
    #expect(await lawful.summary.expiredParts == 1)
    let early = BackendDigestCheck(reader: rest.reader, now: Instant(milliseconds: 0))
    let missing = try await faults(of: digest, 7, early)
    #expect(missing.map(\.kind) == [.missing])
    #expect(missing.map(\.sequence) == [7])
    #expect(missing.first?.detail.contains("24 left of 1024") == true)
  }

  private func faults(
    of digest: EventLogDigest?,
    _ sequence: Int64,
    _ check: BackendDigestCheck
  ) async throws -> [EventLogDigestFault] {
    let body = body(try #require(digest))
    var header = AuditHeader.next(
      after: nil,
      eventID: "e",
      at: Instant(milliseconds: 0),
      type: EventLogDigest.type,
      phase: .event,
      bodyRoot: body.root
    )
    header.sequence = sequence
    return try await check.add(AuditLink(header: header, body: .stored(body)))
  }
}

/// An event log of fixed events that has settled behind all of them.
private struct FixedLog {
  let leaves: [EventLogLeaf]

  var reader: BackendDigestReader {
    BackendDigestReader(
      collection: "app.eventlogs",
      settled: { EventLogID.last(at: Instant(milliseconds: 9_000_000)) },
      events: { after, through, visit throws(StoreProblem) in
        let range = leaves.filter { $0.id > after ?? "" && $0.id <= through }
        for start in stride(from: 0, to: range.count, by: 7) {
          guard try await visit(Array(range[start..<min(start + 7, range.count)])) else { return }
        }
      }
    )
  }
}
