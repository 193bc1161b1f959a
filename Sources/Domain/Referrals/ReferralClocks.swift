extension Referral {
  /// From the referral to what is decided about it: one working day (Working Together), or less
  /// where the council says so.
  package static func decisionClock(
    received: Day, decided: Day?, recordedBy: String? = nil,
    standards: LocalStandards = LocalStandards()
  ) -> Clock {
    Clock(
      "Referral decision",
      started: Clock.Started(on: received, by: "referral received", recordedBy: recordedBy),
      rule: standards.rule(.referralDecision, on: received) ?? Timescales.referralDecision,
      stopped: decided.map { Clock.Stopped(on: $0, by: "referral decided") })
  }

  /// From the referral to a worker who has it: a local standard. Nil where there is none.
  package static func allocationClock(
    received: Day, allocated: Day?, standards: LocalStandards = LocalStandards()
  ) -> Clock? {
    standards.rule(.allocation, on: received).map { rule in
      Clock(
        "Allocation", started: Clock.Started(on: received, by: "referral received"), rule: rule,
        stopped: allocated.map { Clock.Stopped(on: $0, by: "given to a worker") })
    }
  }

  /// The earlier referrals that make one of `day` a re-referral: those of the same child within the
  /// twelve months before it (DfE, children in need statistics).
  package static func isRereferral(_ day: Day, after earlier: Day) -> Bool {
    earlier <= day && earlier >= day.adding(months: -Timescales.rereferralMonths)
  }
}
