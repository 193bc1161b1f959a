import Testing

@testable import Domain

@Suite("Plan, as a census file has it") struct PlanTests {
  let from: Day

  init() throws { from = try #require(Day(iso: "2025-06-02")) }

  func rule(
    _ kind: Plan.Kind, to: Day? = nil, protection: Plan.Protection? = nil
  ) -> String? {
    do {
      _ = try Plan.decide(
        .importRecord(
          Plan.History(
            child: PersonID(1), referral: ReferralID(1), kind: kind, from: from, to: to,
            protection: protection)),
        given: nil, around: Plan.Around(), by: .imported, today: from.adding(days: 300))
      return nil
    } catch {
      return error.rule
    }
  }

  @Test("A plan does not end before it starts") func order() throws {
    #expect(rule(.childInNeed, to: from.adding(days: -1)) == "plan.ends-before")
    #expect(rule(.childInNeed, to: from) == nil)
  }

  @Test("A child protection plan has a category of abuse, a child in need plan has none")
  func category() throws {
    let protection = Plan.Protection(
      initialCategory: .neglect, latestCategory: .emotional, previousPlans: 0, reviews: [])
    #expect(rule(.childProtection) == "plan.category")
    #expect(rule(.childInNeed, protection: protection) == "plan.category")
    #expect(rule(.childProtection, protection: protection) == nil)
  }
}
