import Glibc

/// Paths as text, without asking the file system.
package enum Path {
  /// The folder part: `/a/b` of `/a/b/c`, `.` of a bare name.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The folder and all folders above it, nearest first.
  package static func ancestors(of folder: String) -> [String] {
    var found = [folder]
    var current = folder
    while current != "/" && current != "." {
      current = Path.folder(of: current)
      found.append(current)
    }
    return found
  }

  /// The working directory of this process; nil when it has been removed.
  package static var current: String? {
    guard let text = unsafe getcwd(nil, 0) else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  /// What a symbolic link says, whether or not it leads anywhere; nil for anything else.
  package static func target(ofLink path: String) -> String? {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let length = unsafe readlink(path, start, buffer.count - 1)
      guard length > 0 else { return nil }
      unsafe buffer[length] = 0
      return unsafe String(cString: start)
    }
  }

  /// The absolute path of the running executable, links resolved.
  package static var executable: String? {
    guard let text = unsafe realpath("/proc/self/exe", nil) else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }
}
