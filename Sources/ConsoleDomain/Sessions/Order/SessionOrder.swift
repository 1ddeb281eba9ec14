/// How a session list is sorted; equal rows stand in the order of their ids, unknown values last.
package struct SessionOrder: Hashable, Sendable {
  /// What can be sorted by; the raw value is the column's name in commands.
  package enum Column: String, Hashable, Sendable, CaseIterable {
    case id
    case user
    case organization = "org"
    case role
    case state
    case ip
    case agent
    case created
    case seen
    case expires
    case flags
    case bytes
  }

  package var column: Column
  package var isDescending: Bool

  /// Makes an order.
  package init(_ column: Column, isDescending: Bool = false) {
    self.column = column
    self.isDescending = isDescending
  }
}
