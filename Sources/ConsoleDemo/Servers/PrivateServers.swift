package import ConsoleSystem
import Synchronization

/// One of the two private servers.
package enum PrivateServer: String, Hashable, Sendable, CaseIterable {
  case redis
  case mongod
}

/// A private redis-server and a private mongod in a temporary folder, gone with the process that owns them.
///
/// Redis listens on a unix socket alone, mongod on a free port of 127.0.0.1 as a replica set of one
/// that has yet to be initiated. They end when `stop` is called, when the last reference goes, and when
/// this process dies in whatever way (`ServerReaper`).
package final class PrivateServers: Sendable {
  /// Where both keep their files; mode 0700.
  package let folder: Folder
  package let mongoPort: UInt16
  /// Whether mongod demands a user; Redis is guarded by the folder's mode.
  package let hasAccessControl: Bool

  private let reaper: ChildProcess
  private let lifeline: Mutex<FileDescriptor?>

  /// Path of Redis' unix socket.
  package var redisSocket: String { "\(folder.path)/\(ServerReaper.redisSocket)" }
  /// Name of the replica set.
  package var replicaSet: String { ServerReaper.replicaSet }

  /// Starts both and waits until each accepts connections; without `programs`, those of this machine.
  package static func start(
    accessControl: Bool = true,
    programs: ServerPrograms? = nil,
    deadline: Duration = .seconds(60)
  ) async throws(DemoFailure) -> PrivateServers {
    let programs = if let programs { programs } else { try ServerPrograms.locate() }
    var attempt = 1
    while true {
      do throws(DemoFailure) {
        let servers = try PrivateServers(programs: programs, accessControl: accessControl)
        try await servers.waitUntilReady(deadline: deadline)
        return servers
      } catch {
        // A free port may be taken by somebody else before mongod listens on it.
        guard case .didNotStart(server: PrivateServer.mongod.rawValue, let log) = error,
          log.contains("Address already in use"), attempt < 4
        else { throw error }
        attempt += 1
      }
    }
  }

  private init(programs: ServerPrograms, accessControl: Bool) throws(DemoFailure) {
    do throws(SystemFailure) {
      let folder = try Self.makeFolder(accessControl: accessControl)
      let port = try LoopbackPort.free()
      let pipe = try Pipe()
      reaper = try ServerReaper.start(
        folder: folder,
        programs: programs,
        mongoPort: port,
        accessControl: accessControl,
        lifeline: pipe.reader
      )
      lifeline = Mutex(pipe.takeWriter())
      self.folder = folder
      mongoPort = port
      hasAccessControl = accessControl
    } catch {
      throw .system(error)
    }
  }

  /// The process id of a server, as of its latest start.
  package func processID(of server: PrivateServer) -> Int32? {
    let file = File("\(folder.path)/\(ServerReaper.processIDFile(of: server))")
    guard let bytes = try? file.read(limit: 32) else { return nil }
    return Int32(String(decoding: bytes, as: UTF8.self).filter(\.isNumber))
  }

  /// Starts a server again that has ended, on its old address; Redis comes back empty.
  package func restart(
    _ server: PrivateServer,
    deadline: Duration = .seconds(60)
  ) async throws(DemoFailure) {
    do throws(SystemFailure) {
      try lifeline.withLock { descriptor throws(SystemFailure) in
        try descriptor?.write("\(server.rawValue)\n".utf8)
      }
    } catch {
      throw .system(error)
    }
    await waitUntil(deadline: deadline) { !hasEnded(server) && accepts(server) }
    guard accepts(server) else {
      throw .didNotStart(server: server.rawValue, log: logTail(of: server))
    }
  }

  /// Ends both servers and waits until their folder is gone; nothing happens the second time.
  package func stop(deadline: Duration = .seconds(30)) async {
    lifeline.withLock { $0 = nil }
    let reaper = reaper
    await waitUntil(deadline: deadline) { reaper.hasEnded() }
  }

  private func waitUntilReady(deadline: Duration) async throws(DemoFailure) {
    for server in PrivateServer.allCases {
      var accepts = false
      await waitUntil(deadline: deadline) {
        accepts = self.accepts(server)
        return accepts || self.hasEnded(server)
      }
      if accepts { continue }
      let log = logTail(of: server)
      await stop()
      throw .didNotStart(server: server.rawValue, log: log)
    }
  }

  private func accepts(_ server: PrivateServer) -> Bool {
    switch server {
    case .redis: UnixSocket.accepts(redisSocket)
    case .mongod: LoopbackPort.accepts(mongoPort)
    }
  }

  private func hasEnded(_ server: PrivateServer) -> Bool {
    guard let id = processID(of: server) else { return reaper.hasEnded() }
    return !ProcessSignal.isAlive(process: id)
  }

  private func logTail(of server: PrivateServer) -> String {
    let file = File("\(folder.path)/\(ServerReaper.logFile(of: server))")
    let bytes = (try? file.read(limit: 4 << 20)) ?? []
    return String(decoding: bytes.suffix(2000), as: UTF8.self)
  }
}

extension PrivateServers {
  /// A fresh folder with what mongod wants to find; in `/tmp` where `$TMPDIR` is too deep for a socket.
  private static func makeFolder(accessControl: Bool) throws(SystemFailure) -> Folder {
    var folder = try Folder.temporary(prefix: "holdfast")
    if folder.path.utf8.count + "/mongodb-65535.sock".utf8.count > UnixSocket.longestPath {
      try folder.removeRecursively()
      folder = try Folder.temporary(prefix: "holdfast", in: "/tmp")
    }
    try Folder("\(folder.path)/db").create()
    if accessControl {
      let key = (0..<64).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
      try File("\(folder.path)/\(ServerReaper.keyFile)").replace(with: key.utf8.prefix(756))
    }
    return folder
  }
}
