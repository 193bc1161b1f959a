import Domain

extension Enquiry: ToldNoun {
  package static func people(in enquiry: Enquiry, _ id: EnquiryID) -> Set<PersonID> {
    Set(enquiry.people)
  }

  package static func tell(
    _ fact: Fact, of id: EnquiryID, on day: Day, now enquiry: Enquiry, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    func plain(_ text: String?) -> String? { text.map { names.undisclosed.takenOut(of: $0) } }
    switch fact {
    case .imported(let history):
      var entries = [
        ChronologyEntry(
          .plans, on: day, "Section 47 enquiry begun (checking if the child is safe)",
          what: lines([
            ("Conference due", history.conferenceTarget?.long),
            ("Conference not needed", history.conferenceNotRequired ? "yes" : nil),
            ("Brought in by an import", "yes"),
          ]), significant: true)
      ]
      if let held = history.conferenceOn {
        entries.append(
          ChronologyEntry(
            .plans, on: held, "Initial child protection conference held", significant: true))
      }
      return entries
    case .opened(let opening):
      return [
        ChronologyEntry(
          .plans, on: day, "Section 47 enquiry opened by strategy discussion \(opening.strategy)",
          what: lines([
            ("Conference due", opening.conferenceTarget?.long),
            (
              "Jointly with the police",
              person.map { opening.jointly.contains($0) }
                ?? !opening.jointly.isEmpty ? "yes" : nil
            ),
          ]), significant: true)
      ]
    case .leadAllocated(let lead, _, _):
      return [
        ChronologyEntry(
          .workers, on: day, "Section 47 enquiry led by \(names.worker(lead.worker))",
          what: lines([("Registered social worker", lead.registration)]))
      ]
    case .medicalRecorded(let medical, _, _):
      return [
        told(
          "Medical examination", medical.arrangedFor, medical.heldOn, plain(medical.result),
          plain(medical.whyNot), on: day)
      ]
    case .interviewRecorded(let interview, _, _):
      return [
        told(
          "Achieving best evidence interview", interview.arrangedFor, interview.heldOn,
          plain(interview.result), plain(interview.whyNot), on: day)
      ]
    case .noConferenceAgreed(let child, let words):
      return [
        ChronologyEntry(
          .decisions, on: day, "Agreed that no conference is held, though the risk goes on",
          what: lines([
            ("Child", names.person(child)), ("Why", plain(words.words)),
            ("By", names.worker(words.by)),
          ]), significant: true)
      ]
    case .concluded(let outcomes, let by, _):
      let told = outcomes.filter { person == nil || person == $0.child }
      return [
        ChronologyEntry(
          .decisions, on: day, "Section 47 enquiry ended",
          what: told.map { child in
            lines([
              ("Child", names.person(child.child)), ("Outcome", child.outcome.words),
              ("Conference", child.conference ? "yes" : "no"), ("Why", plain(child.reason)),
            ])
          }.joined(separator: "\n") + "\n" + lines([("By", names.worker(by))]),
          significant: true)
      ]
    case .conferenceHeld(let conference, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "The enquiry was told that conference \(conference) was held")
      ]
    }
  }

  private static func told(
    _ what: String, _ arranged: Day?, _ held: Day?, _ result: String?, _ whyNot: String?,
    on day: Day
  ) -> ChronologyEntry {
    let state = held != nil ? "held" : whyNot != nil ? "not held" : "arranged"
    return ChronologyEntry(
      .visits, on: day, "\(what) \(state)",
      what: lines([
        ("Arranged for", arranged?.long), ("What came of it", result), ("Why not", whyNot),
      ]), significant: held != nil)
  }
}
