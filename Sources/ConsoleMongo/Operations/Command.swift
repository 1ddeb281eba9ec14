import CMongoC

extension MongoExecution {
  /// Runs a command as it stands, with the time limit and the comment that every call carries.
  func command(
    _ command: MongoDocument,
    on database: String,
    preference: MongoReadPreference
  ) throws(MongoFailure) -> MongoDocument {
    guard !database.isEmpty, !database.utf8.contains(0) else {
      throw MongoFailure(.invalidArgument, in: operation)
    }
    let command = try BSONHandle(try withCallFields(command))
    let options = try options([], sendsCallFields: false)
    let preference = ReadPreferenceHandle(preference, of: self)
    return unsafe try reply { reply, error in
      unsafe mongoc_client_command_with_opts(
        client,
        database,
        command.pointer,
        preference.pointer,
        options.pointer,
        reply,
        error
      )
    }
  }

  /// Runs a command that writes, confirmed by a majority.
  func writeCommand(
    _ command: MongoDocument,
    on database: String
  ) throws(MongoFailure) -> MongoDocument {
    let command = try BSONHandle(try withCallFields(command))
    let options = try options(writeConcern, sendsCallFields: false)
    return unsafe try reply { reply, error in
      unsafe mongoc_client_write_command_with_opts(
        client,
        database,
        command.pointer,
        options.pointer,
        reply,
        error
      )
    }
  }

  /// Fields the caller has set already stay as they are.
  private func withCallFields(_ command: MongoDocument) throws(MongoFailure) -> MongoDocument {
    guard command.isValid else { throw MongoFailure(.invalidArgument, in: operation) }
    var fields: [(String, MongoValue)] = []
    if command["maxTimeMS"] == nil {
      fields.append(("maxTimeMS", .int32(call.remainingMilliseconds)))
    }
    if command["comment"] == nil { fields.append(("comment", .string(call.comment))) }
    return try command.appending(fields)
  }
}
