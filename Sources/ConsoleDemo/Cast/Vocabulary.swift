/// Words to make people and organisations of; all invented, all addresses reserved for examples (RFC 2606, RFC 5737).
enum Vocabulary {
  static let firstNames = [
    "Ana", "Bruno", "Chloé", "Dmitri", "Esra", "Farid", "Grace", "Hiro", "Ingrid", "João",
    "Kateřina", "Liam", "Mei", "Nadia", "Oskar", "Priya", "Quentin", "Rosa", "Søren", "Tomás",
    "Uma", "Viktor", "Wanjiru", "Ximena", "Yusuf", "Zoë", "Łukasz", "Åsa", "Ömer", "美咲",
  ]

  static let lastNames = [
    "Almeida", "Berg", "Costa", "Dubois", "Eriksen", "Fischer", "García", "Haddad", "Ivanova",
    "Jansen", "Kowalski", "Lindqvist", "Moreau", "Novák", "O’Brien", "Petrov", "Quiroga", "Rossi",
    "Sato", "Tanaka", "Usman", "Vasquez", "Weber", "Xu", "Yılmaz", "Zielińska", "Mbeki", "Okafor",
  ]

  static let organizations = [
    "Harbour Steelworks", "Bluegate Bridges", "Copper Ridge Builders", "Delta Span Partners",
    "Eastquay Scaffolding", "Fernhill Concrete", "Granite Row Contractors", "Highmark Erectors",
    "Ironbark Joinery", "Juniper Civil", "Kestrel Fabrication", "Lakeside Formwork",
  ]

  /// The enumeration of `users.role`, the common ones more than once.
  static let roles = [
    "user", "user", "user", "viewer", "viewer", "estimator", "estimator", "pm", "pm", "engineer",
    "detailer", "foreman", "foreman", "superintendent", "manager", "admin", "org_admin", "finance",
    "purchasing", "qaqc", "hs", "transporter", "compliance_officer", "security_officer",
    "compliance", "security", "platform_admin",
  ]

  static let browsers = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      + "Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
      + "Version/18.1 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
      + "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
      + "Chrome/131.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      + "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
  ]

  static let machines = [
    "ELB-HealthChecker/2.0", "ELB-HealthChecker/2.0", "ELB-HealthChecker/2.0", "curl/8.5.0",
    "kube-probe/1.30", "python-requests/2.32.3", "python-requests/2.32.3",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Go-http-client/2.0",
  ]

  /// A name as it stands in an address: lower case ASCII letters, the rest dropped or simplified.
  static func addressForm(of name: String, fallback: String) -> String {
    let plain = name.unicodeScalars.compactMap { scalar -> Character? in
      if let replacement = simplified[scalar] { return replacement }
      guard scalar.isASCII, scalar.properties.isAlphabetic else { return nil }
      return Character(scalar.properties.lowercaseMapping)
    }
    return plain.isEmpty ? fallback : String(plain)
  }

  private static let simplified: [Unicode.Scalar: Character] = [
    "é": "e", "ë": "e", "ã": "a", "á": "a", "å": "a", "Å": "a", "ř": "r", "ø": "o", "ö": "o",
    "Ö": "o", "ó": "o", "Ł": "l", "í": "i", "ı": "i", "ń": "n",
  ]
}
