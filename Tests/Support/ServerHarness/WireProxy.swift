import ConsoleSystem
import Dispatch
import Glibc
import Synchronization

/// Stands between a program and a server and decides about each request.
///
/// A request that is held or whose answer is kept back leaves the program waiting at a known step, where
/// a test can end it; a lost answer is what a broken network leaves.
package final class WireProxy: Sendable {
  /// What becomes of a request.
  package enum Verdict: Hashable, Sendable {
    case pass
    /// It does not reach the server, and nothing is answered on this connection any more.
    case hold
    /// The server does it, and its answer is kept back.
    case keepAnswer
    /// The server does it, and the connection is closed in place of its answer.
    case loseAnswer
  }

  /// Where a server listens.
  package enum Address: Hashable, Sendable {
    case tcp(UInt16)
    case unix(String)
  }

  /// Decides about a request by its bytes.
  package typealias Decide = @Sendable (_ request: [UInt8]) -> Verdict

  private let listener: FileDescriptor
  private let server: Address
  private let decide: Decide
  private let links = Mutex<[WireLink]>([])
  private let interventions = Mutex(0)

  /// Requests so far that were not simply passed on; counted once their fate is sealed: held here, or done
  /// by the server.
  package var interventionCount: Int { interventions.withLock { $0 } }

  /// The port it listens on; only for an address of TCP.
  package func port() throws -> UInt16 { try WireSocket.port(of: listener.number) }

  /// Listens at once, for port 0 on any that is free.
  package init(at address: Address, to server: Address, decide: @escaping Decide) throws {
    listener = try WireSocket.listen(at: address)
    self.server = server
    self.decide = decide
    DispatchQueue(label: "wire proxy").async { self.acceptAll() }
  }

  /// Ends the proxy and all of its connections.
  package func stop() {
    WireSocket.shutDown(listener.number)
    for link in links.withLock({ $0 }) { link.end() }
  }

  private func acceptAll() {
    while true {
      let client = accept(listener.number, nil, nil)
      guard client >= 0 else { return }
      let descriptor = FileDescriptor(owning: client)
      guard let upstream = try? WireSocket.connect(to: server) else { continue }
      let link = WireLink(client: descriptor, server: upstream)
      links.withLock { $0.append(link) }
      DispatchQueue(label: "wire requests").async { self.pumpRequests(link) }
      DispatchQueue(label: "wire answers").async { self.pumpAnswers(link) }
    }
  }

  private func pumpRequests(_ link: WireLink) {
    var frames = WireFrames(isMongo: isMongo)
    while let bytes = link.readRequest() {
      for request in frames.add(bytes) {
        let verdict = decide(request)
        if verdict == .hold {
          link.mute(.keepAnswer)
          interventions.withLock { $0 += 1 }
          return
        }
        if verdict != .pass { link.mute(verdict) }
        guard link.send(request) else { return link.end() }
      }
    }
    link.end()
  }

  private func pumpAnswers(_ link: WireLink) {
    while let bytes = link.readAnswer() {
      switch link.verdict {
      case .pass, .hold: guard link.answer(bytes) else { return link.end() }
      case .keepAnswer:
        interventions.withLock { $0 += 1 }
        return
      case .loseAnswer:
        interventions.withLock { $0 += 1 }
        return link.end()
      }
    }
    link.end()
  }

  private var isMongo: Bool {
    if case .tcp = server { return true }
    return false
  }
}

/// One connection of a program and the one made for it.
final class WireLink: Sendable {
  private let client: FileDescriptor
  private let server: FileDescriptor
  private let state = Mutex(WireProxy.Verdict.pass)

  init(client: consuming FileDescriptor, server: consuming FileDescriptor) {
    self.client = client
    self.server = server
  }

  var verdict: WireProxy.Verdict { state.withLock { $0 } }

  func mute(_ verdict: WireProxy.Verdict) { state.withLock { $0 = verdict } }

  /// The next bytes of the program; nil at the end.
  func readRequest() -> [UInt8]? { WireSocket.read(client.number) }
  func readAnswer() -> [UInt8]? { WireSocket.read(server.number) }
  func send(_ bytes: [UInt8]) -> Bool { WireSocket.send(bytes, to: server.number) }
  func answer(_ bytes: [UInt8]) -> Bool { WireSocket.send(bytes, to: client.number) }

  func end() {
    WireSocket.shutDown(client.number)
    WireSocket.shutDown(server.number)
  }
}
