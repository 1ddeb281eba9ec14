import ConsoleSystem

/// The shell that owns both servers and outlives whoever started it by as long as cleaning up takes.
///
/// It waits on a pipe. When the last writer is gone (an exit, a crash, SIGKILL), it kills both servers,
/// waits for them and removes their folder. Lines on the pipe start a server again that has ended.
enum ServerReaper {
  /// Starts the shell; `lifeline` is the reading end of the pipe.
  static func start(
    folder: Folder,
    programs: ServerPrograms,
    mongoPort: UInt16,
    accessControl: Bool,
    lifeline: borrowing FileDescriptor
  ) throws(SystemFailure) -> ChildProcess {
    // In a file, so that `ps` shows a line and not a program.
    let program = File("\(folder.path)/reaper")
    try program.replace(with: script.utf8)
    return try ChildProcess.start(
      ProcessLaunch(
        executable: "/bin/sh",
        arguments: [
          program.path, folder.path, programs.redis, programs.mongod, String(mongoPort),
          accessControl ? "--auth --keyFile \(keyFile)" : "",
        ],
        environment: [
          "PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": folder.path, "TMPDIR": folder.path,
        ],
        input: lifeline.number
      )
    )
  }

  /// Name of the key file in the folder; replica sets with access control demand one.
  static let keyFile = "keyfile"
  static let redisSocket = "redis.sock"
  static let replicaSet = "demo"
  /// Enough for every test of a run to have one of its own.
  static let redisDatabases = 1024

  /// Names of the files in the folder for each server: its process id, and what it wrote.
  static func processIDFile(of server: PrivateServer) -> String { "\(server.rawValue).pid" }
  static func logFile(of server: PrivateServer) -> String { "\(server.rawValue).log" }

  private static let script = """
    folder=$1 redis=$2 mongod=$3 port=$4 access=$5
    cd "$folder" || exit 1
    redis_id= mongod_id=

    note() { echo "$2" > "$1.pid.new" && mv "$1.pid.new" "$1.pid"; }

    has_ended() {
      state=
      read -r _ _ state _ 2> /dev/null < "/proc/$1/stat"
      case $state in
        ''|Z|X) wait $1; return 0 ;;
        *) return 1 ;;
      esac
    }

    start_redis() {
      "$redis" --port 0 --unixsocket "$folder/\(redisSocket)" --unixsocketperm 700 \
        --databases \(redisDatabases) --save '' --appendonly no --dir "$folder" \
        --daemonize no --loglevel warning \
        < /dev/null >> redis.log 2>&1 &
      redis_id=$!
      note redis $redis_id
    }

    start_mongod() {
      "$mongod" --replSet \(replicaSet) --bind_ip 127.0.0.1 --port "$port" \
        --unixSocketPrefix "$folder" --dbpath "$folder/db" --wiredTigerCacheSizeGB 0.25 \
        --oplogSize 256 --setParameter diagnosticDataCollectionEnabled=false $access \
        < /dev/null >> mongod.log 2>&1 &
      mongod_id=$!
      note mongod $mongod_id
    }

    end() {
      trap '' HUP INT TERM
      kill -KILL $redis_id $mongod_id 2> /dev/null
      wait
      cd / && rm -rf -- "$folder"
      exit 0
    }

    trap end HUP INT TERM
    start_redis
    start_mongod
    while read -r line; do
      case $line in
        redis) has_ended $redis_id && start_redis ;;
        mongod) has_ended $mongod_id && start_mongod ;;
      esac
    done
    end
    """
}
