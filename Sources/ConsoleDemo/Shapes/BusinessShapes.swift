import ConsoleDomain
import ConsoleMongo

/// `projects`, `estimates`, `seats`, `costcodes` and `notifications` (backend-data.md 0.2 and 0.3).
extension DemoCast {
  func project(_ record: Record) -> MongoDocument {
    MongoDocument(
      record.head,
      [
        ("name", .string("Bridge deck \(record.number + 1)")),
        ("description", "Steel for the east span, second stage."),
        ("status", .string(record.number % 4 == 0 ? "closed" : "active")),
      ],
      record.tail
    )
  }

  func estimate(_ record: Record) -> MongoDocument {
    let project = self.record(.project, record.number % DemoRecord.project.count)
    var random = record.random
    return MongoDocument(
      record.head,
      [
        ("projectId", .string(project.id.hex)),
        ("name", .string("Estimate \(record.number + 1)")),
        ("description", "Fabrication and erection."),
        ("notes", "Ask for the crane before Friday."),
        (
          "lineItems",
          [
            [
              "description": "W12x40", "quantity": .int32(Int32(random.number(in: 4...40))),
              "unit": "ea", "unitCost": .int32(Int32(random.number(in: 200...900))),
            ]
          ]
        ), ("status", "draft"),
      ],
      record.tail
    )
  }

  /// One seat in three is free; no flags on these documents.
  func seat(_ record: Record) -> MongoDocument {
    let isTaken = record.number % 3 != 0
    return MongoDocument(
      record.head,
      [
        ("seatNumber", .int32(Int32(record.number + 1))),
        ("status", isTaken ? "active" : "vacant"),
        ("userId", .text(isTaken ? user(record.number % userCount).id.hex : nil)),
      ],
      record.times
    )
  }

  func costCode(_ record: Record) -> MongoDocument {
    MongoDocument(
      record.head,
      [
        ("division", "05"), ("code", .string("05-\(1000 + record.number)")),
        ("description", "Structural steel framing"), ("isActive", true),
      ],
      record.times
    )
  }

  func notification(_ record: Record) -> MongoDocument {
    MongoDocument(
      record.head,
      [
        ("userId", .string(user(record.number % userCount).id.hex)),
        ("type", "estimate.updated"),
        ("payload", ["estimateId": .string(self.record(.estimate, 0).id.hex)]),
        ("read", .bool(record.number % 2 == 0)),
      ],
      record.times
    )
  }
}
