import Glibc

/// How to start a program.
package struct ProcessLaunch: Sendable {
  /// Absolute path of the program.
  package var executable: String
  /// Arguments after the program's own name; visible to every user of the machine, so never a secret.
  package var arguments: [String]
  /// The whole environment of the child; nothing is inherited.
  package var environment: [String: String]
  /// Files for standard output and standard error (appended to); nil is `/dev/null`.
  package var outputPath: String?
  /// Descriptor the child gets as standard input; nil is `/dev/null`.
  package var input: Int32?
  /// Descriptor the child gets as standard output in place of a file; its messages go nowhere then.
  package var output: Int32?

  /// Describes a launch; the child gets a session of its own, out of reach of the terminal's signals.
  package init(
    executable: String,
    arguments: [String],
    environment: [String: String],
    outputPath: String? = nil,
    input: Int32? = nil,
    output: Int32? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.outputPath = outputPath
    self.input = input
    self.output = output
  }
}

/// A program that was started here and has not been waited for.
package struct ChildProcess: Sendable {
  package let id: Int32

  /// Starts the program in a new session; only descriptors 0, 1 and 2 are handed over.
  package static func start(_ launch: ProcessLaunch) throws(SystemFailure) -> ChildProcess {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    try check("posix_spawn_file_actions_init", unsafe posix_spawn_file_actions_init(&actions))
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    try check("posix_spawnattr_init", unsafe posix_spawnattr_init(&attributes))
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    try unsafe redirect(&actions, launch)
    try detach(&attributes)

    let arguments = CStrings([launch.executable] + launch.arguments)
    let environment = CStrings(launch.environment.map { "\($0.key)=\($0.value)" }.sorted())
    var id: pid_t = 0
    let code = unsafe posix_spawn(
      &id,
      launch.executable,
      &actions,
      &attributes,
      arguments.pointers,
      environment.pointers
    )
    guard code == 0 else { throw SystemFailure("start", path: launch.executable, code: code) }
    return ChildProcess(id: id)
  }

  /// Whether the program still runs; one that has ended is reaped by this call and stays ended.
  package func hasEnded() -> Bool {
    var status: Int32 = 0
    let answer = unsafe waitpid(id, &status, WNOHANG)
    return answer == id || (answer == -1 && errno == ECHILD)
  }

  /// The exit status of a program that has ended, 128 and the signal's number for one that was killed.
  ///
  /// nil while it runs. The first answer reaps the program: ask no more after it.
  package func exitStatus() -> Int32? {
    var status: Int32 = 0
    guard unsafe waitpid(id, &status, WNOHANG) == id else { return nil }
    return Self.exitStatus(of: status)
  }

  /// Waits for the end, and answers the exit status as `exitStatus()` does.
  package func waitForStatus() -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) == -1 {
      guard errno == EINTR else { return 128 }
    }
    return Self.exitStatus(of: status)
  }

  private static func exitStatus(of status: Int32) -> Int32 {
    // WIFEXITED and its kin are macros, which Swift does not see: wait(2) gives their bits.
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  /// Waits for a program that was killed, so that nothing of it is left.
  package func waitForEnd() {
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) == -1, errno == EINTR {}
  }

  private static func redirect(
    _ actions: inout posix_spawn_file_actions_t,
    _ launch: ProcessLaunch
  ) throws(SystemFailure) {
    if let input = launch.input {
      try check("dup", unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO))
    } else {
      try check(
        "open",
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      )
    }
    let output = launch.outputPath ?? "/dev/null"
    let flags = O_WRONLY | O_CREAT | O_APPEND
    try check(
      "open",
      unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, flags, 0o600)
    )
    try check(
      "dup",
      unsafe posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    )
    if let output = launch.output {
      try check("dup", unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO))
    }
    try unsafe closeOthers(&actions)
  }

  /// Closes what libraries left open without close-on-exec; glibc ignores numbers that aren't open.
  private static func closeOthers(
    _ actions: inout posix_spawn_file_actions_t
  ) throws(SystemFailure) {
    for number in try Folder("/proc/self/fd").names().compactMap({ Int32($0) }) where number > 2 {
      try check("close", unsafe posix_spawn_file_actions_addclose(&actions, number))
    }
  }

  /// A new session, no blocked signals, SIGPIPE back to its default (a parent may ignore it).
  private static func detach(_ attributes: inout posix_spawnattr_t) throws(SystemFailure) {
    var none = sigset_t()
    var restored = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigemptyset(&restored)
    for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      unsafe sigaddset(&restored, number)
    }
    try check("sigmask", unsafe posix_spawnattr_setsigmask(&attributes, &none))
    try check("sigdefault", unsafe posix_spawnattr_setsigdefault(&attributes, &restored))
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, hidden from Swift by _GNU_SOURCE
    let flags = newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    try check("flags", unsafe posix_spawnattr_setflags(&attributes, Int16(flags)))
  }

  private static func check(_ operation: String, _ code: Int32) throws(SystemFailure) {
    guard code == 0 else { throw SystemFailure(operation, code: code) }
  }
}

/// A null-terminated vector of C strings, freed with its owner.
@safe private struct CStrings: ~Copyable {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    unsafe pointers = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() {
      unsafe (pointers + index).initialize(to: strdup(string))
    }
    unsafe (pointers + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { unsafe free(pointers[index]) }
    unsafe pointers.deallocate()
  }
}
