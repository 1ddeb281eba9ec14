import ConsoleDomain
import ConsoleText

extension SessionID {
  /// The first eight characters and an ellipsis: all that is ever shown of a sid.
  var shortText: String { SafeText.of(bytes: bytes.prefix(8), alphabet: .unicode) + "…" }
}
