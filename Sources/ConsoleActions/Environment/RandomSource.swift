import ConsoleCrypto
import ConsoleDomain

/// Random bytes fit for salts and ids; injected, so that tests repeat.
package struct RandomSource: Sendable {
  package var bytes: @Sendable (_ count: Int) -> [UInt8]

  /// Makes a source; outside of tests it must be a cryptographic one.
  package init(bytes: @escaping @Sendable (_ count: Int) -> [UInt8]) {
    self.bytes = bytes
  }

  /// The operating system's own, by libcrypto.
  package static let secure = RandomSource { count in
    do {
      return try SecureRandom.bytes(count)
    } catch {
      // Unsalted commitments could be guessed: no record is better than such a one.
      preconditionFailure("the system gives no random bytes")
    }
  }

  /// A new operation id.
  func operationID() -> OperationID {
    OperationID(high: word(), low: word())
  }

  /// A duration up to `limit`, for retries that must not march in step.
  func jitter(upTo limit: Duration) -> Duration {
    .milliseconds(Int64(word() % UInt64(max(1, limit.wholeMilliseconds))))
  }

  private func word() -> UInt64 {
    bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
