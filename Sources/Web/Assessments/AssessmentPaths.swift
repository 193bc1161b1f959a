import Domain

/// The addresses of assessments.
package enum AssessmentPaths {
  package static func begin(_ referral: ReferralID) -> String {
    "/referrals/\(referral)/assessments/new"
  }
  package static func page(_ id: AssessmentID) -> String { "/assessments/\(id)" }
  static func section(_ id: AssessmentID, _ section: Assessment.Section) -> String {
    "/assessments/\(id)/sections/\(section.rawValue)"
  }
  static func setAside(_ id: AssessmentID, _ section: Assessment.Section) -> String {
    "/assessments/\(id)/sections/\(section.rawValue)/set-aside"
  }
  static func seen(_ id: AssessmentID) -> String { "/assessments/\(id)/seen" }
  static func factors(_ id: AssessmentID) -> String { "/assessments/\(id)/factors" }
  static func risk(_ id: AssessmentID) -> String { "/assessments/\(id)/risk" }
  static func reviewPoint(_ id: AssessmentID) -> String { "/assessments/\(id)/review-point" }
  static func decide(_ id: AssessmentID) -> String { "/assessments/\(id)/decide" }
  package static func review(_ id: AssessmentID) -> String { "/assessments/\(id)/review" }
  static func addendum(_ id: AssessmentID) -> String { "/assessments/\(id)/addendum" }
  package static func read(_ id: AssessmentID) -> String { "/assessments/\(id)/read" }
  static func read(_ id: AssessmentID, at part: String) -> String { "\(read(id))#\(part)" }
  static func read(
    _ id: AssessmentID, for version: Assessment.ReadingVersion, child: PersonID? = nil
  ) -> String {
    "\(read(id))?for=\(version.rawValue)" + (child.map { "&child=\($0)" } ?? "")
  }
  static func passages(_ id: AssessmentID) -> String { "/assessments/\(id)/passages" }
  static func share(
    _ id: AssessmentID, _ version: Assessment.ReadingVersion? = nil, child: PersonID? = nil
  ) -> String {
    "/assessments/\(id)/share"
      + (version.map { "?for=\($0.rawValue)" + (child.map { "&child=\($0)" } ?? "") } ?? "")
  }
  /// The same section of an earlier assessment, side by side.
  static func before(_ id: AssessmentID, _ section: Assessment.Section) -> String {
    "/assessments/\(id)/sections/\(section.rawValue)/before"
  }
  static func comment(_ id: AssessmentID, _ section: Assessment.Section? = nil) -> String {
    "/assessments/\(id)/comment" + (section.map { "?section=\($0.rawValue)" } ?? "")
  }
  static func checkpoint(_ id: AssessmentID) -> String { "/assessments/\(id)/checkpoint" }
  package static func contributions(_ id: AssessmentID) -> String {
    "/assessments/\(id)/contributions"
  }
  static func ask(_ id: AssessmentID, _ section: Assessment.Section? = nil) -> String {
    "/assessments/\(id)/contributions/new" + (section.map { "?section=\($0.rawValue)" } ?? "")
  }
  static func chase(_ id: AssessmentID, _ place: Int) -> String {
    "/assessments/\(id)/contributions/\(place + 1)/chase"
  }
  static func withdraw(_ id: AssessmentID, _ place: Int) -> String {
    "/assessments/\(id)/contributions/\(place + 1)/withdraw"
  }
  static func reviewRisk(_ id: AssessmentID) -> String { "/assessments/\(id)/risk/review" }
  package static func riskPlan(_ id: AssessmentID) -> String { "/assessments/\(id)/risk-plan" }
  static func riskAction(_ id: AssessmentID, _ place: Int) -> String {
    "/assessments/\(id)/risk/actions/\(place + 1)"
  }
  package static let riskReviews = "/risk-reviews"
  package static let identity = "/quality/identity"
  static func referral(_ id: ReferralID) -> String { "/referrals/\(id)" }
}
