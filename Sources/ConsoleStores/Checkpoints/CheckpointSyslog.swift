package import ConsoleActions
import ConsoleCrypto
import ConsoleDomain
import ConsoleSystem

extension CheckpointSink {
  /// The machine's log, which is often sent elsewhere: one line with the whole note in base64.
  package static let syslog = CheckpointSink(
    name: "syslog",
    deliver: { signed throws(CheckpointSinkFailure) in
      let note = Base64.encode(Array(signed.note.description.utf8))
      let checkpoint = signed.checkpoint
      do throws(SystemFailure) {
        try SystemLog.notice(
          "holdfast checkpoint origin=\(checkpoint.origin) size=\(checkpoint.size)"
            + " root=\(checkpoint.rootHex) note=\(note)"
        )
      } catch {
        throw CheckpointSinkFailure(reason: error.description)
      }
    }
  )
}
