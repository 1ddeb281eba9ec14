import Glibc

/// Who sits at this terminal as far as the operating system knows; goes into audit records.
package struct OperatingSystemUser: Hashable, Sendable {
  /// Login name of the effective user; the number as text where the system has no name for it.
  package var name: String
  package var uid: UInt32
  /// Who became this user by sudo, as the environment claims; nil when nobody did.
  package var sudoUser: String?
  /// Device of the terminal (`/dev/pts/3`); nil without one.
  package var terminal: String?
  package var host: String
  /// `SSH_CONNECTION` or `SSH_CLIENT`: where the remote shell came from; nil when local.
  package var sshClient: String?

  /// Asks the system; what it can't say stays nil.
  package static func current() -> OperatingSystemUser {
    let uid = geteuid()
    return OperatingSystemUser(
      name: loginName(of: uid) ?? String(uid),
      uid: uid,
      sudoUser: ProcessEnvironment.value("SUDO_USER"),
      terminal: terminalName(),
      host: hostName(),
      sshClient: ProcessEnvironment.value("SSH_CONNECTION")
        ?? ProcessEnvironment.value("SSH_CLIENT")
    )
  }
}

private func loginName(of uid: uid_t) -> String? {
  unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16 * 1024) { buffer in
    var record = unsafe passwd()
    var found: UnsafeMutablePointer<passwd>?
    guard let start = buffer.baseAddress,
      unsafe getpwuid_r(uid, &record, start, buffer.count, &found) == 0,
      unsafe found != nil, let name = unsafe record.pw_name
    else { return nil }
    return unsafe String(cString: name)
  }
}

private func terminalName() -> String? {
  unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
    guard let start = buffer.baseAddress,
      unsafe ttyname_r(STDIN_FILENO, start, buffer.count) == 0
    else { return nil }
    return unsafe String(cString: start)
  }
}

private func hostName() -> String {
  unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
    guard let start = buffer.baseAddress, unsafe gethostname(start, buffer.count - 1) == 0 else {
      return "unknown"
    }
    unsafe buffer[buffer.count - 1] = 0
    return unsafe String(cString: start)
  }
}
