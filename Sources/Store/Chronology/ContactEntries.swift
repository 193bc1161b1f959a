import Domain

extension Contact: ToldNoun {
  package static func people(in contact: Contact, _ id: ContactID) -> Set<PersonID> {
    Set(contact.named.compactMap(\.person))
  }

  /// A contact that was matched to the wrong person belongs to their story only as that mistake.
  package static func concerns(
    _ fact: Fact, of id: ContactID, now contact: Contact, _ person: PersonID
  ) -> Bool {
    switch fact {
    case .matched(_, let matched, _), .unmatched(_, let matched, _): return matched == person
    case .received, .informationAdded, .triaged, .decided, .checked, .returned, .fedBack, .sampled,
      .wroteBack, .messageSent, .messageFailed, .sendingAgain, .cannotBeTold, .parked, .read:
      return contact.named.contains { $0.person == person }
    case .personNamed(let named):
      return contact.named.contains { $0.key == named.key && $0.person == person }
    // Who has it on their desk is no part of a child's story; that it was put aside is.
    case .assigned, .unparked: return false
    }
  }

  package static func tell(
    _ fact: Fact, of id: ContactID, on day: Day, now contact: Contact, for person: PersonID?,
    names: ChronologyNames
  ) -> [ChronologyEntry] {
    switch fact {
    case .received(let details, let named):
      return [contact.received(details, named, on: day, for: person, names)]
    case .personNamed(let named):
      return [
        ChronologyEntry(
          .record, on: day, "\(named.isChild ? "Child" : "Adult") named: \(names.named(named))",
          what: named.relation)
      ]
    case .matched(let key, let to, let because):
      let who = contact.words(key, names) ?? "Somebody named"
      return [
        ChronologyEntry(
          .record, on: day,
          person == nil ? "\(who) matched to \(to)" : "Contact \(id) matched to this record",
          what: because)
      ]
    case .unmatched(let key, let from, let reason):
      let who = contact.words(key, names) ?? "Somebody named"
      return [
        ChronologyEntry(
          .record, on: day,
          person == nil
            ? "Match of \(who) to \(from) undone" : "Contact \(id) is not about this person",
          what: reason)
      ]
    case .informationAdded(let words, _):
      return [ChronologyEntry(.contacts, on: day, "Information added to a contact", what: words)]
    case .triaged(let triage):
      return [
        ChronologyEntry(
          .decisions, on: day,
          triage.outcomeClear
            ? "Triage: the outcome is clear" : "Triage: more must be known first",
          what: triage.level?.words)
      ]
    case .decided(let decision, _):
      return [contact.decided(decision, on: day, for: person, names)]
    case .checked(let check, _):
      return [
        ChronologyEntry(
          .decisions, on: day, "Decision agreed by a second person",
          what: check.comment)
      ]
    case .returned(let check, _):
      return [
        ChronologyEntry(.decisions, on: day, "Decision sent back", what: check.comment)
      ]
    case .fedBack(let feedback):
      return [
        ChronologyEntry(
          .contacts, on: day, "Referrer told what became of the contact",
          what: "\(feedback.words) (\(feedback.how.words))")
      ]
    case .sampled(let sample, _, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "Decision drawn by chance for a second look", what: "Sample \(sample)")
      ]
    case .wroteBack(let message):
      return [
        ChronologyEntry(
          .contacts, on: day, "Email written to the referrer", what: message.words)
      ]
    case .messageSent:
      return [ChronologyEntry(.record, on: day, "Email to the referrer sent")]
    case .messageFailed(_, let why, _):
      return [
        ChronologyEntry(.record, on: day, "Email to the referrer could not be sent", what: why)
      ]
    case .sendingAgain:
      return [ChronologyEntry(.record, on: day, "Email to the referrer tried again")]
    case .cannotBeTold(let untold):
      return [
        ChronologyEntry(
          .contacts, on: day, "Referrer cannot be told: \(untold.reason.words.lowercased())",
          what: untold.words)
      ]
    case .assigned(let worker, _):
      return [
        ChronologyEntry(
          .record, on: day,
          worker.map { "Contact given to \(names.worker($0))" } ?? "Contact given back to the unit")
      ]
    case .parked(let parking):
      return [
        ChronologyEntry(
          .decisions, on: day, "Contact parked until \(parking.until.long)", what: parking.reason)
      ]
    case .unparked:
      return [ChronologyEntry(.decisions, on: day, "Contact taken up again before its day")]
    case .read(let worker, _, _):
      return [
        ChronologyEntry(
          .record, on: day, "What was passed to open work read by \(names.worker(worker))")
      ]
    }
  }

  /// Somebody named, by their key.
  private func words(_ key: Int, _ names: ChronologyNames) -> String? {
    named.first { $0.key == key }.map { names.named($0) }
  }

  private var isFromPolice: Bool { details.method == .police || details.source == .police }

  /// A contact is one event of a chronology, with what was decided about it.
  private func received(
    _ details: Details, _ first: [Named], on day: Day, for person: PersonID?,
    _ names: ChronologyNames
  ) -> ChronologyEntry {
    let from = details.agency ?? details.source.short
    guard let person else {
      let everybody = first.map { "\(names.named($0)) (\($0.isChild ? "child" : "adult"))" }
      return ChronologyEntry(
        isFromPolice ? .police : .contacts, on: day, "Contact received from \(from)",
        what: lines([
          ("How", details.method.words), ("The source's reference", details.reference),
          ("Graded by the source", details.grading), ("What was said", details.account),
          ("Named", everybody.joined(separator: ", ")), ("In danger now", details.inDanger.inWords),
          ("What was done", details.dangerAction), ("Consent", details.consent.inWords),
          ("Why, about consent", details.consentBasis),
        ]), significant: true)
    }
    let mine = decision.flatMap { outcome(of: person, in: $0) }
    var what = details.account
    if details.inDanger == .yes {
      what += "\nIn danger at the time. \(details.dangerAction ?? "")"
    }
    if let decision, let mine {
      what += "\nDecided on \(decision.on.long): \(mine.outcome.words). \(decision.reason)"
    }
    let ending = decision == nil ? "not decided yet" : mine?.outcome.words
    return ChronologyEntry(
      isFromPolice ? .police : .contacts, on: day,
      "Contact from \(from)" + (ending.map { ": \($0)" } ?? ""), what: what, effect: mine?.line,
      significant: true)
  }

  private func decided(
    _ decision: Decision, on day: Day, for person: PersonID?, _ names: ChronologyNames
  ) -> ChronologyEntry {
    let mine = person.flatMap { outcome(of: $0, in: decision) }
    let each = decision.outcomes.map { outcome in
      let who = outcome.key.flatMap { words($0, names) }
      return (who.map { "\($0): " } ?? "") + outcome.outcome.words
        + (outcome.line.map { " (\($0))" } ?? "")
    }
    return ChronologyEntry(
      .decisions, on: day,
      "Contact decided" + (mine.map { ": \($0.outcome.words)" } ?? ""),
      what: lines([
        ("Outcome", person == nil ? each.joined(separator: "; ") : nil),
        ("Level of need", decision.level.words),
        ("Threshold document", decision.edition.map { "Edition \($0)" }),
        ("Reason", decision.reason),
        ("What history adds", decision.history),
        ("Indicators", decision.indicators.map(names.thresholds.words).joined(separator: "; ")),
      ]), effect: mine?.line)
  }

  /// What was decided about one person.
  package func outcome(of person: PersonID, in decision: Decision) -> ChildOutcome? {
    guard let key = named.first(where: { $0.person == person })?.key else { return nil }
    return decision.outcomes.first { $0.key == key }
  }
}

extension Contact.Answer {
  var inWords: String {
    switch self {
    case .yes: "Yes"
    case .no: "No"
    case .notKnown: "Not known"
    }
  }
}

extension ReferralSource {
  /// The first words of the list's own: `Acquaintance`.
  package var short: String {
    let end = meaning.firstIndex { $0 == "," || $0 == "(" } ?? meaning.endIndex
    return meaning[..<end].split(separator: " ").joined(separator: " ")
  }
}

extension ContactTable {
  /// Whether the police brought the contact, and so may see it.
  package static func isFromPolice(_ id: ContactID, in tx: any Transaction) throws -> Bool {
    try tx.exists(
      """
      SELECT 1 FROM contact WHERE id = \(id)
        AND (method = \(Contact.Method.police.rawValue) OR source = \(ReferralSource.police.rawValue))
      """)
  }
}
