package import ConsoleActions
import ConsoleCrypto
import ConsoleDomain
import ConsoleSystem

/// The machine's log, which is often sent elsewhere: one line with the whole note in base64.
package struct CheckpointSyslog: Sendable {
  private let socket: String

  /// Names the daemon's socket.
  package init(socket: String = SystemLog.socket) {
    self.socket = socket
  }

  /// The place as the writer of checkpoints takes it.
  package var sink: CheckpointSink {
    CheckpointSink(
      name: "syslog",
      deliver: { signed throws(CheckpointSinkFailure) in try deliver(signed) }
    )
  }

  private func deliver(_ signed: SignedCheckpoint) throws(CheckpointSinkFailure) {
    let note = Base64.encode(Array(signed.note.description.utf8))
    let checkpoint = signed.checkpoint
    do throws(SystemFailure) {
      try SystemLog.notice(
        "holdfast checkpoint origin=\(checkpoint.origin) size=\(checkpoint.size)"
          + " root=\(checkpoint.rootHex) note=\(note)",
        socket: socket
      )
    } catch {
      throw CheckpointSinkFailure(reason: error.description)
    }
  }
}
