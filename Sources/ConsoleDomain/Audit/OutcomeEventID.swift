import ConsoleCrypto

/// Names the outcome of an intent after the intent, so that no intent gets two.
///
/// Event ids are unique in the chain: whoever stores the outcome first (the console that did the work,
/// its journal in a later run, another console that recovers it) has it, and all others find it taken.
package enum OutcomeEventID {
  /// The only event id that the outcome of this intent may have: its time, 80 bits of SHA-256.
  package static func of(intent eventID: String) -> String {
    derive("holdfast outcome 1", from: eventID)
  }

  /// For what the console that did the work still has to say after another one recorded an outcome.
  package static func late(of eventID: String) -> String {
    derive("holdfast late outcome 1", from: eventID)
  }

  private static func derive(_ use: String, from eventID: String) -> String {
    let digest = SHA256.digest(of: Array(use.utf8) + [0] + Array(eventID.utf8))
    let random = Array(digest.prefix(ULID.randomSize))
    return String(eventID.prefix(ULID.timeLength))
      + ULID.make(at: Instant(milliseconds: 0), random: random).dropFirst(ULID.timeLength)
  }
}
