package import ConsoleActions
import ConsoleDomain
import ConsoleSystem

/// Sends the note of a checkpoint by HTTP POST.
package struct CheckpointWebhook: Sendable {
  private let request: WebRequest

  /// Checks an address; nil unless it is `https://`, or `http://` to this machine itself.
  package init?(
    url: String,
    curl: String? = ExecutableSearch.find("curl"),
    deadline: Duration = .seconds(15)
  ) {
    guard let request = WebRequest(url: url, curl: curl, deadline: deadline) else { return nil }
    self.request = request
  }

  /// The place as the writer of checkpoints takes it.
  package var sink: CheckpointSink {
    CheckpointSink(
      name: "webhook \(request.host)",
      deliver: { signed throws(CheckpointSinkFailure) in
        do throws(WebFailure) {
          try await request.post(signed.note.description)
        } catch {
          throw CheckpointSinkFailure(reason: error.reason)
        }
      }
    )
  }
}
