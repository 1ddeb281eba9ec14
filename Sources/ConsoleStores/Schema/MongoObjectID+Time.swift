import ConsoleDomain
import ConsoleMongo

extension MongoObjectID {
  /// The lowest id that can have been made in the second of a moment.
  static func first(at moment: Instant) -> MongoValue {
    let second = UInt32(clamping: moment.milliseconds / 1000)
    let time = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: second >> UInt32($0)) }
    return MongoObjectID(bytes: time + Array(repeating: 0, count: 8)).map(MongoValue.objectID)
      ?? .minKey
  }
}
