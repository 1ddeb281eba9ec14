import CMongoC

extension MongoFailure {
  /// Classifies what the driver reported, with the server's reply where there was one.
  ///
  /// With error API 2 every error the server sent has the domain `MONGOC_ERROR_SERVER`.
  init(_ error: bson_error_t, reply: MongoDocument?, in operation: String) {
    let message = unsafe withUnsafeBytes(of: error.message) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let fromServer =
      error.domain == MONGOC_ERROR_SERVER.rawValue
      || error.domain == MONGOC_ERROR_WRITE_CONCERN.rawValue
    let number = Int32(bitPattern: error.code)
    self.init(
      fromServer
        ? Self.code(server: number, domain: error.domain)
        : Self.code(driver: error.code, domain: error.domain),
      in: operation,
      serverCode: fromServer ? number : 0,
      codeName: fromServer ? Self.codeName(number, in: reply) : "",
      labels: Self.labels(in: reply),
      reason: fromServer ? "" : DriverPhrase.known(in: message) ?? ""
    )
  }

  /// What a reply with `ok: 1` refuses all the same: a statement, or the confirmation of a write.
  init?(refusedIn reply: MongoDocument, in operation: String) {
    let statement = reply["writeErrors.0.code"]?.int
    guard let told = statement ?? reply["writeConcernError.code"]?.int else { return nil }
    let number = Int32(clamping: told)
    let domain = statement == nil ? MONGOC_ERROR_WRITE_CONCERN : MONGOC_ERROR_SERVER
    self.init(
      Self.code(server: number, domain: domain.rawValue),
      in: operation,
      serverCode: number,
      codeName: Self.codeName(number, in: reply),
      labels: Self.labels(in: reply)
    )
  }

  private static func code(driver code: UInt32, domain: UInt32) -> Code {
    switch mongoc_error_domain_t(rawValue: domain) {
    case MONGOC_ERROR_SERVER_SELECTION, MONGOC_ERROR_STREAM:
      return .unreachable
    case MONGOC_ERROR_SASL, MONGOC_ERROR_SCRAM:
      return .unauthenticated
    case MONGOC_ERROR_CLIENT:
      switch mongoc_error_code_t(rawValue: code) {
      case MONGOC_ERROR_CLIENT_AUTHENTICATE: return .unauthenticated
      case MONGOC_ERROR_CLIENT_TOO_BIG: return .tooLarge
      default: return .driverError
      }
    case MONGOC_ERROR_BSON, MONGOC_ERROR_COMMAND, MONGOC_ERROR_NAMESPACE:
      return .invalidArgument
    case MONGOC_ERROR_PROTOCOL:
      return .protocolViolation
    default:
      return .driverError
    }
  }

  /// Numbers of the server's `error_codes.yml`.
  private static func code(server number: Int32, domain: UInt32) -> Code {
    // Whatever the number (a primary that stepped down has its own): the write itself has happened.
    if domain == MONGOC_ERROR_WRITE_CONCERN.rawValue { return .writeConcern }
    return switch number {
    case 13: .unauthorized
    case 18, 8000: .unauthenticated
    case 11000, 11001, 12582: .duplicateKey
    case 112: .writeConflict
    case 50, 262: .timedOut
    case 11601: .cancelled
    case 91, 189, 10058, 10107, 11600, 11602, 13435, 13436: .notPrimary
    case 64, 75, 79, 100: .writeConcern
    case 121: .validation
    case 59, 115, 40324: .unsupported
    case 2, 9, 14, 72, 73: .invalidArgument
    case 10334, 17419, 17420: .tooLarge
    default: .serverError
    }
  }

  /// Names of errors that write replies number without naming.
  private static let names: [Int32: String] = [
    13: "Unauthorized", 18: "AuthenticationFailed", 50: "MaxTimeMSExpired",
    64: "WriteConcernFailed", 112: "WriteConflict", 121: "DocumentValidationFailure",
    11000: "DuplicateKey",
  ]

  private static func codeName(_ number: Int32, in reply: MongoDocument?) -> String {
    let told =
      reply?["codeName"] ?? reply?["writeErrors.0.codeName"]
      ?? reply?["writeConcernErrors.0.codeName"] ?? reply?["writeConcernError.codeName"]
    if let name = told?.string, isName(name) { return name }
    return names[number] ?? ""
  }

  private static func labels(in reply: MongoDocument?) -> [String] {
    let labels = reply?["errorLabels"]?.array ?? []
    return labels.compactMap(\.string).filter(isName).sorted()
  }

  /// A server could put anything there; a name is short and made of letters and digits.
  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 64
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
      }
  }
}
