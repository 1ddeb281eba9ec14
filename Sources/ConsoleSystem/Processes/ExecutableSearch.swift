/// Finding programs the way a shell does.
package enum ExecutableSearch {
  /// The first executable of this name in the folders of `PATH`; empty and relative folders are skipped.
  package static func find(
    _ name: String,
    path: String? = ProcessEnvironment.value("PATH")
  ) -> String? {
    (path ?? "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin")
      .split(separator: ":")
      .lazy
      .filter { $0.hasPrefix("/") }
      .map { "\($0)/\(name)" }
      .first { File($0).isExecutable }
  }
}
