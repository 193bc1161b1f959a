import Testing

@testable import Domain

@Suite struct CodesTests {
  /// Each list by the name it has in the published code sets.
  private static let lists: [(set: String, codes: [String], size: Int)] = [
    ("SEX", codes(Sex.self), 3), ("ETHNICITY", codes(Ethnicity.self), 20),
    ("DISABILITY", codes(Disability.self), 13), ("UPN_UNKNOWN", codes(UPNUnknown.self), 7),
    ("REFERRAL_SOURCE", codes(ReferralSource.self), 22),
    ("PRIMARY_NEED", codes(PrimaryNeed.self), 10),
    ("REASON_FOR_CLOSURE", codes(ReasonForClosure.self), 9),
    ("CATEGORY_OF_ABUSE", codes(CategoryOfAbuse.self), 5),
    ("ASSESSMENT_FACTORS", AssessmentFactor.current.map(\.code), 42),
    ("ASSESSMENT_FACTORS_RETIRED", AssessmentFactor.allCases.filter(\.retired).map(\.code), 2),
  ]

  private static func codes<C: Code>(_: C.Type) -> [String] { C.allCases.map(\.code) }

  @Test func everyListIsAsLongAsThePublishedOne() {
    for list in Self.lists {
      #expect(list.codes.count == list.size, "\(list.set)")
      #expect(Set(list.codes).count == list.size, "\(list.set)")
    }
  }

  @Test(.enabled(if: SharedData.isThere("codesets.csv")))
  func everyCodeIsInThePublishedListAndInItsOrder() throws {
    let rows = try SharedData.rows("codesets.csv")
    for list in Self.lists {
      #expect(rows.filter { $0[0] == list.set }.map { $0[1] } == list.codes, "\(list.set)")
    }
    for row in rows where row[0] == "ETHNICITY_GROUP" {
      #expect(Ethnicity(rawValue: row[1])?.group.rawValue == row[2])
    }
  }

  @Test func everyMeaningIsItsOwnAndHasWords() {
    func check<C: Code>(_: C.Type) {
      let meanings = C.allCases.map(\.meaning)
      #expect(Set(meanings).count == meanings.count, "\(C.self)")
      #expect(!meanings.contains(""), "\(C.self)")
      #expect(!meanings.contains { $0.contains("NFA") }, "\(C.self)")
    }
    check(Sex.self)
    check(Ethnicity.self)
    check(Disability.self)
    check(UPNUnknown.self)
    check(ReferralSource.self)
    check(PrimaryNeed.self)
    check(ReasonForClosure.self)
    check(CategoryOfAbuse.self)
    check(AssessmentFactor.self)
  }

  @Test func healthIsOneGroupAndSchoolsAnother() {
    #expect(ReferralSource.healthVisitor.group == .health)
    #expect(ReferralSource.school.group == .schools)
    #expect(ReferralSource.educationServices.group == .educationServices)
    #expect(Set(ReferralSource.allCases.map(\.group)) == Set(ReferralSource.Group.allCases))
  }
}
