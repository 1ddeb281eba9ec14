import Dispatch

/// Runs an actor on a dispatch queue of its own, where blocking C calls hold up nobody else.
///
/// An actor that owns a C handle keeps one of these and answers it as its `unownedExecutor`; every
/// access to the handle then happens on this queue, one at a time, which is the threading rule of
/// hiredis and libmongoc alike, and no thread of the cooperative pool is ever blocked.
package final class QueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  /// Makes the queue; `label` is what a debugger shows for its thread.
  package init(label: String) {
    queue = DispatchQueue(label: label)
  }

  /// Hands the job over to the queue.
  package func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    queue.async {
      unsafe unowned.runSynchronously(on: unsafe self.asUnownedSerialExecutor())
    }
  }

  /// The reference that an actor returns; valid as long as the actor holds this executor.
  package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
  }

  /// Lets `assumeIsolated` and the runtime's own checks ask whether they are on the queue.
  package func checkIsolated() {
    dispatchPrecondition(condition: .onQueue(queue))
  }
}
