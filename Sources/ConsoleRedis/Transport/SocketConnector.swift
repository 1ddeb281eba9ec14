import Glibc

/// Opens sockets without blocking longer than the call allows, name resolution excepted.
///
/// `getaddrinfo` cannot be bounded; it blocks the lane's own queue, while the caller keeps its
/// deadline (`withDeadline`).
struct SocketConnector {
  let bounds: CallBounds

  func connect(to endpoint: RedisAddress.Endpoint) throws(RedisFailure) -> SocketStream {
    switch endpoint {
    case .unix(let path): try connect(toPath: path)
    case .tcp(let host, let port): try connect(toHost: host, port: port)
    }
  }

  private func connect(toPath path: String) throws(RedisFailure) -> SocketStream {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = unsafe withUnsafeMutableBytes(of: &address.sun_path) { space in
      guard path.utf8.count < space.count else { return false }
      unsafe space.copyBytes(from: path.utf8)
      return true
    }
    guard fits else { throw bounds.failure(.unreachable, errno: ENAMETOOLONG) }
    return try unsafe withUnsafeBytes(of: &address) { bytes throws(RedisFailure) in
      try unsafe open(family: AF_UNIX, address: bytes, until: bounds.until)
    }
  }

  private func connect(toHost host: String, port: UInt16) throws(RedisFailure) -> SocketStream {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_NUMERICSERV
    var head: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, String(port), &hints, &head) == 0, let first = unsafe head else {
      throw RedisFailure(
        .unreachable,
        operation: bounds.operation,
        message: "the host's name cannot be resolved"
      )
    }
    defer { unsafe freeaddrinfo(first) }
    let candidates = unsafe Array(sequence(first: first) { unsafe $0.pointee.ai_next })
    var last = bounds.failure(.unreachable)
    for unsafe(index, candidate) in unsafe candidates.enumerated() {
      // Each address gets its share of the time, so that a silent first one leaves some for others.
      let now = ContinuousClock.now
      let share = (bounds.until - now) / (unsafe candidates.count - index)
      do throws(RedisFailure) {
        let found = unsafe candidate.pointee
        let bytes = unsafe UnsafeRawBufferPointer(
          start: found.ai_addr,
          count: Int(found.ai_addrlen)
        )
        return try unsafe open(family: found.ai_family, address: bytes, until: now + share)
      } catch {
        guard error.code == .unreachable else { throw error }
        last = error
      }
    }
    throw last
  }

  private func open(
    family: Int32,
    address: UnsafeRawBufferPointer,
    until limit: ContinuousClock.Instant
  ) throws(RedisFailure) -> SocketStream {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(family, kind, 0)
    guard descriptor >= 0 else { throw bounds.failure(.unreachable, errno: errno) }
    let stream = SocketStream(taking: descriptor)
    guard let start = address.baseAddress else { throw bounds.failure(.unreachable) }
    if unsafe Glibc.connect(
      descriptor,
      start.assumingMemoryBound(to: sockaddr.self),
      socklen_t(address.count)
    ) != 0 {
      // EAGAIN is a unix socket whose queue is full; it never becomes ready by itself.
      guard errno == EINPROGRESS || errno == EINTR else {
        throw bounds.failure(.unreachable, errno: errno)
      }
      guard try bounds.wait(for: descriptor, [.write], limit: limit) else {
        throw bounds.failure(.unreachable, errno: ETIMEDOUT)
      }
      let problem = Self.pendingError(of: descriptor)
      guard problem == 0 else { throw bounds.failure(.unreachable, errno: problem) }
    }
    if family != AF_UNIX { Self.disableDelay(of: descriptor) }
    return stream
  }

  private static func pendingError(of descriptor: Int32) -> Int32 {
    var value: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    let status = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &value, &size)
    return status == 0 ? value : errno
  }

  /// Requests are small and wait for their replies: Nagle's delay would only add to them.
  private static func disableDelay(of descriptor: Int32) {
    var one: Int32 = 1
    _ = unsafe setsockopt(
      descriptor,
      Int32(IPPROTO_TCP),
      TCP_NODELAY,
      &one,
      socklen_t(MemoryLayout<Int32>.size)
    )
  }
}
