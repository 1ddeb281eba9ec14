import ConsoleDomain
import ConsoleSystem

/// Reads a whole access log once: a file in parts on all cores, gzip and standard input as they come.
package struct AccessLogReading: Sendable {
  /// Bytes of a part that one task reads.
  private static let part: Int64 = 16 << 20
  /// Parts that are read at the same time.
  private static let atOnce = 4
  /// Bytes that tell the format.
  private static let head = 64 << 10

  /// A path; `-` is standard input.
  package let path: String
  package let statuses: Set<Int>

  /// Names a log.
  package init(path: String, statuses: Set<Int>) {
    self.path = path
    self.statuses = statuses
  }

  /// Reads the log, handing its parts over in their order; answers the format, nil for an empty log.
  @concurrent package func read(
    _ take: (AccessLogTally) -> Void
  ) async throws(AccessLogProblem) -> AccessLogFormat? {
    if path == "-" {
      return try stream(try opened { () throws(SystemFailure) in try .standardInput() }, take)
    }
    if path.hasSuffix(".gz") { return try unpacked(take) }
    let file = try opened { () throws(SystemFailure) in try ReadableFile(path) }
    let facts = try opened { () throws(SystemFailure) in try file.facts() }
    guard facts.isRegular else { return try stream(file, take) }
    var head = [UInt8](repeating: 0, count: Self.head)
    let count = try opened { () throws(SystemFailure) in
      try file.read(into: &head, 0..<head.count, at: 0)
    }
    guard count > 0 else { return nil }
    guard let format = AccessLogFormat.detect(Array(head.prefix(count))) else {
      throw .unknownFormat(path)
    }
    try await readParts(of: file, facts.bytes, format, take)
    return format
  }

  private func opened<Value>(
    _ open: () throws(SystemFailure) -> Value
  ) throws(AccessLogProblem) -> Value {
    do throws(SystemFailure) {
      return try open()
    } catch {
      throw .unreadable(path, error.reason)
    }
  }

  private func readParts(
    of file: ReadableFile,
    _ size: Int64,
    _ format: AccessLogFormat,
    _ take: (AccessLogTally) -> Void
  ) async throws(AccessLogProblem) {
    let starts = Array(stride(from: 0, to: size, by: Int(Self.part)).map { Int64($0) })
    let statuses = statuses
    let results = await withTaskGroup(
      of: (Int, Result<AccessLogTally, SystemFailure>).self,
      returning: SystemFailure?.self
    ) { group in
      var waiting: [Int: AccessLogTally] = [:]
      var next = 0
      var started = 0
      func start() {
        guard started < starts.count else { return }
        let place = started
        let range = starts[place]..<min(size, starts[place] + Self.part)
        started += 1
        group.addTask {
          let part = AccessLogPart(file: file, range: range, format: format, statuses: statuses)
          return (place, part.read())
        }
      }
      for _ in 0..<Self.atOnce { start() }
      for await (place, result) in group {
        switch result {
        case .failure(let failure):
          group.cancelAll()
          return failure
        case .success(let tally): waiting[place] = tally
        }
        while let tally = waiting.removeValue(forKey: next) {
          take(tally)
          next += 1
        }
        if Task.isCancelled { return SystemFailure("read", path: path, code: 125) }
        start()
      }
      return nil
    }
    if let results { throw .unreadable(path, results.reason) }
  }

  private func unpacked(
    _ take: (AccessLogTally) -> Void
  ) throws(AccessLogProblem) -> AccessLogFormat? {
    guard let gzip = ExecutableSearch.find("gzip") else {
      throw .unreadable(path, "there is no gzip in the PATH")
    }
    // Opened here first: what gzip says of a missing file goes nowhere.
    _ = try opened { () throws(SystemFailure) in try ReadableFile(path) }
    let program = try opened { () throws(SystemFailure) in
      try ProgramOutput(gzip, arguments: ["--decompress", "--stdout", "--", path])
    }
    let format: AccessLogFormat?
    do throws(AccessLogProblem) {
      format = try stream(program.file, take)
    } catch {
      program.stop()
      throw error
    }
    let status = program.finish()
    guard status == 0 else { throw .unreadable(path, "gzip ended with status \(status)") }
    return format
  }

  private func stream(
    _ file: ReadableFile,
    _ take: (AccessLogTally) -> Void
  ) throws(AccessLogProblem) -> AccessLogFormat? {
    var stream = AccessLogStream(statuses: statuses)
    while !Task.isCancelled {
      let count = try opened { () throws(SystemFailure) in try stream.read(from: file, at: nil) }
      if count == 0 { stream.finish() }
      guard let tally = stream.take() else {
        if count == 0 { break }
        continue
      }
      take(tally)
      if count == 0 { break }
    }
    if stream.format == nil, stream.hasLines { throw .unknownFormat(path) }
    return stream.format
  }
}

/// Why an access log can't be read.
package enum AccessLogProblem: Error, Hashable, Sendable {
  case unreadable(String, String)
  /// None of the first lines has a format that is known.
  case unknownFormat(String)

  /// One line for people.
  package var line: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): \(reason)"
    case .unknownFormat(let path):
      "\(path): neither the combined format, nor JSON lines with a time and a status, nor ALB"
    }
  }
}
