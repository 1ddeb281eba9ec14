package import ConsoleDomain
package import ConsoleSystem

/// The file with an approver's private key, as `holdfast audit keygen` writes it.
package enum ApproverKeyFile {
  /// The largest file that is taken for a key.
  private static let longest = 1 << 12

  /// Why a file gives no key; names no byte of it.
  package enum Fault: Error {
    case unreadable(SystemFailure)
    case holdsNoKey
  }

  /// Reads the key on the first line of a file.
  package static func read(_ path: String) throws(Fault) -> NoteSigningKey {
    let bytes: [UInt8]
    do throws(SystemFailure) {
      bytes = try File(path).read(limit: longest)
    } catch {
      throw .unreadable(error)
    }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
    guard let key = line.flatMap({ NoteSigningKey($0) }) else { throw .holdsNoKey }
    return key
  }
}
