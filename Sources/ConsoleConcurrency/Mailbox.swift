import Synchronization

/// Carries messages from any thread to one reader, who takes everything that waits in one go.
///
/// Taking batches is the point: the loop folds them all into the model before it draws once. The
/// order of posting is kept for messages of one thread.
package final class Mailbox<Message: Sendable>: Sendable {
  private struct State {
    var waiting: [Message] = []
    var reader: CheckedContinuation<[Message]?, Never>?
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Makes an empty, open mailbox.
  package init() {}

  /// Adds a message and wakes the reader; dropped once the mailbox is closed.
  package func post(_ message: Message) {
    let reader = state.withLock { state -> CheckedContinuation<[Message]?, Never>? in
      guard !state.isClosed else { return nil }
      guard let reader = state.reader.take() else {
        state.waiting.append(message)
        return nil
      }
      return reader
    }
    reader?.resume(returning: [message])
  }

  /// Ends the sequence after what already waits; closing twice does nothing.
  package func close() {
    let reader = state.withLock { state in
      state.isClosed = true
      return state.reader.take()
    }
    reader?.resume(returning: nil)
  }

  /// Everything that waits, or what comes next.
  ///
  /// Only one task may wait at a time. The answer is nil once the mailbox is closed and empty, or
  /// when the task is cancelled while nothing waits.
  package func next() async -> [Message]? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer = state.withLock { state -> [Message]?? in
          if !state.waiting.isEmpty {
            let batch = state.waiting
            state.waiting = []
            return .some(batch)
          }
          if state.isClosed || Task.isCancelled { return .some(nil) }
          precondition(state.reader == nil, "a mailbox has one reader")
          state.reader = continuation
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      let reader = state.withLock { $0.reader.take() }
      reader?.resume(returning: nil)
    }
  }
}

extension Mailbox: AsyncSequence {
  /// Reads batches until the mailbox is closed.
  package struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let mailbox: Mailbox

    /// The next batch, never empty; nil at the end.
    package mutating func next() async -> [Message]? {
      await mailbox.next()
    }
  }

  /// An iterator over batches; one at a time may be in use.
  package func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(mailbox: self)
  }
}
