/// What a member's name says about its value.
enum MemberKind: Hashable, Sendable {
  case plain
  case email
  case phone
  case name
  /// Personal data of any other kind: shown as nothing but the mask.
  case personal
  /// A credential: masked even in a reveal.
  case secret
  /// The id of a session, cut to eight characters.
  case sessionID

  /// Judges a name whatever its spelling: `firstName`, `first_name` and `First-Name` are one.
  init(name: String) {
    let word = String(
      decoding: name.utf8.compactMap { byte -> UInt8? in
        switch byte {
        case 0x41...0x5A: byte + 0x20
        case 0x61...0x7A, 0x30...0x39: byte
        default: nil
        }
      },
      as: UTF8.self
    )
    self =
      if Self.sessionWords.contains(word) {
        .sessionID
      } else if Self.secretParts.contains(where: word.contains) {
        .secret
      } else if word.contains("mail") {
        .email
      } else if Self.phoneParts.contains(where: word.contains) {
        .phone
      } else if Self.nameWords.contains(word) {
        .name
      } else if Self.personalParts.contains(where: word.contains) {
        .personal
      } else {
        .plain
      }
  }

  private static let sessionWords: Set<String> = ["sessionid", "sid"]
  private static let secretParts = [
    "secret", "token", "csrf", "xsrf", "password", "passwd", "passphrase",
    "authorization", "apikey", "privatekey", "credential", "encryptedsession", "jwt", "otpcode",
    "verifycode", "verificationcode", "databaseuri", "targeturi", "touri", "fromuri",
  ]
  private static let phoneParts = ["phone", "mobile", "msisdn"]
  private static let nameWords: Set<String> = [
    "name", "firstname", "lastname", "fullname", "displayname", "username", "surname",
    "givenname", "familyname", "middlename", "nickname", "login",
  ]
  private static let personalParts = [
    "addressline", "street", "postal", "zipcode", "birth", "ironworkernumber", "unionlocal",
    "iban", "ssn",
  ]
}
