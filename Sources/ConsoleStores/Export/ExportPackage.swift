import ConsoleCrypto
package import ConsoleSystem
import Glibc

/// A folder of files that comes into being as a whole: written beside its place, then renamed.
///
/// Folder mode 0700, files 0600. What stands at the path already is never touched.
package struct ExportPackage: Sendable {
  package let path: String
  private let staging: Folder

  /// Makes the folder under a temporary name; refuses where something stands at the path.
  package init(path: String) throws(SystemFailure) {
    let trimmed = String(path.reversed().drop { $0 == "/" }.reversed())
    guard !trimmed.isEmpty, !File(trimmed).exists else {
      throw SystemFailure("create", path: path, code: EEXIST)
    }
    self.path = trimmed
    staging = try Folder.temporary(prefix: ".holdfast-export", in: Path.folder(of: trimmed))
  }

  /// A new file of the folder.
  func file(_ name: String) throws(SystemFailure) -> HashedFile {
    try HashedFile(name: name, path: "\(staging.path)/\(name)")
  }

  /// Gives the folder its name, once every file is on disk.
  func commit() throws(SystemFailure) {
    // Renaming replaces an empty folder, which may have come meanwhile: nothing of it is lost.
    try File(staging.path).move(to: path)
    try Folder(Path.folder(of: path)).synchronize()
  }

  /// Removes what was written so far.
  package func discard() {
    try? staging.removeRecursively()
  }
}

/// A file that is hashed while it is written, with one buffer in memory; belongs to one actor.
final class HashedFile {
  private static let bufferSize = 1 << 16

  let name: String
  private let path: String
  private let descriptor: FileDescriptor
  private var hasher = SHA256Hasher()
  private var buffer: [UInt8] = []
  private(set) var bytes: Int64 = 0

  init(name: String, path: String) throws(SystemFailure) {
    self.name = name
    self.path = path
    descriptor = try FileDescriptor(
      opening: path,
      flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    )
  }

  func write(_ text: String) throws(SystemFailure) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Puts all of it on disk; answers the SHA-256 in hex.
  func finish() throws(SystemFailure) -> String {
    try flush()
    try descriptor.synchronize(path: path)
    return Hex.encode(hasher.finish())
  }

  private func flush() throws(SystemFailure) {
    try descriptor.write(buffer, path: path)
    hasher.update(buffer)
    bytes += Int64(buffer.count)
    buffer.removeAll(keepingCapacity: true)
  }
}
