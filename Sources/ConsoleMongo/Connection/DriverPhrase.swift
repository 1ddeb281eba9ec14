/// The parts of the driver's own messages that are worth keeping and hold no value.
enum DriverPhrase {
  /// Looked for without regard to case, the more telling first; texts of libmongoc 1.23.
  private static let phrases = [
    ("tls handshake failed", "TLS handshake failed"),
    ("certificate verify failed", "certificate not trusted"),
    ("failed to resolve", "name not resolved"),
    ("authentication failed", "authentication failed"),
    ("connection refused", "connection refused"),
    ("failed to connect", "no connection"),
    ("connection timeout", "connection timed out"),
    ("connection closed", "connection closed"),
    ("socket error or timeout", "no answer in time"),
    ("no suitable servers", "no suitable server"),
  ]

  /// Our wording of the first phrase found.
  static func known(in message: String) -> String? {
    let text = message.lowercased()
    return phrases.first { text.contains($0.0) }?.1
  }
}
