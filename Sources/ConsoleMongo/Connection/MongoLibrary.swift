import CMongoC
import Glibc
package import Logging
import Synchronization

/// The driver's process-wide state: initialised once, never torn down before the process ends.
package enum MongoLibrary {
  /// Sends the driver's own log lines to `logger` from now on; without it they are dropped.
  ///
  /// Safe from any thread and any number of times; the newest logger wins.
  package static func log(to logger: Logger) {
    driverLogger.withLock { $0 = logger }
    start()
  }

  /// Initialises the driver on first use.
  ///
  /// The handler comes first: the driver would write to stderr, which is the screen.
  static func start() {
    _ = started
  }

  /// Takes the driver's counters out of `/dev/shm`; to be called first thing in `main`.
  ///
  /// Debian's build initialises itself when the library is loaded and keeps counters for `mongoc-stat`
  /// in a file named after the process (mongoc-counters.c). Only an exit handler removes it, so that a
  /// killed process would leave it behind, and a later one of the same id be greeted by a warning on
  /// standard error. The memory itself stays mapped.
  package static func forgetCounters() {
    unsafe shm_unlink("/mongoc-\(getpid())")
  }

  private static let started: Void = {
    unsafe mongoc_log_set_handler(forwardDriverLine, nil)
    mongoc_init()
    forgetCounters()
  }()
}

private let driverLogger = Mutex<Logger?>(nil)

/// Called by the driver on any of its threads, so it must not inherit an actor.
///
/// The line itself is dropped but for a known phrase: it may quote what a server said.
private nonisolated func forwardDriverLine(
  level: mongoc_log_level_t,
  domain: UnsafePointer<CChar>?,
  message: UnsafePointer<CChar>?,
  context: UnsafeMutableRawPointer?
) {
  guard let logger = driverLogger.withLock({ $0 }) else { return }
  let severity: Logger.Level
  switch level {
  case MONGOC_LOG_LEVEL_ERROR, MONGOC_LOG_LEVEL_CRITICAL: severity = .error
  case MONGOC_LOG_LEVEL_WARNING: severity = .warning
  default: return
  }
  let reason = unsafe message.flatMap { unsafe DriverPhrase.known(in: String(cString: $0)) }
  let source = unsafe domain.map { unsafe String(cString: $0) } ?? "mongoc"
  logger.log(
    level: severity,
    "driver: \(reason ?? "unspecified")",
    metadata: ["driver.domain": "\(source)"]
  )
}
