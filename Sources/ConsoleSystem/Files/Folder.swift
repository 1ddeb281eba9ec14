import Glibc

/// A directory: made with private modes, removed without ever following a link.
package struct Folder: Hashable, Sendable {
  package var path: String

  /// Names a directory; nothing is made yet.
  package init(_ path: String) {
    self.path = path
  }

  /// Makes the directory and those above it where they are missing, each with mode 0700.
  package func create() throws(SystemFailure) {
    for folder in Path.ancestors(of: path).reversed() where !File(folder).exists {
      do throws(SystemFailure) {
        try systemCall("mkdir", path: folder) { unsafe mkdir(folder, 0o700) }
      } catch  where error.code == EEXIST {
        continue
      }
    }
  }

  /// Makes a fresh directory of mode 0700; the parent is `$TMPDIR`, else `/tmp`, when none is named.
  package static func temporary(
    prefix: String,
    in parent: String? = nil
  ) throws(SystemFailure) -> Folder {
    let named = parent ?? ProcessEnvironment.value("TMPDIR")
    let parent = named.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(parent)/\(prefix).XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) } != nil
    }
    guard made else { throw SystemFailure("mkdtemp", path: parent) }
    return Folder(
      String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    )
  }

  /// Removes the directory and all in it; links are unlinked, never followed.
  package func removeRecursively() throws(SystemFailure) {
    try removeTree(parent: AT_FDCWD, name: path, path: path)
  }

  /// Makes what was renamed or created in it survive a power failure.
  package func synchronize() throws(SystemFailure) {
    try openFolder(parent: AT_FDCWD, name: path, path: path).synchronize(path: path)
  }

  /// The names in the directory, unsorted, without `.` and `..`.
  package func names() throws(SystemFailure) -> [String] {
    let descriptor = try openFolder(parent: AT_FDCWD, name: path, path: path)
    return try entries(of: descriptor, path: path).map(\.name)
  }
}

private struct Entry {
  var name: String
  var isFolder: Bool
}

/// Walks by descriptor, so that a directory swapped for a link in between can't lead elsewhere.
private func removeTree(parent: Int32, name: String, path: String) throws(SystemFailure) {
  do throws(SystemFailure) {
    let folder = try openFolder(parent: parent, name: name, path: path)
    for entry in try entries(of: folder, path: path) {
      let entryPath = "\(path)/\(entry.name)"
      if entry.isFolder {
        try removeTree(parent: folder.number, name: entry.name, path: entryPath)
      } else {
        try remove(entry.name, parent: folder.number, flags: 0, path: entryPath)
      }
    }
  } catch  where error.code == ENOENT {
    return
  }
  try remove(name, parent: parent, flags: AT_REMOVEDIR, path: path)
}

private func openFolder(
  parent: Int32,
  name: String,
  path: String
) throws(SystemFailure) -> FileDescriptor {
  let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
  return FileDescriptor(
    owning: try systemCall("open", path: path) { unsafe openat(parent, name, flags) }
  )
}

private func remove(
  _ name: String,
  parent: Int32,
  flags: Int32,
  path: String
) throws(SystemFailure) {
  do throws(SystemFailure) {
    try systemCall("unlink", path: path) { unsafe unlinkat(parent, name, flags) }
  } catch  where error.code == ENOENT {
    return
  }
}

private func entries(
  of folder: borrowing FileDescriptor,
  path: String
) throws(SystemFailure) -> [Entry] {
  let copy = try systemCall("dup", path: path) { fcntl(folder.number, F_DUPFD_CLOEXEC, 0) }
  guard let stream = unsafe fdopendir(copy) else {
    let failure = SystemFailure("opendir", path: path)
    close(copy)
    throw failure
  }
  defer { unsafe closedir(stream) }
  unsafe rewinddir(stream)
  var found: [Entry] = []
  while let record = unsafe readdir(stream) {
    let name = unsafe withUnsafeBytes(of: record.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name == "." || name == ".." { continue }
    var facts = stat()
    let known = unsafe fstatat(copy, name, &facts, AT_SYMLINK_NOFOLLOW) == 0
    found.append(Entry(name: name, isFolder: known && facts.st_mode & S_IFMT == S_IFDIR))
  }
  return found
}
