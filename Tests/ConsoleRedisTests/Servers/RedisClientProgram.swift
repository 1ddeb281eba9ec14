import ConsoleSystem

/// Runs redis-cli to its end without suspending.
func runRedisClient(_ arguments: [String]) {
  guard let program = ExecutableSearch.find("redis-cli"),
    let child = try? ChildProcess.start(
      ProcessLaunch(executable: program, arguments: arguments, environment: [:])
    )
  else { return }
  while !child.hasEnded() {}
}
