import ConsoleDomain
import ConsoleMongo

/// Who and what the demo shows: a function of the seed, so that a million sessions need no memory.
struct DemoCast: Sendable {
  let seed: UInt64
  /// All times lie around this one.
  let now: Instant
  /// Keys under `sess:` to make, the odd ones not counted.
  let sessionCount: Int
  /// Where the organisations with a database of their own keep it, by their number: secrets.
  var tenantURIs: [Int: String] = [:]

  /// Users in MongoDB: one for twenty sessions, as most sessions are anonymous.
  var userCount: Int { max(120, sessionCount / 20) }

  /// Number of the user with more sessions than one confirmation covers (a shared kiosk).
  static let busyUser = 1
  /// The ids of Ana and her organisation are the same for every seed.
  static let firstUserID = fixedID("64f0c0ffee64f0c0ffee0001")
  static let firstOrganizationID = fixedID("64f0c0ffee64f0c0ffee00aa")

  private static func fixedID(_ hex: String) -> MongoObjectID {
    guard let id = MongoObjectID(hex) else { preconditionFailure("24 hex digits") }
    return id
  }
}

extension SeededGenerator {
  /// An id as a driver makes it: the seconds of its creation, then bytes that tell it from others.
  mutating func objectID(createdAt: Instant) -> MongoObjectID {
    let seconds = UInt32(clamping: createdAt.milliseconds / 1000)
    let time = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: seconds >> $0) }
    let rest = next()
    let tail = (0..<8).map { UInt8(truncatingIfNeeded: rest >> (8 * $0)) }
    guard let id = MongoObjectID(bytes: time + tail) else { preconditionFailure("12 bytes") }
    return id
  }
}

extension Duration {
  static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }
  static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
