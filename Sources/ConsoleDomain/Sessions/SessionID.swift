import ConsoleCrypto
import ConsoleText

/// One session: the namespace it was found in and its id; prints as eight characters and `…` everywhere.
package struct SessionID: Hashable, Sendable {
  /// The Redis key prefix (`sess:`), or `database.collection`.
  package var namespace: String
  /// The bare sid; any bytes, since `genid` may be anything.
  ///
  /// A secret: never to a log, record, title or argv.
  package var bytes: [UInt8]

  /// Makes an id from a namespace and the bytes behind it.
  package init(namespace: String, bytes: [UInt8]) {
    self.namespace = namespace
    self.bytes = bytes
  }

  /// SHA-256 of the sid in lower-case hex: how records name a session.
  package var hash: String { SHA256.hexDigest(of: bytes) }

  /// All of a sid that a record or a screen may hold: its first eight characters and `…`, sanitised.
  ///
  /// Of a short one at most half, since `genid` may make any.
  package var abbreviated: String {
    let head = bytes.prefix(min(8, bytes.count / 2))
    return SafeText.of(String(decoding: head, as: UTF8.self)) + "…"
  }
}

extension SessionID: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { SafeText.of(namespace) + abbreviated }
  package var debugDescription: String { description }

  /// Nothing inside, so that a dump of whatever holds it shows no sid either.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
