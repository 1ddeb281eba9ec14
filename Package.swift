// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target builds under the same strict rules; a warning is an error.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func library(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  settings: [SwiftSetting] = [],
  resources: [Resource]? = nil
) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    resources: resources,
    swiftSettings: strict + settings
  )
}

func support(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    path: "Tests/Support/\(name)",
    swiftSettings: strict
  )
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let inMemoryLogging = Target.Dependency.product(name: "InMemoryLogging", package: "swift-log")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "holdfast",
  products: [.executable(name: "holdfast", targets: ["holdfast"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(
      url: "https://github.com/apple/swift-configuration", from: "1.4.0",
      traits: ["YAML", "Logging"]),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries, each behind one Swift owner.
    .systemLibrary(name: "CHeap"),
    .systemLibrary(name: "CNCurses", providers: [.apt(["libncursesw5-dev"])]),
    .systemLibrary(name: "CHiredis", providers: [.apt(["libhiredis-dev"])]),
    .systemLibrary(
      name: "CMongoC", pkgConfig: "libmongoc-1.0", providers: [.apt(["libmongoc-dev"])]),
    .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
    .target(name: "CTerminalGuard"),
    .target(name: "CxxJSON", linkerSettings: [.linkedLibrary("simdjson")]),

    // Pure core.
    library("ConsoleText"),
    library("ConsoleScreen", ["ConsoleText"]),
    library("ConsoleDomain", ["ConsoleCrypto", "ConsoleText"]),
    library("ConsoleFeatures", ["ConsoleDomain", "ConsoleScreen", "ConsoleText"]),

    // Edges: each owns one C library or the operating system.
    library("ConsoleSystem", ["CHeap"]),
    library("ConsoleConcurrency"),
    library("ConsoleCrypto", ["COpenSSL"]),
    library("ConsoleJSON", ["CxxJSON"]),
    library("ConsoleTerminal", ["CNCurses", "CTerminalGuard", "ConsoleScreen", "ConsoleText"]),
    library("ConsoleRedis", ["CHiredis", "ConsoleConcurrency", "ConsoleCrypto", logging]),
    library("ConsoleMongo", ["CMongoC", "ConsoleConcurrency", logging]),

    // The audited action pipeline and the adapters.
    library("ConsoleActions", ["ConsoleDomain", "ConsoleCrypto"]),
    library(
      "ConsoleStores",
      [
        "ConsoleActions", "ConsoleCrypto", "ConsoleDomain", "ConsoleJSON", "ConsoleMongo",
        "ConsoleRedis", "ConsoleSystem", "ConsoleText",
      ]),
    library(
      "ConsoleRuntime",
      [
        "ConsoleActions", "ConsoleConcurrency", "ConsoleDomain", "ConsoleFeatures",
        "ConsoleScreen", "ConsoleSystem", "ConsoleTerminal", logging,
      ]),
    library(
      "ConsoleSettings",
      ["ConsoleDomain", "ConsoleScreen", "ConsoleSystem", configuration, logging, yams],
      resources: [.embedInCode("Themes"), .embedInCode("Profiles")]),
    library(
      "ConsoleDemo",
      ["ConsoleDomain", "ConsoleMongo", "ConsoleRedis", "ConsoleSystem", logging]),
    .executableTarget(
      name: "holdfast",
      dependencies: [
        "ConsoleActions", "ConsoleConcurrency", "ConsoleDemo", "ConsoleDomain", "ConsoleFeatures",
        "ConsoleMongo", "ConsoleRedis", "ConsoleRuntime", "ConsoleScreen", "ConsoleSettings",
        "ConsoleStores", "ConsoleSystem", "ConsoleTerminal", "ConsoleText", argumentParser, logging,
      ],
      swiftSettings: strict
    ),

    // Test support: real servers, a real pseudo-terminal.
    .systemLibrary(
      name: "CVTerm", path: "Tests/Support/CVTerm", pkgConfig: "vterm",
      providers: [.apt(["libvterm-dev"])]),
    .target(
      name: "CPseudoTerminal", path: "Tests/Support/CPseudoTerminal",
      linkerSettings: [.linkedLibrary("util")]),
    support("TerminalHarness", ["CPseudoTerminal", "CVTerm"]),
    .executableTarget(
      name: "terminal-probe", dependencies: ["ConsoleScreen", "ConsoleTerminal"],
      path: "Tests/Support/terminal-probe", swiftSettings: strict),
    support("ServerHarness", ["ConsoleDemo", "ConsoleMongo", "ConsoleRedis", "ConsoleSystem"]),
    .executableTarget(
      name: "PrivateServersHost", dependencies: ["ConsoleDemo", "ConsoleSystem"],
      path: "Tests/Support/PrivateServersHost", swiftSettings: strict),

    tests("ConsoleTextTests", ["ConsoleText"]),
    tests("ConsoleScreenTests", ["ConsoleScreen", "ConsoleText"]),
    tests("ConsoleDomainTests", ["ConsoleCrypto", "ConsoleDomain"]),
    tests(
      "ConsoleFeaturesTests",
      ["ConsoleDomain", "ConsoleFeatures", "ConsoleScreen", "ConsoleSystem", "ConsoleText"]),
    tests("ConsoleCryptoTests", ["ConsoleCrypto"]),
    tests("ConsoleJSONTests", ["ConsoleJSON"]),
    tests("ConsoleConcurrencyTests", ["ConsoleConcurrency"]),
    tests("ConsoleSystemTests", ["ConsoleSystem", "ServerHarness"]),
    tests(
      "ConsoleTerminalTests",
      ["ConsoleTerminal", "ConsoleScreen", "ConsoleText", "TerminalHarness", "terminal-probe"]),
    tests(
      "ConsoleRedisTests",
      [
        "ConsoleRedis", "ConsoleConcurrency", "ConsoleSystem", "ServerHarness", inMemoryLogging,
        logging,
      ]),
    tests(
      "ConsoleMongoTests",
      [
        "ConsoleMongo", "ConsoleDemo", "ConsoleSystem", "ServerHarness", logging, inMemoryLogging,
      ]),
    tests("ConsoleActionsTests", ["ConsoleActions", "ConsoleDomain"]),
    tests(
      "ConsoleStoresTests",
      [
        "ConsoleCrypto", "ConsoleDomain", "ConsoleJSON", "ConsoleMongo", "ConsoleRedis",
        "ConsoleStores", "ConsoleSystem",
      ]),
    tests(
      "ConsoleSettingsTests",
      ["ConsoleDomain", "ConsoleScreen", "ConsoleSettings", "ConsoleSystem"]),
    tests(
      "ConsoleRuntimeTests",
      [
        "ConsoleActions", "ConsoleConcurrency", "ConsoleDomain", "ConsoleFeatures",
        "ConsoleRuntime", "ConsoleScreen", "ConsoleSystem",
      ]),
    tests(
      "ConsoleDemoTests",
      [
        "ConsoleDemo", "ConsoleDomain", "ConsoleMongo", "ConsoleRedis", "ConsoleSystem",
        "PrivateServersHost", "ServerHarness", logging,
      ]),
    tests(
      "ConsoleIntegrationTests",
      [
        "ConsoleActions", "ConsoleCrypto", "ConsoleDemo", "ConsoleDomain", "ConsoleMongo",
        "ConsoleRedis", "ConsoleSettings", "ConsoleStores", "ConsoleSystem", "ServerHarness", logging,
      ]),
    tests(
      "ConsoleEndToEndTests",
      [
        "ConsoleConcurrency", "ConsoleDemo", "ConsoleDomain", "ConsoleMongo", "ConsoleRedis",
        "ConsoleSystem", "ServerHarness", "TerminalHarness", "holdfast", logging,
      ]),
  ],
  cxxLanguageStandard: .cxx17
)

// The benchmarks see `package` symbols, so they live here; nobody else needs to build them.
if Context.environment["HOLDFAST_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "micro",
      dependencies: [
        "ConsoleActions", "ConsoleDemo", "ConsoleDomain", "ConsoleFeatures", "ConsoleMongo",
        "ConsoleRedis", "ConsoleScreen", "ConsoleSettings", "ConsoleStores", "ConsoleSystem",
        logging,
      ],
      path: "Benchmarks/Micro",
      swiftSettings: strict
    ))
}
