package import ConsoleDomain

/// With which key, how often and whereto the chain of one context is signed.
package struct CheckpointSettings: Sendable {
  /// nil: this console verifies checkpoints and makes none.
  package var key: NoteSigningKey?
  /// Public keys whose checkpoints count: of earlier keys, or of the machine that holds the private one.
  package var verifiers: [NoteVerifierKey] = []
  /// Paths that hold the newest checkpoint each.
  package var files: [String] = []
  package var usesSyslog = false
  /// May hold a token: never to a log, an error or a title.
  package var webhook: Secret?
  /// New records after which an open console takes a checkpoint.
  package var events = 1000
  /// How long new records may go without one.
  package var interval = Duration.seconds(3600)

  /// Nothing is signed and nothing is compared.
  package init() {}

  /// All keys whose signatures count.
  package var keys: [NoteVerifierKey] { (key.map { [$0.verifier] } ?? []) + verifiers }
}
