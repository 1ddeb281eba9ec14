/// Forms by which a text looks like personal data, whoever it is of (compliance.md b.4).
///
/// A form is a reason to look, no proof: what is found is reported and never taken away by itself.
package enum PersonalForm: String, Hashable, Sendable, CaseIterable {
  case email
  /// As the card schemes number (ISO/IEC 7812-1), with Luhn's check digit.
  case card
  /// ISO 13616, with its check digits by mod 97 (ISO/IEC 7064).
  case iban
  /// In international form (E.164): a national number can't be told from any other.
  case phone
  /// The address of one machine; a network such as `192.0.2.0/24` is none.
  case network

  /// As a sentence names it.
  package var phrase: String {
    switch self {
    case .email: "an e-mail address"
    case .card: "a card number"
    case .iban: "an account number (IBAN)"
    case .phone: "a phone number"
    case .network: "a network address"
    }
  }

  /// Every form that stands somewhere in a text.
  package static func found(in text: String) -> Set<PersonalForm> {
    let scan = FormScan(text)
    var forms: Set<PersonalForm> = []
    if scan.holdsEmail { forms.insert(.email) }
    if scan.holdsCard { forms.insert(.card) }
    if scan.holdsIBAN { forms.insert(.iban) }
    if scan.holdsPhone { forms.insert(.phone) }
    if scan.holdsNetwork { forms.insert(.network) }
    return forms
  }
}
