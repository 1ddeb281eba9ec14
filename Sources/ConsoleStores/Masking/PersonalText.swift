import ConsoleText

/// Finds personal data and credentials by the look of a text, whatever its name.
enum PersonalText {
  /// An address masked, unless the backend has put a placeholder in its place.
  static func masked(email: String) -> String {
    Placeholder.matches(email) ? email : Masking.email(email)
  }

  /// The text with every e-mail address in it masked; nil when there is none.
  static func maskingEmails(in text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return nil }
    var masked = ""
    var isChanged = false
    var word = ""
    for character in text {
      if isAddressCharacter(character) {
        word.append(character)
        continue
      }
      append(word, to: &masked, &isChanged)
      word = ""
      masked.append(character)
    }
    append(word, to: &masked, &isChanged)
    return isChanged ? masked : nil
  }

  /// Whether a text is one long run of the characters of hex, base64 or a JWT: a likely credential.
  static func isCredential(_ text: String) -> Bool {
    guard text.utf8.count >= 32 else { return false }
    var hasDigit = false
    var hasLetter = false
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39: hasDigit = true
      case 0x41...0x5A, 0x61...0x7A: hasLetter = true
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"),
        UInt8(ascii: "/"), UInt8(ascii: "="):
        break
      default: return false
      }
    }
    return hasDigit && hasLetter
  }

  private static func append(_ word: String, to masked: inout String, _ isChanged: inout Bool) {
    guard let at = word.firstIndex(of: "@"), at != word.startIndex,
      word[word.index(after: at)...].contains(".")
    else {
      masked += word
      return
    }
    masked += self.masked(email: word)
    isChanged = true
  }

  private static func isAddressCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "@.!#$%&'*+-/=?^_`{|}~".contains(character)
  }
}
