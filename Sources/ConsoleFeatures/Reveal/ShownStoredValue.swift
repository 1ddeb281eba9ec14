package import ConsoleDomain
import ConsoleScreen

/// A value as it is stored and the instant it is taken away again.
package struct ShownStoredValue: Equatable, Sendable {
  package var value: StoredValue
  package var until: Instant
}

extension Model {
  /// What the value is, then its text.
  func storedLines(_ stored: ShownStoredValue) -> [[Span]] {
    let left = max(0, (shell.now.duration(to: stored.until).wholeMilliseconds + 999) / 1000)
    let size = CountText.bytes(stored.value.length)
    let part =
      stored.value.shown < stored.value.length
      ? "the first \(CountText.bytes(stored.value.shown)) of \(size)" : size
    return [
      [Span("as stored, \(left) s left (J hides)", .piiRevealed)],
      [Span("\(part), credentials masked", .textDim)], [],
      [Span(shell.glyphs.safe(stored.value.text))],
    ]
  }
}
