/// The version of this program, as `--version`, records and manifests say it.
enum ProductVersion {
  static let current = "0.1.0"
}
