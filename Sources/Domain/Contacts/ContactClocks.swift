extension Contact {
  /// From the moment a contact reached the unit to its decision: a local standard, one working day
  /// unless the council says otherwise. Nil where the council has set none for that day.
  ///
  /// A decision that was sent back no longer stops it: the contact waits again. One that came back
  /// from a sample had been in force meanwhile; for the new one the time runs from that day.
  package static func decisionClock(
    received day: Day, minute: Int?, decided: Day?, recordedBy: String? = nil,
    cameBack: Day? = nil, standards: LocalStandards = LocalStandards()
  ) -> Clock? {
    guard let rule = standards.rule(.contactDecision, on: day) else { return nil }
    if let cameBack, decided.map({ $0 >= cameBack }) ?? true {
      return Clock(
        "Contact decision",
        started: Clock.Started(on: cameBack, by: "a sampled decision was sent back"), rule: rule,
        stopped: decided.map { Clock.Stopped(on: $0, by: "contact decided") })
    }
    let started =
      minute.map {
        Clock.Started(
          at: Instant(london: day, hour: $0 / 60, minute: $0 % 60), by: "contact received",
          recordedBy: recordedBy)
      } ?? Clock.Started(on: day, by: "contact received", recordedBy: recordedBy)
    return Clock(
      "Contact decision", started: started, rule: rule,
      stopped: decided.map { Clock.Stopped(on: $0, by: "contact decided") })
  }

  /// From the decision to the second check (A4). Nil where the council has set no standard.
  package static func checkClock(
    decided: Day, checked: Day?, standards: LocalStandards = LocalStandards()
  ) -> Clock? {
    standards.rule(.secondCheck, on: decided).map { rule in
      Clock(
        "Second check", started: Clock.Started(on: decided, by: "contact decided"), rule: rule,
        stopped: checked.map { Clock.Stopped(on: $0, by: "decision checked") })
    }
  }
}
