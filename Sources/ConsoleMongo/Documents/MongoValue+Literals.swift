extension MongoValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self = .string(value)
  }
}

/// A literal takes the smaller type it fits, as the server's own shell does.
extension MongoValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) {
    self.init(value)
  }
}

extension MongoValue: ExpressibleByFloatLiteral {
  package init(floatLiteral value: Double) {
    self = .double(value)
  }
}

extension MongoValue: ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) {
    self = .bool(value)
  }
}

extension MongoValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: MongoValue...) {
    self = .array(elements)
  }
}

extension MongoValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, MongoValue)...) {
    self = .document(MongoDocument(unchecked: elements))
  }
}

extension MongoValue {
  /// Makes an int32 where the number fits one, else an int64.
  package init(_ value: Int) {
    self = Int32(exactly: value).map(MongoValue.int32) ?? .int64(Int64(value))
  }
}
