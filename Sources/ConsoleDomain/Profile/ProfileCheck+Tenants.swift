extension ProfileCheck {
  /// Databases that organisations have to themselves: whether they are known, secret and reached.
  var tenants: [CheckRecord] {
    guard let members = profile.tenants else {
      let types = profile.entities.filter(\.isTenant).map(\.type)
      guard !types.isEmpty else { return [] }
      return [
        CheckRecord(
          id: "profile.tenants",
          title: "databases of organisations",
          result: .warn,
          evidence: "no `tenants`, so that none is visited for \(types.joined(separator: ", "))",
          remediation: "say under `tenants` how an organisation names its own database"
        )
      ]
    }
    return [reach, secrecy(of: members)]
  }

  private var reach: CheckRecord {
    let places = facts.places
    let count = places.tenants.count + places.unreached.count
    guard !places.unreached.isEmpty else {
      let evidence =
        count == 0
        ? "no organisation has a database of its own"
        : "\(CountText.noun(count, "organisation")) with a database of its own, each reached"
      return CheckRecord(
        id: "profile.tenants",
        title: "databases of organisations",
        result: .pass,
        evidence: evidence
      )
    }
    return CheckRecord(
      id: "profile.tenants",
      title: "databases of organisations",
      result: .warn,
      evidence: "not reached: \(places.unreached.map(\.text).joined(separator: "; "))",
      remediation: "holds, strips and archives are partial until each can be reached from here"
    )
  }

  private func secrecy(of members: Profile.Tenants) -> CheckRecord {
    let owner = profile.entities.first { $0.collection == profile.collections.organizations }
    let isSecret = owner.map { $0.secretPaths.contains(members.uri) } ?? true
    return CheckRecord(
      id: "profile.tenants.secret",
      title: "addresses of organisations' databases",
      result: isSecret ? .pass : .fail,
      evidence: isSecret
        ? "shown to nobody" : "\(members.uri) is not among the secrets of \(owner?.type ?? "")",
      remediation: isSecret ? nil : "add it to `secrets`: it may have a password in it"
    )
  }
}
