import ArgumentParser
import ConsoleDomain
import ConsoleRuntime
import ConsoleSettings
import ConsoleSystem

/// How a command says which counters it means; whole keys come on standard input, never as arguments.
struct LimitSelection: ParsableArguments {
  @Option(help: "All counters of one client: an address, a user id or an e-mail address.")
  var client: String?

  @Option(help: "The counters of this limiter alone, as the profile names it.")
  var limiter: String?

  @Option(
    name: .customLong("key-hash"),
    help: "SHA-256 of a counter's whole key, as records name it; may be repeated."
  )
  var keyHashes: [String] = []

  @Argument(help: "`-`: read whole keys from standard input, one a line.")
  var source: String?

  /// Whether keys are to be read from standard input.
  var readsInput: Bool { source == "-" }

  func validate() throws {
    if let source, source != "-" {
      throw ValidationError("pass `-` and write the keys to standard input, one a line")
    }
    let given = [client != nil, !keyHashes.isEmpty, readsInput].count { $0 }
    guard given == 1 else {
      throw ValidationError(
        given == 0
          ? "say which: --client, --key-hash or - (keys on standard input)"
          : "give one of --client, --key-hash and -"
      )
    }
    if let client, client.allSatisfy(\.isWhitespace) {
      throw ValidationError("--client takes an address, a user id or an e-mail address")
    }
    for hash in keyHashes where hash.utf8.count != 64 || !hash.utf8.allSatisfy(\.isHexDigit) {
      throw ValidationError("--key-hash takes the 64 hex digits of a SHA-256")
    }
  }
}

/// Finds the counters that a command line names.
struct LimitFinder {
  /// The most bytes of keys that are read from standard input.
  private static let inputLimit = 16 << 20

  let connections: Connections

  private var limiters: [Profile.Limiter] { connections.settings.profile.limiters }

  /// What a reset would be asked for; how many of what was named do not exist goes to standard error.
  func reset(_ selection: LimitSelection) async throws -> ActionRequest {
    let place = try selection.limiter.map { try self.place(of: $0) }
    if selection.readsInput { return .resetCounters(try countersFromInput(of: place)) }
    if let client = selection.client {
      let client = LimiterClient(client)
      guard let place else { return .resetClient(client) }
      return .resetCounters(
        try await counters { $0.id.limiter == place && client.isMeant(by: $0.key.client) }
      )
    }
    let hashes = Set(selection.keyHashes.map { $0.lowercased() })
    let found = try await counters { counter in
      (place ?? counter.id.limiter) == counter.id.limiter
        && hashes.contains(counter.id.hash(prefix: counter.limiter.prefix))
    }
    let missing = hashes.count - found.count
    if missing > 0 { Complaint.print("\(CountText.noun(missing, "counter")) not found") }
    return .resetCounters(found)
  }

  /// The counter that a limiter has of a client; where it has none yet, the key is the client as given.
  func counter(of client: String, in limiter: String) async throws -> CounterID {
    let place = try place(of: limiter)
    var names = [client]
    if let address = NetworkAddress(client) {
      // As Node.js names a client of IPv4 on a socket of both families.
      names += [address.text] + (address.family == .ipv4 ? ["::ffff:\(address.text)"] : [])
    }
    let ids = names.map { CounterID(limiter: place, rest: Array($0.utf8)) }
    let readings = try await connections.ports.limits.refresh(ids)
    if let found = zip(ids, readings).first(where: { $0.1 != nil }) { return found.0 }
    Complaint.print("\(limiters[place].name) has no counter of it yet: the key is taken as given")
    return ids[0]
  }

  /// The place of a limiter in the profile; without such a one the profile's names are told.
  private func place(of name: String) throws -> Int {
    if let place = limiters.firstIndex(where: { $0.name == name }) { return place }
    let names = limiters.map(\.name).joined(separator: ", ")
    Complaint.print("the profile has no limiter of this name; it has: \(names)")
    throw ExitStatus.usage
  }

  private func counters(
    where isMeant: (Counter) -> Bool
  ) async throws -> [CounterTarget] {
    let snapshot = try await connections.ports.limits.readAll()
    if case .incomplete(let reason) = snapshot.progress.phase {
      Complaint.print("the search is incomplete: \(reason)")
      throw ExitStatus.unknown
    }
    if let problem = snapshot.mongoProblem {
      Complaint.print("counters in MongoDB are missing: \(problem)")
      throw ExitStatus.unknown
    }
    let proxies = snapshot.proxies
    var targets: [CounterTarget] = []
    snapshot.visit { counter in
      guard isMeant(counter) else { return }
      let isProxy = counter.key.client.address.map(proxies.contains) ?? false
      targets.append(CounterTarget(counter.id, isProxy: isProxy))
    }
    return targets
  }

  /// The counters of the keys in the order given, each once; a key of no limiter is said.
  private func countersFromInput(of place: Int?) throws -> [CounterTarget] {
    if StandardInput.isTerminal { Complaint.print("type one key a line, then Ctrl-D") }
    let names = LimiterKeyNames(limiters, within: place)
    var seen: Set<CounterID> = []
    var targets: [CounterTarget] = []
    var others = 0
    for line in try StandardInput.read(limit: Self.inputLimit).split(separator: 0x0A) {
      let key = line.last == 0x0D ? Array(line.dropLast()) : Array(line)
      guard !key.isEmpty else { continue }
      guard let id = names.counter(of: key) else {
        others += 1
        continue
      }
      if seen.insert(id).inserted { targets.append(CounterTarget(id)) }
    }
    if others > 0 { Complaint.print("\(CountText.noun(others, "key")) of no limiter left out") }
    return targets
  }
}
