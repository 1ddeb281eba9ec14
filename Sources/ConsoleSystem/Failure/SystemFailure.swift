import Glibc

/// A system call that failed: what was tried, on which path, and what the kernel said.
package struct SystemFailure: Error, Hashable, Sendable {
  /// The call's own name (`open`, `rename`).
  package var operation: String
  /// The file concerned, where there is one; never a secret.
  package var path: String?
  /// `errno` right after the call.
  package var code: Int32

  /// Makes a failure; without `code` it takes the thread's `errno`, so nothing may come in between.
  package init(_ operation: String, path: String? = nil, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// Whether nothing stands at the path.
  package var isMissing: Bool { code == ENOENT }
}

extension SystemFailure: CustomStringConvertible {
  /// The C library's text for the code (`Permission denied`).
  package var reason: String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let start = buffer.baseAddress, unsafe strerror_r(code, start, buffer.count) == 0 else {
        return "error \(code)"
      }
      return unsafe String(cString: start)
    }
  }

  package var description: String {
    guard let path else { return "\(operation): \(reason)" }
    return "\(operation) \(path): \(reason)"
  }
}

/// Runs a call that answers -1 on failure, again while a signal interrupts it.
@discardableResult
func systemCall<Value: FixedWidthInteger>(
  _ operation: String,
  path: String? = nil,
  _ call: () -> Value
) throws(SystemFailure) -> Value {
  while true {
    let value = call()
    if value != -1 { return value }
    let code = errno
    if code != EINTR { throw SystemFailure(operation, path: path, code: code) }
  }
}
