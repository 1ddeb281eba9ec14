import Glibc

/// A file as a whole: read with a cap, replaced in one step.
package struct File: Hashable, Sendable {
  package var path: String

  /// Names a file; nothing is opened yet.
  package init(_ path: String) {
    self.path = path
  }

  /// The bytes, at most `limit`; a larger file is refused with `EFBIG` rather than cut.
  package func read(limit: Int) throws(SystemFailure) -> [UInt8] {
    let descriptor = try FileDescriptor(opening: path, flags: O_RDONLY)
    let bytes = try descriptor.read(upTo: limit + 1, path: path)
    guard bytes.count <= limit else {
      throw SystemFailure("read", path: path, code: EFBIG)
    }
    return bytes
  }

  /// Replaces the file as a whole: readers see the old bytes or the new ones, also after a crash.
  ///
  /// A temporary neighbour is written with mode 0600, flushed and renamed; then the folder is flushed.
  package func replace(with bytes: some Collection<UInt8>) throws(SystemFailure) {
    let temporary = "\(path).\(getpid()).tmp"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    do throws(SystemFailure) {
      let descriptor = try FileDescriptor(opening: temporary, flags: flags)
      try descriptor.write(bytes, path: temporary)
      try descriptor.synchronize(path: temporary)
      try systemCall("rename", path: path) { unsafe rename(temporary, path) }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    try synchronizeFolder()
  }

  /// Writes a new file with mode 0600 and flushes it; whatever stands at the path already is left alone.
  package func create(with bytes: some Collection<UInt8>) throws(SystemFailure) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    let descriptor = try FileDescriptor(opening: path, flags: flags)
    try descriptor.write(bytes, path: path)
    try descriptor.synchronize(path: path)
    try synchronizeFolder()
  }

  /// Whether something stands at the path, whatever it is.
  package var exists: Bool { unsafe access(path, F_OK) == 0 }

  /// Whether this process may execute the file.
  package var isExecutable: Bool { unsafe access(path, X_OK) == 0 && !isFolder }

  /// Permission bits and owner, following links; fails where there is nothing.
  package func attributes() throws(SystemFailure) -> FileAttributes {
    var facts = stat()
    try systemCall("stat", path: path) { unsafe stat(path, &facts) }
    return FileAttributes(
      mode: facts.st_mode & 0o7777,
      owner: facts.st_uid,
      bytes: Int64(facts.st_size),
      isFolder: facts.st_mode & S_IFMT == S_IFDIR
    )
  }

  /// Removes the file; one that is already gone counts as removed.
  package func remove() throws(SystemFailure) {
    do throws(SystemFailure) {
      try systemCall("unlink", path: path) { unsafe unlink(path) }
    } catch  where error.code == ENOENT {
      return
    }
  }

  /// Moves the file, replacing what stands at the new path.
  package func move(to newPath: String) throws(SystemFailure) {
    try systemCall("rename", path: path) { unsafe rename(path, newPath) }
  }

  private var isFolder: Bool { (try? attributes())?.isFolder ?? false }

  private func synchronizeFolder() throws(SystemFailure) {
    let folder = Path.folder(of: path)
    let descriptor = try FileDescriptor(opening: folder, flags: O_RDONLY | O_DIRECTORY)
    try descriptor.synchronize(path: folder)
  }
}

/// What `stat` says about a file.
package struct FileAttributes: Hashable, Sendable {
  /// The lower twelve permission bits.
  package var mode: UInt32
  /// User id of the owner.
  package var owner: UInt32
  package var bytes: Int64
  package var isFolder: Bool
}
