/// Up to 8,192 sessions in columns, with repeated texts stored once; immutable once made.
///
/// The columns can be read one by one, so that filters and sorts touch no row. Text columns give
/// codes into `texts`, which belong to this segment alone; `absent` stands for an unknown text.
package final class SessionSegment: Sendable {
  /// The code of a text that is not known.
  package static let absent = SessionColumns.absent

  let columns: SessionColumns

  init(columns: SessionColumns) {
    self.columns = columns
  }

  /// Seals these rows as they are, without looking for duplicates; at most 8,192.
  package convenience init(rows: [SessionRow]) {
    precondition(rows.count <= SessionSnapshot.segmentSize)
    var writer = SessionColumnsWriter()
    for row in rows { writer.append(row) }
    self.init(columns: writer.take())
  }

  /// How many rows it holds.
  package var count: Int { columns.count }

  /// The row at `index`, materialised.
  package func row(_ index: Int) -> SessionRow { columns.row(index) }

  /// The id at `index`, materialised.
  package func id(_ index: Int) -> SessionID { columns.id(index) }

  /// The distinct texts that the codes stand for.
  package var texts: TextTable { columns.texts }

  /// The sid at `index`, without a copy.
  package func sid(_ index: Int) -> ArraySlice<UInt8> { columns.sid(index) }

  /// The code of the key prefix.
  package func namespaceCode(_ index: Int) -> UInt16 { columns.namespaces[index] }

  /// The code of the user id.
  package func userCode(_ index: Int) -> UInt16 { columns.users[index] }

  /// The code of the organisation's id.
  package func organizationCode(_ index: Int) -> UInt16 { columns.organizations[index] }

  /// The code of the role.
  package func roleCode(_ index: Int) -> UInt16 { columns.roles[index] }

  /// The code of the address.
  package func ipCode(_ index: Int) -> UInt16 { columns.ips[index] }

  /// The code of the user agent.
  package func agentCode(_ index: Int) -> UInt16 { columns.agents[index] }

  /// Milliseconds since the epoch; `Int64.min` when not known.
  package func created(_ index: Int) -> Int64 { columns.created[index] }

  /// Milliseconds since the epoch; `Int64.min` when not known.
  package func lastSeen(_ index: Int) -> Int64 { columns.lastSeen[index] }

  /// Milliseconds since the epoch; `Int64.max` for a key without a TTL.
  package func expiry(_ index: Int) -> Int64 { columns.expiry[index] }

  /// Length of the value in the store, at most `UInt32.max`.
  package func size(_ index: Int) -> UInt32 { columns.sizes[index] }

  /// How the value is written.
  package func format(_ index: Int) -> SessionFormat { columns.formats[index] }

  /// What the value itself showed, without what the user's document adds.
  package func flags(_ index: Int) -> SessionFlags { columns.flags[index] }

  /// Bytes held by the columns and texts, spare capacity included.
  package var footprint: Int { columns.footprint }
}
