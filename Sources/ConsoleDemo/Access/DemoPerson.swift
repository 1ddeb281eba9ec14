/// Somebody who may sign in to the demo's MongoDB under a name of their own.
package struct DemoPerson: Hashable, Sendable {
  /// Name of the MongoDB user, and of the Redis user where the server has selectors (7.0).
  package var name: String
  /// The person's own address; holds a password made at this start.
  package var mongoURI: String
  /// nil where the person may not read Redis or the server is too old.
  package var redisURL: String?

  /// The name as part of an environment variable: `COMPLIANCE_A`.
  package var environmentName: String {
    String(name.uppercased().map { $0 == "-" ? "_" : $0 })
  }
}

/// The people of the demo and what each may do (compliance.md d).
enum DemoPosition: String, Sendable, CaseIterable {
  case oncall
  case complianceA = "compliance-a"
  case complianceB = "compliance-b"
  case auditor
  /// Whoever opens `holdfast demo`: all of the above, and may set up the audit store.
  case operatorOfAll = "operator"

  var roles: [DemoRole] {
    switch self {
    case .oncall: [.oncall]
    case .complianceA, .complianceB: [.compliance]
    case .auditor: [.auditor]
    case .operatorOfAll: [.oncall, .compliance, .auditor, .sweep, .setUp]
    }
  }
}

/// A password for one start, of letters and digits so that it needs no escaping anywhere.
func makePassword() -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
  var random = SystemRandomNumberGenerator()
  return String((0..<24).map { _ in letters[Int.random(in: letters.indices, using: &random)] })
}
