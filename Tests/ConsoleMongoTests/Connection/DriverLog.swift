import ConsoleMongo
import InMemoryLogging
import Logging

/// Everything the driver said during the whole run; the driver has one log for the process.
enum DriverLog {
  private static let records: InMemoryLogHandler = {
    let records = InMemoryLogHandler()
    MongoLibrary.log(to: Logger(label: "holdfast.mongo") { _ in records })
    return records
  }()

  /// Starts to listen; once is enough.
  static func listen() {
    _ = records
  }

  /// All lines with their metadata.
  static var text: String {
    records.entries.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n")
  }
}
