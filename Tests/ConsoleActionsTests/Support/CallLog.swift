import Synchronization

/// The order in which the fakes were called.
final class CallLog: Sendable {
  private let state = Mutex<[String]>([])

  var calls: [String] { state.withLock { $0 } }

  func note(_ call: String) {
    state.withLock { $0.append(call) }
  }
}
