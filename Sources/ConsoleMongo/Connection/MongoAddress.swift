import CMongoC

/// Where MongoDB is and how to sign in there, checked by the driver's own URI parser.
///
/// Holds the secret; no description, mirror or failure of it shows more than hosts and database.
package struct MongoAddress: Hashable, Sendable {
  /// What the connections are for, which decides how long a silent server can hold one.
  package enum Purpose: Sendable {
    /// A person waits: a socket silent for 4 seconds is given up, whatever the deadline.
    case interactive
    /// Scans, jobs and change streams: 60 seconds, also to find a server.
    case background
    /// A server of somebody else's, looked at in passing: given up after 2 seconds when nobody is
    /// there, while work on it may take 60.
    case visit
  }

  /// `host:port` joined by commas, the path of a unix socket, or the name of an SRV record.
  package let hosts: String
  /// The database named in the URI's path.
  package let database: String?
  /// The name that signs in; nil without credentials.
  package let user: String?

  private let uri: String

  /// Parses a `mongodb://` or `mongodb+srv://` URI.
  package init(_ uri: String) throws(MongoFailure) {
    MongoLibrary.start()
    let handle = try URIHandle(uri)
    self.uri = uri
    hosts = handle.hosts
    database = handle.database
    user = handle.user
  }

  /// The parsed URI with this purpose's time limits, which win over those in the URI.
  func handle(for purpose: Purpose, poolSize: Int) throws(MongoFailure) -> URIHandle {
    let handle = try URIHandle(uri)
    handle.set("appname", to: "holdfast")
    handle.set("maxpoolsize", to: Int32(clamping: poolSize))
    handle.set("waitqueuetimeoutms", to: 1_000)
    switch purpose {
    case .interactive:
      handle.set("serverselectiontimeoutms", to: 2_000)
      handle.set("connecttimeoutms", to: 2_000)
      handle.set("sockettimeoutms", to: 4_000)
      handle.setFlag("retryreads", to: false)
    case .background:
      handle.set("serverselectiontimeoutms", to: 60_000)
      handle.set("connecttimeoutms", to: 10_000)
      handle.set("sockettimeoutms", to: 60_000)
    case .visit:
      handle.set("serverselectiontimeoutms", to: 2_000)
      handle.set("connecttimeoutms", to: 2_000)
      handle.set("sockettimeoutms", to: 60_000)
      handle.setFlag("retryreads", to: false)
    }
    return handle
  }
}

extension MongoAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Hosts and database, never credentials or options.
  package var description: String { database.map { "\(hosts)/\($0)" } ?? hosts }

  package var debugDescription: String { description }

  package var customMirror: Mirror { Mirror(self, children: []) }
}
