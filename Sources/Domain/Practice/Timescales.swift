/// The limits that guidance sets, each with the text it comes from, by the law in force on the day
/// of the referral. Local limits are in ``LocalStandards``.
package enum Timescales {
  package static func regime(onReferralDate day: Day) -> Regime { .inForce(onReferral: day) }

  /// Working Together 2010 raised the initial assessment from 7 to 10 working days. It was
  /// published on 17 March 2010 (archived DCSF page "Working Together to Safeguard Children", UK
  /// Government Web Archive, 17 December 2010) and names no later day of commencement.
  package static let tenDaysFrom = Day(number: 14_685)

  /// The limit of one assessment. A core assessment is timed from its own start, the others from
  /// the referral; the referral's day still decides which law is read.
  ///
  /// Asked for a kind that the law of that day does not know, it answers by that law's nearest:
  /// a record may have been opened under the wrong name, and its clock must still be the law's.
  package static func assessment(kind: Regime.Kind, referralDate: Day) -> Clock.Rule {
    switch (regime(onReferralDate: referralDate), kind) {
    case (.single, _): single
    case (.initialAndCore, .core): core
    case (.initialAndCore, .initial), (.initialAndCore, .single), (.initialAndCore, .prenatal):
      referralDate >= tenDaysFrom ? initialInTen : initialInSeven
    }
  }

  /// What is to be decided about a referral, within one working day of its receipt.
  package static let referralDecision = Clock.Rule(
    1, .workingDays, source: "Working Together, every edition from 1999", regime: everyReferral)

  /// From the strategy discussion at which the section 47 enquiry was decided; where there were
  /// several, from the last.
  package static let initialConference = Clock.Rule(
    15, .workingDays, source: "Working Together, every edition from 2006", regime: everyReferral)

  /// From the day the council was told that a child on a plan elsewhere has moved in for good.
  package static let transferInConference = Clock.Rule(
    15, .workingDays, source: "Working Together, every edition from 2006", regime: everyReferral)

  /// From the initial child protection conference.
  package static let firstCoreGroup = Clock.Rule(
    10, .workingDays, source: "Working Together, every edition from 2006", regime: everyReferral)

  /// From the initial child protection conference.
  package static let firstReview = Clock.Rule(
    3, .calendarMonths, source: "Working Together, every edition from 1999", regime: everyReferral)

  /// From the review before.
  package static let laterReview = Clock.Rule(
    6, .calendarMonths, source: "Working Together, every edition from 1999", regime: everyReferral)

  /// Children Act 1989 section 45: eight days from the order, one extension of up to seven.
  package static let emergencyProtectionOrder = Clock.Rule(
    8, .calendarDays, source: "Children Act 1989, sections 44 and 45", regime: everyReferral)

  /// A referral within so many months of an earlier one is a re-referral (DfE, children in need
  /// statistics, methodology).
  package static let rereferralMonths = 12

  package static let initialInSeven = Clock.Rule(
    7, .workingDays,
    source: "Framework for the Assessment of Children in Need 2000; Working Together 2006",
    regime: "\(Regime.initialAndCore.law); 7 working days until 16 March 2010")

  package static let initialInTen = Clock.Rule(
    10, .workingDays, source: "Working Together 2010",
    regime: "\(Regime.initialAndCore.law); 10 working days from 17 March 2010")

  /// From the end of the initial assessment, the strategy discussion that began the enquiry, or
  /// new information on open work.
  package static let core = Clock.Rule(
    35, .workingDays,
    source: "Framework for the Assessment of Children in Need 2000; Working Together 2006 and 2010",
    regime: Regime.initialAndCore.law)

  package static let single = Clock.Rule(
    45, .workingDays,
    source: "Working Together 2013, 2015, 2018 (paragraph 82) and 2023", regime: Regime.single.law)

  private static let everyReferral = "the same for every referral"
}
