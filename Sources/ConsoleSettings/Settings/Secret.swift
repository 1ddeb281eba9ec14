/// A text that may hold a password; it prints as `<secret>` wherever a description is made.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The text itself, for the one call that needs it.
  package let exposed: String

  /// Wraps a text.
  package init(_ text: String) {
    exposed = text
  }

  package var description: String { "<secret>" }
  package var debugDescription: String { "<secret>" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
