import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime

/// The addresses of refused clients, for whatever stands in front of the backend.
struct LimitsAddresses: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "addresses",
    abstract: "Print the addresses of refused clients for a firewall.",
    discussion: """
      The addresses of counters that are blocked or beyond their limit, each once. Private \
      addresses and those that nearly all hits come from stand for many clients: they are left out \
      and named on standard error. On record as an export.

      `aws` prints the input of `aws wafv2 create-ip-set --cli-input-json`, for one family of \
      addresses, since a set holds one; `update-ip-set` takes its Addresses.
      """
  )

  /// The form of the list.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case plain
    case nginx
    case aws
  }

  /// The family of an AWS IP set.
  enum Family: String, CaseIterable, ExpressibleByArgument {
    case ipv4
    case ipv6

    var family: NetworkAddress.Family { self == .ipv4 ? .ipv4 : .ipv6 }
  }

  /// Whom an AWS IP set serves.
  enum Scope: String, CaseIterable, ExpressibleByArgument {
    case regional
    case cloudfront
  }

  /// Addresses that AWS takes in one set.
  private static let setLimit = 10_000

  @OptionGroup var global: GlobalOptions

  @Option(help: "Form of the list.")
  var format = Form.plain

  @Option(parsing: .unconditional, help: "Which counters: 'limiter:login hits>100'.")
  var filter = ""

  @Option(help: "The family of an AWS IP set.")
  var family = Family.ipv4

  @Option(help: "The name of an AWS IP set.")
  var name = "holdfast-refused"

  @Option(help: "Whom an AWS IP set serves.")
  var scope = Scope.regional

  func validate() throws {
    do throws(QueryProblem) {
      _ = try CounterQuery.parse(filter)
    } catch {
      throw ValidationError("--filter: \(error.message) (at character \(error.position + 1))")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let snapshot = try await connections.ports.limits.readAll()
      let rows = try snapshot.rows(
        matching: CounterQuery.parse(filter),
        order: CounterOrder(.client),
        now: connections.now()
      )
      let list = AddressList(refusedIn: rows)
      try await connections.gate.record(
        .export(
          of: "limit",
          rows: list.networks.count,
          format: "addresses \(format.rawValue)",
          reason: nil
        )
      )
      try DataOutput.write(lines: lines(list))
      tell(list)
      try requireAll(of: snapshot)
    }
  }

  private func lines(_ list: AddressList) -> [String] {
    switch format {
    case .plain: list.plain
    case .nginx: list.nginx
    case .aws:
      [list.ipSet(of: family.family, name: name, scope: scope.rawValue.uppercased())]
    }
  }

  private func tell(_ list: AddressList) {
    for left in list.leftOut {
      Complaint.print("\(left.network.text) is left out: \(left.reason)")
    }
    if list.withoutAddress > 0 {
      Complaint.print("\(CountText.noun(list.withoutAddress, "counter")) of no address left out")
    }
    guard format == .aws else { return }
    let count = list.networks(of: family.family).count
    let others = list.networks.count - count
    if others > 0 {
      Complaint.print("\(CountText.grouped(others)) of the other family left out: see --family")
    }
    if count > Self.setLimit {
      Complaint.print("AWS takes \(Self.setLimit) addresses in a set, and these are \(count)")
    }
  }

  private func requireAll(of snapshot: CounterSnapshot) throws {
    if let problem = snapshot.mongoProblem {
      Complaint.print("counters in MongoDB are missing: \(problem)")
      throw ExitStatus.unknown
    }
    if case .incomplete(let reason) = snapshot.progress.phase {
      Complaint.print("the list is incomplete: \(reason)")
      throw ExitStatus.unknown
    }
  }
}
