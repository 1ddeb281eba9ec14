package import ConsoleDomain
import ConsoleSystem

/// Follows an access log while it grows, is rotated and is cut.
///
/// A file that was renamed is read to its end before the new one of its name is begun with; one that became
/// shorter is begun with anew. Standard input (`-`) is read as it comes.
package struct AccessLogFollower: ~Copyable {
  /// Bytes of history that are read when a log is opened.
  private static let history: Int64 = 256 << 20
  /// Bytes that one call reads at most, so that a long history shows while it is read.
  private static let atOnce: Int64 = 32 << 20

  private let path: String
  private var source: RefusalSource
  private var file: ReadableFile?
  private var offset: Int64 = 0
  private var stream: AccessLogStream
  private let statuses: Set<Int>
  /// From when on everything that was written is known; nil: the log is not open.
  private var since: Instant?

  /// Names a log; nothing is opened yet.
  package init(_ source: RefusalSource, path: String, statuses: Set<Int>) {
    self.source = source
    self.path = path
    self.statuses = statuses
    stream = AccessLogStream(statuses: statuses)
  }

  /// Reads what has come, and tells it with how the log is.
  package mutating func poll(now: Instant) -> RefusalBatch {
    var recorded: Range<Instant>?
    do throws(SystemFailure) {
      if file == nil { try open(now) }
      let isCurrent = try readOn()
      source.readAt = now
      source.problem = nil
      if isCurrent {
        recorded = since.flatMap { $0 < now ? $0..<now : nil }
        since = now
      }
    } catch {
      source.problem = error.reason
      file = nil
      since = nil
    }
    let tally = stream.take() ?? AccessLogTally()
    source.unreadable += tally.unreadable
    source.format = stream.format?.rawValue
    if stream.format == nil, source.unreadable > 0 {
      source.problem = AccessLogProblem.unknownFormat(path).line
    }
    if let minutes = tally.minutes {
      source.newest = max(source.newest ?? minutes.upperBound, minutes.upperBound)
      let told = minutes.lowerBound..<minutes.upperBound.advanced(by: .milliseconds(1))
      recorded =
        recorded.map {
          min($0.lowerBound, told.lowerBound)..<max($0.upperBound, told.upperBound)
        } ?? told
    }
    return tally.batch(of: source, recorded: recorded)
  }

  private mutating func open(_ now: Instant) throws(SystemFailure) {
    let opened = path == "-" ? try ReadableFile.standardInput() : try ReadableFile(path)
    let facts = try opened.facts()
    offset = facts.isRegular ? max(0, facts.bytes - Self.history) : 0
    stream.restart(isInside: offset > 0)
    since = now
    file = opened
  }

  /// Reads up to the end or the most of one call; whether the end was reached.
  private mutating func readOn() throws(SystemFailure) -> Bool {
    var left = Self.atOnce
    while left > 0, let current = file {
      let isRegular = try current.facts().isRegular
      if !isRegular, !current.isReady { return true }
      let count = Int64(try stream.read(from: current, at: isRegular ? offset : nil))
      offset += count
      left -= count
      guard count == 0 else { continue }
      guard isRegular, try continuesElsewhere(current) else { return true }
    }
    return false
  }

  /// At the end of a file: begins with the one that took its place, or anew where it was cut.
  private mutating func continuesElsewhere(_ current: ReadableFile) throws(SystemFailure) -> Bool {
    let facts = try current.facts()
    if facts.bytes < offset {
      stream.restart()
      offset = 0
      return true
    }
    // Between a rename and the making of the new file there is none: the old one stays open.
    guard let now = try? FileFacts(path: path), !now.isSameFile(as: facts) else { return false }
    // What was written between the last read and now.
    if facts.bytes > offset { return true }
    stream.finish()
    stream.restart()
    file = try ReadableFile(path)
    offset = 0
    return true
  }
}
