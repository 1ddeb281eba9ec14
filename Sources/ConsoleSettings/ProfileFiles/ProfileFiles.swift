package import ConsoleDomain
import Foundation

/// Profiles: the built-in ones, and the users' own files of the same form.
package enum ProfileFiles {
  /// The profile of that name, or at that path when it holds a `/`; nil with a fault otherwise.
  package static func load(
    _ name: String,
    directory: String?,
    faults: inout [SettingsFault]
  ) -> Profile? {
    let path = name.contains("/") ? name : directory.map { "\($0)/\(name).yaml" }
    if let path, let data = FileManager.default.contents(atPath: path) {
      return ProfileReader.read(String(decoding: data, as: UTF8.self), file: path, faults: &faults)
    }
    if let text = builtIn[name] {
      return ProfileReader.read(text, file: "built-in profile \(name)", faults: &faults)
    }
    faults.append(
      SettingsFault(
        place: "--profile",
        what: "no profile `\(name)`",
        remedy: "known are: \(builtIn.keys.sorted().joined(separator: ", ")); "
          + "or give the path of a file"
      )
    )
    return nil
  }

  /// Texts of the profiles that come with the program, by name.
  package static var builtIn: [String: String] {
    ["nest": String(decoding: PackageResources.nest_yaml, as: UTF8.self)]
  }
}
