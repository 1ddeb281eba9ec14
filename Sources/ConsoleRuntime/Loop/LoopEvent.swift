package import ConsoleFeatures
package import ConsoleSystem

/// What the loop waits for.
package enum LoopEvent: Sendable {
  case message(Message)
  case signal(WatchedSignal)
  /// The terminal is gone: end of file or an error on input.
  case inputClosed
  /// The time of the next tick or frame has come.
  case due
  /// Another context is ready, or why it is not.
  case contextReady(Result<PreparedContext, ContextProblem>)
}

/// A context whose connections are open, ready to take the place of the present one.
package struct PreparedContext: Sendable {
  package var context: ConsoleContext
  package var ports: ConsolePorts

  /// Makes a prepared context.
  package init(context: ConsoleContext, ports: ConsolePorts) {
    self.context = context
    self.ports = ports
  }
}

/// Why a context can't be entered; the present one stays.
package struct ContextProblem: Error, Hashable, Sendable {
  package var text: String

  /// Makes a problem from one sentence that says what to do.
  package init(text: String) { self.text = text }
}
