import Glibc

/// The environment variables of this process.
///
/// Nothing here writes the environment, so that reading it from several threads is safe.
package enum ProcessEnvironment {
  /// The value of one variable; nil when it is not set.
  package static func value(_ name: String) -> String? {
    guard let text = unsafe getenv(name) else { return nil }
    return unsafe String(cString: text)
  }

  /// All variables as they were when the process started.
  package static func all() throws(SystemFailure) -> [String: String] {
    let bytes = try FileDescriptor(opening: "/proc/self/environ", flags: O_RDONLY)
      .read(upTo: 4 << 20)
    var variables: [String: String] = [:]
    for entry in bytes.split(separator: 0) {
      guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = String(decoding: entry[..<equals], as: UTF8.self)
      variables[name] = String(decoding: entry[(equals + 1)...], as: UTF8.self)
    }
    return variables
  }
}
