import ConsoleDemo
import ConsoleSystem
import Glibc
import ServerHarness

/// A mongod whose files lie on a small disk of its own.
///
/// The disk is a tmpfs in a mount namespace of that process: nobody else sees it, and it is gone with
/// the process, however that ends.
struct SmallDisk {
  private static let script = #"""
    #!/bin/sh
    # The current folder is the one that holds mongod's `db`.
    exec unshare --user --map-root-user --mount /bin/sh -c \
      'mount -t tmpfs -o size=320m none db && exec "$0" "$@"' "MONGOD" "$@"
    """#

  let programs: ServerPrograms
  private let folder: Folder

  /// Whether this machine lets anybody mount something in a namespace of their own.
  @Sendable static func canBeMade() async throws -> Bool {
    try await run(
      "/usr/bin/env",
      "unshare",
      "--user",
      "--map-root-user",
      "--mount",
      "mount",
      "-t",
      "tmpfs",
      "none",
      "/mnt"
    ) == 0
  }

  init() throws {
    var programs = try ServerPrograms.locate()
    folder = try Folder.temporary(prefix: "holdfast-disk")
    let program = "\(folder.path)/mongod"
    let text = Self.script.replacing("MONGOD", with: programs.mongod)
    let file = try FileDescriptor(
      opening: program,
      flags: O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
      mode: 0o700
    )
    try file.write(text.utf8)
    programs.mongod = program
    self.programs = programs
  }

  func remove() {
    try? folder.removeRecursively()
  }

  /// Leaves nothing free on the disk.
  func fill(of servers: PrivateServers) async throws {
    guard let process = servers.processID(of: .mongod) else { throw NoDisk() }
    let file = "/proc/\(process)/root\(servers.folder.path)/db/filler"
    // It ends with an error: that is when the disk is full.
    guard try await Self.run("/bin/dd", "if=/dev/zero", "of=\(file)", "bs=64k") == 1 else {
      throw NoDisk()
    }
  }

  private static func run(_ program: String, _ arguments: String...) async throws -> Int32? {
    let child = try ChildProcess.start(
      ProcessLaunch(
        executable: program,
        arguments: arguments,
        environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"]
      )
    )
    var status: Int32?
    _ = await eventually(within: .seconds(60)) {
      status = child.exitStatus()
      return status != nil
    }
    return status
  }

  private struct NoDisk: Error {}
}
