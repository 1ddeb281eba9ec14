/// The connection that can write, open only while changes are allowed: in read-only the socket can't.
package struct WriteLane: Sendable {
  /// Opens it; nothing happens when it is open.
  package var open: @Sendable () async -> Void
  /// Closes it; what still waits there fails.
  package var close: @Sendable () async -> Void

  /// Makes a port.
  package init(
    open: @escaping @Sendable () async -> Void,
    close: @escaping @Sendable () async -> Void
  ) {
    self.open = open
    self.close = close
  }
}
