package import ConsoleDomain
package import ConsoleJSON
import ConsoleText

/// Makes the tree a person sees from a decoded value: sanitised, cut, and masked where it is made.
///
/// Personal data is masked by the member's name or by its look, below a member too; credentials are
/// masked in a reveal as well.
package struct MaskedTree: Sendable {
  /// Longest text of one member, in bytes.
  static let textLimit = 4096
  private static let mask = "•••"

  private let isRevealing: Bool

  /// The tree with personal data masked.
  package static func masked(_ value: JSONValue) -> JSONTree {
    MaskedTree(isRevealing: false).tree(value, as: .plain)
  }

  /// The tree with personal data in clear, credentials masked; the gate must have recorded the reveal.
  package static func revealed(_ value: JSONValue) -> JSONTree {
    MaskedTree(isRevealing: true).tree(value, as: .plain)
  }

  private func tree(_ value: JSONValue, as kind: MemberKind) -> JSONTree {
    switch value {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .number(let digits): number(digits, as: kind)
    case .string(let text), .undecodable(let text): string(text, as: kind)
    case .array(let items): .array(items.map { tree($0, as: kind) })
    case .object(let members): .object(members.map { member($0, below: kind) })
    case .elided: .string("…", isMasked: false)
    }
  }

  /// A plain name below a personal or secret one inherits its kind.
  private func member(_ member: JSONValue.Member, below kind: MemberKind) -> JSONTree.Member {
    let own = MemberKind(name: member.name)
    return JSONTree.Member(
      name: isRevealing ? safe(member.name) : safe(emailsMasked(member.name)),
      value: tree(member.value, as: own == .plain || kind == .secret ? kind : own)
    )
  }

  private func number(_ digits: String, as kind: MemberKind) -> JSONTree {
    switch kind {
    case .plain: .number(safe(digits))
    case .secret, .sessionID: masked(Self.mask)
    case .phone: isRevealing ? .number(safe(digits)) : masked(Masking.phone(digits))
    case .email, .name, .personal: isRevealing ? .number(safe(digits)) : masked(Self.mask)
    }
  }

  private func string(_ text: String, as kind: MemberKind) -> JSONTree {
    if kind == .secret || (kind == .plain && PersonalText.isCredential(text)) {
      return text.isEmpty ? clear(text) : masked(Self.mask)
    }
    if kind == .sessionID { return shortened(text) }
    if isRevealing || text.isEmpty || Placeholder.matches(text) { return clear(text) }
    switch kind {
    case .email: return masked(safe(Masking.email(text)))
    case .phone: return masked(safe(Masking.phone(text)))
    case .name: return masked(safe(Masking.name(text)))
    case .personal: return masked(Self.mask)
    case .plain, .secret, .sessionID:
      guard let hidden = PersonalText.maskingEmails(in: text) else { return clear(text) }
      return masked(safe(hidden))
    }
  }

  /// As records name a session: eight characters and an ellipsis.
  private func shortened(_ text: String) -> JSONTree {
    text.count <= 9 ? clear(text) : masked(safe(text.prefix(8)) + "…")
  }

  private func emailsMasked(_ text: String) -> String {
    PersonalText.maskingEmails(in: text) ?? text
  }

  private func clear(_ text: some StringProtocol) -> JSONTree {
    .string(safe(text), isMasked: false)
  }

  private func masked(_ text: String) -> JSONTree {
    .string(text, isMasked: true)
  }

  private func safe(_ text: some StringProtocol) -> String {
    let cut = String(text).utf8Prefix(Self.textLimit)
    let isWhole = cut.utf8.count == text.utf8.count
    return isWhole ? SafeText.of(cut) : SafeText.of(cut) + "…"
  }
}
