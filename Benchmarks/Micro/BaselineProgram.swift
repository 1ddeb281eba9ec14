import ConsoleSystem

/// One of the plain programs in `baseline/`: it does the work once and prints what it took.
struct BaselineProgram {
  let path: String
  /// A folder for its input and output.
  let folder: String

  /// Runs it and answers the figure that it prints last: seconds, unless it measures something else.
  func figure(_ arguments: [String]) async throws -> Double {
    let output = File("\(folder)/baseline")
    try output.remove()
    let child = try ChildProcess.start(
      ProcessLaunch(
        executable: path,
        arguments: arguments,
        environment: [:],
        outputPath: output.path
      )
    )
    while !child.hasEnded() {
      try await Task.sleep(for: .milliseconds(20))
    }
    let words = String(decoding: try output.read(limit: 1000), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    guard let figure = words.last.flatMap({ Double($0) }) else {
      throw BenchmarkFailure(description: "\(path) said nothing useful")
    }
    return figure
  }
}

/// Why a benchmark could not be run.
struct BenchmarkFailure: Error, CustomStringConvertible {
  var description: String
}
