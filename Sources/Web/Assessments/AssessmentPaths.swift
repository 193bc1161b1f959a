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
  static func referral(_ id: ReferralID) -> String { "/referrals/\(id)" }
}
