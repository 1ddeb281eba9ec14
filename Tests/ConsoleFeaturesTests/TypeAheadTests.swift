import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Keys that are typed before a dialog has opened.
@Suite struct TypeAheadTests {
  /// The moment between asking for a plan and its dialog.
  private func modelThatPlans() throws -> Model {
    let elevation = Elevation.open(
      until: testNow.advanced(by: .seconds(600)),
      reason: "Incident 4711, stolen laptop",
      ticket: "OPS-4711"
    )
    var model = Robot(elevation: elevation).model
    let effects = model.run("revoke")
    let asksForPlan = effects.contains { if case .plan = $0 { true } else { false } }
    try #require(asksForPlan)
    return model
  }

  @Test(arguments: [Key.character("e"), .character("p"), .character("q"), .enter, .function(10)])
  func runNoCommand(key: Key) throws {
    var model = try modelThatPlans()
    let before = model.shell.navigation
    #expect(model.update(.input(.key(key)), at: testNow).isEmpty)
    #expect(model.layers.isEmpty)
    #expect(!model.shell.isPaused)
    #expect(model.shell.navigation == before)
  }

  @Test(arguments: [Key.escape, .control("c")])
  func callThePlanOff(key: Key) throws {
    var model = try modelThatPlans()
    #expect(model.update(.input(.key(key)), at: testNow) == [.cancel(.plan)])
    #expect(!model.isDialogComing)
    #expect(model.update(.input(.key(.character("p"))), at: testNow) == [.cancel(.refusals)])
    #expect(model.shell.isPaused)
  }

  @Test func areHeardAgainWhenTheAuditStoreCouldNotBeCreated() throws {
    var model = Robot().model
    model.jobs.afterInitialisation = CommandCall(id: "revoke", arguments: .none)
    #expect(model.isDialogComing)
    _ = model.update(.refused(.auditInitialisation, .auditNotInitialised), at: testNow)
    #expect(!model.isDialogComing)
  }
}
