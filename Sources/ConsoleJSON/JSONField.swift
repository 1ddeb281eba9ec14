/// One wanted value of a document.
package enum JSONField: Hashable, Sendable {
  /// No such member.
  case missing
  case null
  case bool(Bool)
  /// The digits as written, of any size.
  case number(String)
  case string(String)
  /// What stands between the quotes of a string that can't be decoded (a lone surrogate), escapes and all.
  case undecodable(String)
  case array
  case object
}
