/// User agents in their short form: program and version, then the system.
package enum AgentName {
  /// `Chrome 118 · macOS`, `curl 8.4`, `Safari 17 · iOS`, `Googlebot (bot)`; unknown ones are cut to their first product.
  package static func short(_ agent: String) -> String {
    let text = String(agent.prefix(400))
    if let bot = bot(text) { return bot + " (bot)" }
    guard text.hasPrefix("Mozilla/") else { return firstProduct(text) }
    let system = system(text)
    guard let browser = browser(text) else {
      return system.map { "Mozilla · " + $0 } ?? firstProduct(text)
    }
    return system.map { browser + " · " + $0 } ?? browser
  }

  /// Tokens in the order they must be tried: most browsers also name those they descend from.
  private static let browsers: [(token: String, name: String)] = [
    ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung"), ("Vivaldi/", "Vivaldi"), ("YaBrowser/", "Yandex"),
    ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Headless Chrome"), ("Electron/", "Electron"), ("Chrome/", "Chrome"),
    ("Version/", "Safari"), ("Trident/", "Internet Explorer"),
  ]

  private static let systems: [(token: String, name: String)] = [
    ("Windows", "Windows"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Android", "Android"),
    ("CrOS", "ChromeOS"), ("Macintosh", "macOS"), ("Linux", "Linux"), ("X11", "Unix"),
  ]

  private static let bots: [(token: String, name: String)] = [
    ("googlebot", "Googlebot"), ("bingbot", "bingbot"), ("applebot", "Applebot"),
    ("duckduckbot", "DuckDuckBot"), ("yandexbot", "YandexBot"), ("baiduspider", "Baiduspider"),
    ("slackbot", "Slackbot"), ("facebookexternalhit", "Facebook"), ("gptbot", "GPTBot"),
    ("ahrefsbot", "AhrefsBot"), ("semrushbot", "SemrushBot"), ("uptimerobot", "UptimeRobot"),
    ("elb-healthchecker", "ELB health check"), ("kube-probe", "Kubernetes probe"),
    ("googlehc", "Google health check"), ("pingdom", "Pingdom"),
  ]

  private static func bot(_ text: String) -> String? {
    let text = text.lowercased()
    return bots.first { text.has($0.token) }?.name
  }

  private static func browser(_ text: String) -> String? {
    for (token, name) in browsers {
      guard let version = major(after: token, in: text) else { continue }
      if token == "Version/", !text.has("Safari/") { continue }
      return token == "Trident/" || version.isEmpty ? name : name + " " + version
    }
    return nil
  }

  private static func system(_ text: String) -> String? {
    systems.first { text.has($0.token) }?.name
  }

  /// The digits right after `token`; nil when the token is not there.
  private static func major(after token: String, in text: String) -> String? {
    guard let end = text.index(behind: token) else { return nil }
    return String(text[end...].prefix { $0.isASCII && $0.isNumber })
  }

  /// `curl/8.4.0 (…)` as `curl 8.4`: the name and two numbers of the version.
  private static func firstProduct(_ text: String) -> String {
    let product = text.prefix { !$0.isWhitespace && $0 != "(" && $0 != ";" }
    let parts = product.split(separator: "/", maxSplits: 1)
    guard let name = parts.first else { return String(text.prefix(24)) }
    guard parts.count == 2, parts[1].first?.isNumber == true else { return String(name.prefix(24)) }
    let version = parts[1].prefix { $0.isNumber || $0 == "." }.split(separator: ".").prefix(2)
    return name.prefix(24) + " " + version.joined(separator: ".")
  }
}
