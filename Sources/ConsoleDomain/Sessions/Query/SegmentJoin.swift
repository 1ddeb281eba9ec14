/// One segment with what the users' and organisations' documents add, looked up once per code.
struct SegmentJoin {
  let segment: SessionSegment
  let directory: Directory
  private var userFlags: [SessionFlags?]
  private var organizationFlags: [SessionFlags?]

  init(_ segment: SessionSegment, _ directory: Directory) {
    self.segment = segment
    self.directory = directory
    userFlags = Array(repeating: nil, count: segment.texts.count)
    organizationFlags = userFlags
  }

  /// The flags of a row, joined ones included.
  mutating func flags(_ index: Int) -> SessionFlags {
    var flags = segment.flags(index)
    let user = segment.userCode(index)
    guard user != SessionSegment.absent else { return flags }
    flags.formUnion(joined(user: user))
    let organization = segment.organizationCode(index)
    if organization != SessionSegment.absent {
      flags.formUnion(joined(organization: organization))
    }
    return flags
  }

  private mutating func joined(user code: UInt16) -> SessionFlags {
    if let known = userFlags[Int(code)] { return known }
    let flags = directory.flags(userID: segment.texts.string(code))
    userFlags[Int(code)] = flags
    return flags
  }

  private mutating func joined(organization code: UInt16) -> SessionFlags {
    if let known = organizationFlags[Int(code)] { return known }
    let flags = directory.flags(organizationID: segment.texts.string(code))
    organizationFlags[Int(code)] = flags
    return flags
  }
}

extension Directory {
  /// What a user's document adds to the flags of its sessions.
  package func flags(userID: String) -> SessionFlags {
    guard let user = users[userID] else {
      return missingUsers.contains(userID) ? .unknownUser : []
    }
    var flags: SessionFlags = []
    if user.isHeld { flags.insert(.held) }
    if user.isArchived { flags.insert(.archived) }
    if user.isStripped { flags.insert(.stripped) }
    return flags
  }

  /// What an organisation's document adds to the flags of its people's sessions.
  package func flags(organizationID: String) -> SessionFlags {
    organizations[organizationID]?.isHeld == true ? .held : []
  }

  /// How a user is shown: masked address, else masked name, else the id.
  package func userLabel(_ userID: String) -> String {
    let user = users[userID]
    return user?.email ?? user?.name ?? userID
  }

  /// How an organisation is shown: its name, else the id.
  package func organizationLabel(_ organizationID: String) -> String {
    organizations[organizationID]?.name ?? organizationID
  }
}
