package import ConsoleConcurrency
package import ConsoleFeatures
import Dispatch

/// Wakes when the terminal has input and posts what was typed; owns no thread.
@MainActor
package final class TerminalInput {
  private let source: any DispatchSourceRead

  /// Reads by `read` whenever descriptor 0 is ready; nil from it means that the terminal is gone.
  package init(
    mailbox: Mailbox<LoopEvent>,
    read: @escaping @MainActor () -> [Message]?
  ) {
    source = DispatchSource.makeReadSource(fileDescriptor: 0, queue: .main)
    source.setEventHandler { [source] in
      MainActor.assumeIsolated {
        guard let messages = read() else {
          source.cancel()
          return mailbox.post(.inputClosed)
        }
        for message in messages { mailbox.post(.message(message)) }
      }
    }
    source.activate()
  }

  /// Stops reading for good.
  package func stop() {
    source.cancel()
  }
}
