import Domain
import Store

/// What an assessment holds beside its sections.
extension Invariant {
  static let contributedOnce = Invariant(
    "a contribution is used once, and one that is no longer asked is not used",
    rows: """
      SELECT assessment, place FROM assessment_contribution
      WHERE words IS NOT NULL AND (withdrawn_on IS NOT NULL OR author = '' OR replied_on > until_day)
      """)

  static let riskIsCurrent = Invariant(
    "the risk plan that is looked at again is the last that was written",
    rows: """
      SELECT v.assessment, v.place FROM risk_version v
      WHERE (v.is_current = 1) <> (v.place =
        (SELECT MAX(o.place) FROM risk_version o WHERE o.assessment = v.assessment))
      """)

  static let reviewedRiskSaysWhatChanged = Invariant(
    "a risk plan written after the assessment was authorised says what changed",
    rows: """
      SELECT v.assessment, v.place FROM risk_version v JOIN assessment a ON a.id = v.assessment
      WHERE a.status = 'authorised' AND v.written_on > a.authorised_on
        AND COALESCE(v.changed, '') = ''
      """)

  static let copiedIsStillTrue = Invariant(
    "what was copied is completed only where somebody said it is still true",
    rows: """
      SELECT assessment, section FROM assessment_section
      WHERE copied_from IS NOT NULL AND completed = 1 AND still_true = 0
      """)

  static let checkpointByAnother = Invariant(
    "a checkpoint names the manager who held it",
    rows: "SELECT assessment, position FROM assessment_checkpoint WHERE held_by IS NULL")

  static let grownAssessments: [Invariant] = [
    contributedOnce, riskIsCurrent, reviewedRiskSaysWhatChanged, copiedIsStillTrue,
    checkpointByAnother,
  ]
}
