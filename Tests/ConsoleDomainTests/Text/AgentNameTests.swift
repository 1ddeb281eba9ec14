import ConsoleDomain
import Testing

@Suite struct AgentNameTests {
  @Test(arguments: [
    (
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36",
      "Chrome 118 · macOS"
    ),
    (
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91",
      "Edge 120 · Windows"
    ),
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1",
      "Safari 17 · iOS"
    ),
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/119.0.6045.109 Mobile/15E148 Safari/604.1",
      "Chrome 119 · iOS"
    ),
    (
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15",
      "Safari 17 · macOS"
    ),
    (
      "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/119.0",
      "Firefox 119 · Linux"
    ),
    (
      "Mozilla/5.0 (Linux; Android 13; SM-S901B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/22.0 Chrome/111.0.5563.116 Mobile Safari/537.36",
      "Samsung 22 · Android"
    ),
    (
      "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36",
      "Chrome 118 · ChromeOS"
    ),
    (
      "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
      "Internet Explorer · Windows"
    ),
    ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot (bot)"),
    ("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "bingbot (bot)"),
    ("ELB-HealthChecker/2.0", "ELB health check (bot)"),
    ("kube-probe/1.29", "Kubernetes probe (bot)"),
    ("Mozilla/5.0 (X11; Linux x86_64)", "Mozilla · Linux"), ("curl/8.4.0", "curl 8.4"),
    ("okhttp/4.12.0", "okhttp 4.12"), ("python-requests/2.31.0", "python-requests 2.31"),
    ("PostmanRuntime/7.36.0", "PostmanRuntime 7.36"), ("node", "node"), ("", ""), ("/", "/"),
    ("axios/1.6.2 (x)", "axios 1.6"), ("Go-http-client/1.1", "Go-http-client 1.1"),
    ("Dart/3.2 (dart:io)", "Dart 3.2"), ("Mozilla/5.0", "Mozilla 5.0"), ("x/y", "x"),
  ])
  func shortens(agent: String, expected: String) {
    #expect(AgentName.short(agent) == expected)
  }

  @Test func aHugeAgentStaysShort() {
    #expect(AgentName.short(String(repeating: "A", count: 100_000)).count == 24)
  }
}
