/// What a council sets for itself. Each standard holds from its day until the next one for the
/// same thing, so that an old record is read by the standard of its day.
package struct LocalStandards: Codable, Hashable, Sendable {
  package private(set) var standards: [Standard]

  package init(_ standards: [Standard] = Standard.defaults) {
    self.standards = standards.sorted { ($0.from, $0.what.rawValue) < ($1.from, $1.what.rawValue) }
  }

  /// The things that no national text limits, and those where a council may be stricter than it.
  package enum What: String, CaseIterable, Codable, Hashable, Sendable {
    case contactDecision, partnerCheck, feedbackToReferrer
    case strategyDiscussion, assessmentReviewPoint
    case childProtectionVisit, childInNeedVisit, childInNeedReview, laterCoreGroup
    case recordingLag, transferAcceptance, allocation, supervision, secondCheck
    case referralDecision, initialAssessment, coreAssessment, singleAssessment
    case initialConference, firstCoreGroup, firstReview, laterReview
    case checkOfSchool, checkOfHealth, checkOfPolice, checkOfHousing, checkOfProbation
    case checkOfAdultServices, checkOfOtherAuthority
    case earlyHelpLead, earlyHelpFirstReview, earlyHelpReview

    package var name: String {
      switch self {
      case .contactDecision: "Contact decision"
      case .partnerCheck: "Partner check answered"
      case .feedbackToReferrer: "Feedback to the referrer"
      case .strategyDiscussion: "Strategy discussion"
      case .assessmentReviewPoint: "Review point in the assessment"
      case .childProtectionVisit: "Child protection visit"
      case .childInNeedVisit: "Child in need visit"
      case .childInNeedReview: "Child in need review"
      case .laterCoreGroup: "Later core group"
      case .recordingLag: "Recording"
      case .transferAcceptance: "Transfer accepted"
      case .allocation: "Allocation"
      case .supervision: "Supervision"
      case .secondCheck: "Second check"
      case .referralDecision: "Referral decision"
      case .initialAssessment: "Initial assessment"
      case .coreAssessment: "Core assessment"
      case .singleAssessment: "Single assessment"
      case .initialConference: "Initial child protection conference"
      case .firstCoreGroup: "First core group"
      case .firstReview: "First review conference"
      case .laterReview: "Later review conference"
      case .checkOfSchool: "Partner check answered by a school"
      case .checkOfHealth: "Partner check answered by a health visitor or GP"
      case .checkOfPolice: "Partner check answered by the police"
      case .checkOfHousing: "Partner check answered by housing"
      case .checkOfProbation: "Partner check answered by probation"
      case .checkOfAdultServices: "Partner check answered by adult services"
      case .checkOfOtherAuthority: "Partner check answered by another local authority"
      case .earlyHelpLead: "Answer of a lead for early help"
      case .earlyHelpFirstReview: "First review of early help"
      case .earlyHelpReview: "Review of early help"
      }
    }

    /// The law's own limit on a referral of that day; nil where there is none.
    package func statutory(referralDate: Day) -> Clock.Rule? {
      switch self {
      case .contactDecision, .partnerCheck, .feedbackToReferrer, .strategyDiscussion,
        .assessmentReviewPoint, .childProtectionVisit, .childInNeedVisit, .childInNeedReview,
        .laterCoreGroup, .recordingLag, .transferAcceptance, .allocation, .supervision,
        .secondCheck, .checkOfSchool, .checkOfHealth, .checkOfPolice, .checkOfHousing,
        .checkOfProbation, .checkOfAdultServices, .checkOfOtherAuthority, .earlyHelpLead,
        .earlyHelpFirstReview,
        .earlyHelpReview:
        nil
      case .referralDecision: Timescales.referralDecision
      case .initialAssessment: Timescales.assessment(kind: .initial, referralDate: referralDate)
      case .coreAssessment: Timescales.assessment(kind: .core, referralDate: referralDate)
      case .singleAssessment: Timescales.assessment(kind: .single, referralDate: referralDate)
      case .initialConference: Timescales.initialConference
      case .firstCoreGroup: Timescales.firstCoreGroup
      case .firstReview: Timescales.firstReview
      case .laterReview: Timescales.laterReview
      }
    }
  }

  package struct Standard: Codable, Hashable, Sendable {
    package let what: What
    package let limit: Int
    package let unit: Clock.Rule.Unit
    package let from: Day
    /// Who decided it, or the text it follows.
    package let source: String

    package init(_ what: What, _ limit: Int, _ unit: Clock.Rule.Unit, from: Day, source: String) {
      self.what = what
      self.limit = limit
      self.unit = unit
      self.from = from
      self.source = source
    }
  }

  /// The rule for `what` as it stood on `day`: the council's own, else the law's. Nil where there
  /// is neither.
  package func rule(_ what: What, on day: Day) -> Clock.Rule? {
    let statutory = what.statutory(referralDate: day)
    guard let standard = standards.last(where: { $0.what == what && $0.from <= day }) else {
      return statutory
    }
    guard let statutory else {
      return Clock.Rule(
        standard.limit, standard.unit, source: standard.source, regime: "local standard")
    }
    // A standard is checked when it is set. Should the law have grown stricter since, the law rules.
    guard let own = try? statutory.shortened(to: standard.limit, source: standard.source) else {
      return statutory
    }
    return own
  }

  /// With one standard more. Refused where it allows more than the law, by the law of its day.
  package func setting(_ standard: Standard) throws(Refusal) -> LocalStandards {
    if let statutory = standard.what.statutory(referralDate: standard.from) {
      guard standard.unit == statutory.unit else {
        throw Refusal(
          "standards.unit",
          "Give the limit for \(standard.what.name.lowercased()) in the unit of the law: "
            + "\(statutory.words) (\(statutory.source)).")
      }
      _ = try statutory.shortened(to: standard.limit, source: standard.source)
    } else if standard.limit < 1 {
      throw Refusal("standards.limit", "Set a limit of at least one.")
    }
    let others = standards.filter { $0.what != standard.what || $0.from != standard.from }
    return LocalStandards(others + [standard])
  }
}

