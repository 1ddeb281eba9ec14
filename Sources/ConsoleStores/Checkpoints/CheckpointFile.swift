package import ConsoleActions
import ConsoleDomain
import ConsoleSystem

/// A file that holds the newest checkpoint, and beside it one for each size (`PATH.1200`).
///
/// The file is replaced in one step; those beside it are written once and never touched again. Put it
/// where the database's administrators can't write.
package struct CheckpointFile: Sendable {
  private let path: String

  /// Names the file; its folder must exist.
  package init(path: String) {
    self.path = path
  }

  /// The place as the writer of checkpoints takes it.
  package var sink: CheckpointSink {
    CheckpointSink(
      name: "file \(path)",
      deliver: { signed throws(CheckpointSinkFailure) in try deliver(signed) },
      newest: { newest() }
    )
  }

  /// What the file holds now.
  package func newest() -> KeptCheckpoint {
    let bytes: [UInt8]
    do throws(SystemFailure) {
      bytes = try File(path).read(limit: SignedNote.byteLimit)
    } catch {
      return error.isMissing ? .none : .unreadable("\(path) (\(error.reason))")
    }
    guard let signed = SignedCheckpoint(parsing: bytes) else { return .unreadable(path) }
    return .claim(CheckpointClaim(source: path, signed: signed))
  }

  private func deliver(_ signed: SignedCheckpoint) throws(CheckpointSinkFailure) {
    let note = Array(signed.note.description.utf8)
    do throws(SystemFailure) {
      let copy = File("\(path).\(signed.checkpoint.size)")
      if !copy.exists { try copy.replace(with: note) }
      try File(path).replace(with: note)
    } catch {
      throw CheckpointSinkFailure(reason: error.description)
    }
  }
}
