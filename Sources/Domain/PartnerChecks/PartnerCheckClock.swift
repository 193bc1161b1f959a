extension PartnerCheck {
  /// How long this agency has for an answer, by the council's standard of the day.
  package static func rule(
    _ agency: Agency, on day: Day, standards: LocalStandards = LocalStandards()
  ) -> Clock.Rule? {
    standards.rule(agency.standard, on: day) ?? standards.rule(.partnerCheck, on: day)
  }

  /// The day by which the standard wants an answer.
  package static func standardDue(
    _ agency: Agency, on day: Day, standards: LocalStandards = LocalStandards()
  ) -> Day? {
    rule(agency, on: day, standards: standards).flatMap { rule in
      Clock("", started: Clock.Started(on: day, by: ""), rule: rule).due.day
    }
  }

  /// From the day it was asked to the day it was asked for; the standard's own where it is that.
  package static func clock(
    _ agency: Agency, asked: Day, due: Day, stopped: Day?, as status: Status,
    askedBy: String? = nil, standards: LocalStandards = LocalStandards()
  ) -> Clock {
    let standard = rule(agency, on: asked, standards: standards)
    let isStandard = standardDue(agency, on: asked, standards: standards) == due
    let own = Clock.Rule(
      max(0, due - asked), .calendarDays, source: "the day given when it was asked",
      regime: "set for this check")
    return Clock(
      "Check of \(agency.words.lowercased())",
      started: Clock.Started(on: asked, by: "check asked", recordedBy: askedBy),
      rule: isStandard ? standard ?? own : own,
      stopped: stopped.map { Clock.Stopped(on: $0, by: status.words.lowercased()) })
  }
}