extension LocalStandards.Standard {
  /// Commonly held standards, until a council sets its own. No national text has these intervals.
  package static let defaults: [Self] = [
    common(.contactDecision, 1, .workingDays),
    common(.secondCheck, 1, .workingDays),
    common(.partnerCheck, 1, .workingDays),
    common(.checkOfSchool, 1, .workingDays),
    common(.checkOfHealth, 2, .workingDays),
    common(.checkOfPolice, 1, .workingDays),
    common(.checkOfHousing, 2, .workingDays),
    common(.checkOfProbation, 2, .workingDays),
    common(.checkOfAdultServices, 2, .workingDays),
    common(.checkOfOtherAuthority, 3, .workingDays),
    common(.earlyHelpLead, 5, .workingDays),
    common(.earlyHelpFirstReview, 6 * 7, .calendarDays),
    common(.earlyHelpReview, 12 * 7, .calendarDays),
    common(.feedbackToReferrer, 1, .workingDays),
    common(.strategyDiscussion, 1, .workingDays),
    common(.assessmentReviewPoint, 10, .workingDays),
    common(.childProtectionVisit, 10, .workingDays),
    common(.childInNeedVisit, 6 * 7, .calendarDays),
    common(.childInNeedReview, 3, .calendarMonths),
    common(.laterCoreGroup, 6 * 7, .calendarDays),
    common(.recordingLag, 2, .workingDays),
    common(.transferAcceptance, 5, .workingDays),
    common(.allocation, 1, .workingDays),
    common(.supervision, 1, .calendarMonths),
  ]

  private static func common(
    _ what: LocalStandards.What, _ limit: Int, _ unit: Clock.Rule.Unit
  ) -> Self {
    Self(what, limit, unit, from: everFrom, source: "common local practice")
  }

  /// 1 January 1000: before every record.
  private static let everFrom = Day(number: -354_285)
}
