import ConsoleActions
import ConsoleSettings
import ConsoleStores

extension CheckpointSettings {
  /// The places outside of the database that take copies.
  func sinks() throws(ConnectionFault) -> [CheckpointSink] {
    var sinks = files.map { CheckpointFile(path: $0).sink }
    if usesSyslog { sinks.append(CheckpointSyslog().sink) }
    if let webhook {
      guard let webhook = CheckpointWebhook(url: webhook.exposed) else {
        throw ConnectionFault(text: "the webhook of checkpoints is no https:// address")
      }
      sinks.append(webhook.sink)
    }
    return sinks
  }

  /// When to sign without being asked.
  var schedule: CheckpointSchedule { CheckpointSchedule(events: events, interval: interval) }
}
