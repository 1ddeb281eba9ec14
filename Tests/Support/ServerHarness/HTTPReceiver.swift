import ConsoleSystem
import Dispatch
import Glibc
import Synchronization

/// A receiver of HTTP requests on this machine, one answer after another; the last one stays.
package final class HTTPReceiver: Sendable {
  /// What it does with a request that it has read.
  package enum Answer: Hashable, Sendable {
    case status(Int)
    /// A page of text.
    case page(String)
    /// The connection stays open and nothing is ever said.
    case silence
  }

  /// A request as it arrived.
  package struct Request: Hashable, Sendable {
    package var head: String
    package var body: String
  }

  package let port: UInt16
  private let listener: FileDescriptor
  private let answers: Mutex<[Answer]>
  private let requests = Mutex<[Request]>([])
  private let silent = Mutex<[WireConnection]>([])

  /// What has arrived so far.
  package var received: [Request] { requests.withLock { $0 } }

  /// Listens at once.
  package init(answering answers: Answer...) throws {
    self.answers = Mutex(answers)
    listener = try WireSocket.listen(at: .tcp(0))
    port = try WireSocket.port(of: listener.number)
    DispatchQueue(label: "http receiver").async { self.acceptAll() }
  }

  /// Ends the receiver and its connections.
  package func stop() {
    WireSocket.shutDown(listener.number)
    silent.withLock { $0.removeAll() }
  }

  private func acceptAll() {
    while true {
      let client = accept(listener.number, nil, nil)
      guard client >= 0 else { return }
      let connection = WireConnection(FileDescriptor(owning: client))
      guard let request = Self.read(from: connection) else { continue }
      requests.withLock { $0.append(request) }
      switch answers.withLock({ $0.count > 1 ? $0.removeFirst() : $0.first }) {
      case .status(let status): connection.send(Self.response(status))
      case .page(let text): connection.send(Self.response(200, text))
      case .silence, nil: silent.withLock { $0.append(connection) }
      }
    }
  }

  private static func response(_ status: Int, _ body: String = "") -> [UInt8] {
    let head = "HTTP/1.1 \(status) Told\r\nContent-Length: \(body.utf8.count)\r\n"
    return Array("\(head)Connection: close\r\n\r\n\(body)".utf8)
  }

  private static func read(from connection: WireConnection) -> Request? {
    var text = ""
    while let bytes = connection.read() {
      text += String(decoding: bytes, as: UTF8.self)
      guard let end = text.firstRange(of: "\r\n\r\n") else { continue }
      let head = String(text[..<end.lowerBound])
      let body = String(text[end.upperBound...])
      let length = head.firstMatch(of: /(?i)content-length: *([0-9]+)/).flatMap { Int($0.1) } ?? 0
      if body.utf8.count >= length { return Request(head: head, body: body) }
    }
    return nil
  }
}

/// One end of a connection, closed when it goes away.
final class WireConnection: Sendable {
  private let descriptor: FileDescriptor

  init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }

  func read() -> [UInt8]? { WireSocket.read(descriptor.number) }

  func send(_ bytes: [UInt8]) { _ = WireSocket.send(bytes, to: descriptor.number) }
}
