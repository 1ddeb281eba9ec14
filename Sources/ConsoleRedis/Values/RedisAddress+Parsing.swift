import ConsoleCrypto

extension RedisAddress {
  /// Reads `redis://[[user]:password@]host[:port][/db]` or `unix://[[user]:password@]/path[?db=N]`.
  ///
  /// The forms are those of the IANA registration of `redis` and of redis-py's `unix`; user,
  /// password and path may be percent-encoded.
  package init(parsing text: String) throws(RedisAddressFailure) {
    guard let mark = text.utf8.firstRange(of: "://".utf8) else { throw .unknownScheme }
    let rest = text[mark.upperBound...]
    switch text[..<mark.lowerBound].lowercased() {
    case "redis": try self.init(network: rest)
    case "unix", "redis+unix": try self.init(unix: rest)
    case "rediss": throw .tlsUnsupported
    default: throw .unknownScheme
    }
  }

  private init(network rest: Substring) throws(RedisAddressFailure) {
    let (main, query) = rest.cut(at: "?")
    let (authority, path) = main.cut(at: "/")
    let (userInfo, hostAndPort) = authority.cutAtLastAt()
    let endpoint = try Self.networkEndpoint(hostAndPort)
    var database = 0
    if let path, !path.isEmpty { database = try Self.database(path) }
    if let query { database = try Self.database(inQuery: query) ?? database }
    self.init(
      endpoint: endpoint,
      credentials: try Self.credentials(userInfo),
      database: database
    )
  }

  private init(unix rest: Substring) throws(RedisAddressFailure) {
    let (main, query) = rest.cut(at: "?")
    guard let slash = main.firstIndex(of: "/") else { throw .badPath }
    let (userInfo, host) = main[..<slash].cutAtLastAt()
    guard host.isEmpty else { throw .badPath }
    let bytes = try percentDecoded(main[slash...])
    // sockaddr_un holds 108 bytes with the closing NUL.
    guard (2...107).contains(bytes.count), !bytes.contains(0) else { throw .badPath }
    self.init(
      endpoint: .unix(path: String(decoding: bytes, as: UTF8.self)),
      credentials: try Self.credentials(userInfo),
      database: try query.flatMap(Self.database(inQuery:)) ?? 0
    )
  }

  private static func networkEndpoint(
    _ text: Substring
  ) throws(RedisAddressFailure) -> Endpoint {
    var host = text
    var portText: Substring?
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { throw .missingHost }
      host = text[text.index(after: text.startIndex)..<end]
      let tail = text[text.index(after: end)...]
      guard tail.isEmpty || tail.hasPrefix(":") else { throw .badPort }
      portText = tail.isEmpty ? nil : tail.dropFirst()
    } else {
      (host, portText) = text.cut(at: ":")
    }
    guard !host.isEmpty else { throw .missingHost }
    guard let portText else { return .tcp(host: String(host), port: 6379) }
    guard let port = UInt16(portText), port > 0 else { throw .badPort }
    return .tcp(host: String(host), port: port)
  }

  private static func credentials(
    _ userInfo: Substring?
  ) throws(RedisAddressFailure) -> RedisCredentials? {
    guard let userInfo, !userInfo.isEmpty else { return nil }
    let (user, password) = userInfo.cut(at: ":")
    guard let password else { throw .userWithoutPassword }
    let name = String(decoding: try percentDecoded(user), as: UTF8.self)
    return RedisCredentials(
      user: name.isEmpty ? nil : name,
      password: try percentDecoded(password)
    )
  }

  private static func database(inQuery query: Substring) throws(RedisAddressFailure) -> Int? {
    var database: Int?
    for pair in query.split(separator: "&") {
      let (name, value) = pair.cut(at: "=")
      if name == "db" { database = try Self.database(value ?? "") }
    }
    return database
  }

  private static func database(_ text: Substring) throws(RedisAddressFailure) -> Int {
    guard let number = UInt16(text) else { throw .badDatabase }
    return Int(number)
  }
}

private func percentDecoded(_ text: Substring) throws(RedisAddressFailure) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      bytes.append(byte)
      continue
    }
    let digits = String(decoding: rest.prefix(2), as: UTF8.self)
    guard let decoded = Hex.decode(digits), decoded.count == 1 else { throw .badEscape }
    bytes += decoded
    rest = rest.dropFirst(2)
  }
  return bytes
}

extension Substring {
  /// What stands before and after the first `mark`; no second part where there is no mark.
  fileprivate func cut(at mark: Character) -> (Substring, Substring?) {
    guard let index = firstIndex(of: mark) else { return (self, nil) }
    return (self[..<index], self[self.index(after: index)...])
  }

  /// User part and host: a password may hold an unescaped `@`, a host may not.
  fileprivate func cutAtLastAt() -> (userInfo: Substring?, host: Substring) {
    guard let index = lastIndex(of: "@") else { return (nil, self) }
    return (self[..<index], self[self.index(after: index)...])
  }
}
