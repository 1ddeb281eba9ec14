/// Tells who acts, asked each time a record is begun.
///
/// A server that was down when the console started knows the person once it is back; what is not
/// known yet is recorded as unknown, and asked for again with the next record.
package struct ActorSource: Sendable {
  /// Who acts now; answers within a few seconds whatever the servers do.
  package let current: @Sendable () async -> ActorIdentity

  /// Makes a source.
  package init(current: @escaping @Sendable () async -> ActorIdentity) {
    self.current = current
  }

  /// Somebody of whom all is known beforehand.
  package static func known(_ identity: ActorIdentity) -> ActorSource {
    ActorSource { identity }
  }
}
