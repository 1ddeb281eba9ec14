import Foundation

/// Checks on files that hold, or lead to, secrets.
enum PrivateFile {
  /// Refuses a file that group or others can read; a missing file passes.
  static func requirePrivate(_ path: String, place: String) throws(SettingsFault) {
    guard
      let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let mode = attributes[.posixPermissions] as? Int, mode & 0o077 != 0
    else { return }
    throw SettingsFault(
      place: place,
      what: "\(path) can be read by other users (mode 0\(String(mode, radix: 8)))",
      remedy: "run: chmod 600 \(path)"
    )
  }
}
