import CxxJSON

/// Reads JSON with simdjson On-Demand; reuses its buffers, so keep one for many documents.
///
/// Owns the C++ parser. It can't be copied and is not `Sendable`: one reader serves one task.
@safe
package struct JSONReader: ~Copyable {
  private let reader: OpaquePointer
  private let paths: JSONPaths
  private var fields: [cxxjson_field]

  /// Makes a reader that extracts `paths`; stops the program when there is no memory for a parser.
  package init(paths: JSONPaths = JSONPaths([])) {
    guard let reader = unsafe cxxjson_reader_create() else {
      preconditionFailure("no memory for a JSON parser")
    }
    unsafe self.reader = reader
    self.paths = paths
    unsafe fields = Array(repeating: cxxjson_field(), count: paths.count)
  }

  deinit {
    unsafe cxxjson_reader_destroy(reader)
  }

  /// Looks the wanted values up in one pass; read them with `field` until the next call.
  ///
  /// Fields found before a fault are kept. Values that no path names are not checked.
  package mutating func extract(_ text: [UInt8]) -> JSONDefects {
    let status = extractOnce(text)
    guard !status.isDisjoint(with: .repairable) else { return status }
    let repair = JSONRepair(text)
    let second = extractOnce(repair.bytes)
    return repair.defects.union(second.subtracting(.repairable)).union(
      second.isDisjoint(with: .repairable) ? [] : .malformed
    )
  }

  /// The value at path `index` of the last extraction.
  package borrowing func field(_ index: Int) -> JSONField {
    let field = unsafe fields[index]
    switch unsafe field.kind {
    case .CXXJSON_MISSING: return .missing
    case .CXXJSON_NULL: return .null
    case .CXXJSON_FALSE: return .bool(false)
    case .CXXJSON_TRUE: return .bool(true)
    case .CXXJSON_NUMBER: return .number(unsafe Self.text(field))
    case .CXXJSON_STRING: return .string(unsafe Self.text(field))
    case .CXXJSON_RAW_STRING: return .undecodable(unsafe Self.text(field))
    case .CXXJSON_ARRAY: return .array
    case .CXXJSON_OBJECT: return .object
    }
  }

  /// The whole document within bounds; one that is too deep or too long is cut and says so.
  package mutating func document(
    _ text: [UInt8],
    maximumDepth: Int = 64,
    maximumNodes: Int = 20_000
  ) -> JSONDocument {
    // Their texts lie in memory that is used anew here.
    for index in 0..<paths.count { unsafe fields[index] = cxxjson_field() }
    let first = walkOnce(text, maximumDepth, maximumNodes)
    guard !first.defects.isDisjoint(with: .repairable) else { return first }
    let repair = JSONRepair(text)
    var second = walkOnce(repair.bytes, maximumDepth, maximumNodes)
    if !second.defects.isDisjoint(with: .repairable) {
      second.defects = second.defects.subtracting(.repairable).union(.malformed)
    }
    second.defects.formUnion(repair.defects)
    return second
  }

  private mutating func extractOnce(_ text: [UInt8]) -> JSONDefects {
    let status = unsafe paths.names.withUnsafeBufferPointer { names in
      unsafe paths.steps.withUnsafeBufferPointer { steps in
        unsafe names.withMemoryRebound(to: CChar.self) { names in
          unsafe cxxjson_extract(
            reader,
            text,
            text.count,
            steps.baseAddress,
            names.baseAddress,
            &fields,
            fields.count
          )
        }
      }
    }
    return JSONDefects(status)
  }

  private func walkOnce(_ text: [UInt8], _ depth: Int, _ maximum: Int) -> JSONDocument {
    var nodes: UnsafePointer<cxxjson_node>?
    var count = 0
    let status = unsafe cxxjson_walk(
      reader,
      text,
      text.count,
      UInt32(depth),
      maximum,
      &nodes,
      &count
    )
    var builder = unsafe TreeBuilder(nodes: UnsafeBufferPointer(start: nodes, count: count))
    return JSONDocument(root: count == 0 ? nil : builder.next(), defects: JSONDefects(status))
  }

  static func text(_ field: cxxjson_field) -> String {
    unsafe String(
      decoding: UnsafeRawBufferPointer(start: field.text, count: field.length),
      as: UTF8.self
    )
  }
}

/// Makes a tree of the preorder list; recursion is bounded by the depth the list was made with.
@safe
private struct TreeBuilder {
  private let nodes: UnsafeBufferPointer<cxxjson_node>
  private var index = 0

  init(nodes: UnsafeBufferPointer<cxxjson_node>) {
    unsafe self.nodes = nodes
  }

  mutating func next() -> JSONValue {
    let node = unsafe nodes[index]
    index += 1
    switch unsafe node.value.kind {
    case .CXXJSON_MISSING, .CXXJSON_NULL: return .null
    case .CXXJSON_FALSE: return .bool(false)
    case .CXXJSON_TRUE: return .bool(true)
    case .CXXJSON_NUMBER: return .number(unsafe JSONReader.text(node.value))
    case .CXXJSON_STRING: return .string(unsafe JSONReader.text(node.value))
    case .CXXJSON_RAW_STRING: return .undecodable(unsafe JSONReader.text(node.value))
    case .CXXJSON_ARRAY:
      if unsafe node.is_cut != 0 { return .elided }
      var items: [JSONValue] = []
      while unsafe hasChild(below: node.depth) { items.append(next()) }
      return .array(items)
    case .CXXJSON_OBJECT:
      if unsafe node.is_cut != 0 { return .elided }
      var members: [JSONValue.Member] = []
      while unsafe hasChild(below: node.depth) {
        let name = unsafe String(
          decoding: UnsafeRawBufferPointer(
            start: nodes[index].name,
            count: nodes[index].name_length
          ),
          as: UTF8.self
        )
        members.append(JSONValue.Member(name: name, value: next()))
      }
      return .object(members)
    }
  }

  private func hasChild(below depth: UInt32) -> Bool {
    unsafe index < nodes.count && nodes[index].depth == depth + 1
  }
}
