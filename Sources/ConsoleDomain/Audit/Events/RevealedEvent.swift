/// Payload and metadata of an event in clear, credentials masked; the reveal is on record before.
package struct RevealedEvent: Hashable, Sendable {
  /// nil where the event has none.
  package var payload: JSONTree?
  package var metadata: JSONTree?

  /// Makes the answer to a reveal.
  package init(payload: JSONTree?, metadata: JSONTree?) {
    self.payload = payload
    self.metadata = metadata
  }
}
