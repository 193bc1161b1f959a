import Domain

/// How a form stands, as whoever sent it may see it: never why a decision was made, never anything of
/// anybody but through the words that were chosen for them.
extension PartnerReferralTable {
  /// Who asks: only what they sent themselves is theirs.
  package enum Owner: Sendable, Equatable {
    /// Whoever proved this address.
    case email(EmailAddress)
    /// The account of an agency: `Y-3`.
    case agency(String)
    /// Whoever has the return code of this form.
    case holder(PartnerReferralID)
  }

  /// One line of a sender's list.
  package struct Line: Sendable, Equatable {
    package let id: PartnerReferralID
    package let reference: String
    package let sentAt: Instant
    package let stage: PartnerReferral.Stage
  }

  package struct Standing: Sendable {
    package let line: Line
    package let form: PartnerReferral.Form
    /// What they were told; nil while they were not, or where it may not be shown here.
    package let told: String?
    package let toldOn: Day?
    /// By when they hear what was decided; nil before the decision and after they heard.
    package let tellBy: Day?
    /// By when it is decided; nil once it is.
    package let decideBy: Day?
    /// Who has it in hand, or decided it.
    package let worker: String?
  }

  /// Newest first.
  package static func own(
    _ owner: Owner, limit: Int, in tx: any Transaction
  ) throws -> [Line] {
    try tx.rows(
      """
      SELECT \(columns) FROM partnerreferral m JOIN contact c ON c.id = m.contact
      LEFT JOIN contact_owed o ON o.contact = c.id
      WHERE \(condition(owner)) ORDER BY m.sent_at DESC, m.id DESC LIMIT \(limit)
      """
    ).map(line)
  }

  /// Nil where there is none of this reference, and where it is another's: the two are not told apart.
  package static func standing(
    _ reference: ReadableCode, for owner: Owner, in tx: any Transaction
  ) throws -> Standing? {
    guard
      let row = try tx.row(
        """
        SELECT \(columns), m.form, m.contact, c.received_on, c.received_minute, o.owed_from,
          o.was_checked, w.name AS worker
        FROM partnerreferral m JOIN contact c ON c.id = m.contact
        LEFT JOIN contact_owed o ON o.contact = c.id
        LEFT JOIN worker w ON w.id = COALESCE(c.assigned_to, c.decided_by) AND w.left_on IS NULL
        WHERE m.reference = \(reference.text) AND \(condition(owner))
        """)
    else { return nil }
    let line = try line(row)
    let contact: ContactID = try row.id("contact")
    let told = try told(contact, row, in: tx)
    let owedFrom = try row.dayIfAny("owed_from")
    let wasChecked = try row.boolIfAny("was_checked") ?? false
    let form = try whole(line.id, in: tx)?.form
    guard let form else { return nil }
    return Standing(
      line: line, form: form, told: told.words, toldOn: told.on,
      tellBy: told.on == nil
        ? owedFrom.flatMap {
          Contact.feedbackClock(owedFrom: $0, wasChecked: wasChecked, told: nil)?.due.day
        } : nil,
      decideBy: line.stage == .decided ? nil : form.dueOn, worker: try row.textIfAny("worker"))
  }

  private static let columns: SQL = """
    m.id, m.reference, m.sent_at, c.status, c.assigned_to, c.outcome_clear, c.parked_until,
      o.told_on, o.told_how
    """

  private static func condition(_ owner: Owner) -> SQL {
    switch owner {
    case .email(let email):
      "m.sender = 'professional' AND m.email = \(email.text.lowercased())"
    case .agency(let agency): "m.sender = 'agencyAccount' AND m.agency = \(agency)"
    case .holder(let id): "m.id = \(id)"
    }
  }

  private static func line(_ row: Row) throws -> Line {
    let status: Contact.Status = try row.code("status")
    let isInHand =
      try row.intIfAny("assigned_to") != nil || row.intIfAny("outcome_clear") != nil
      || row.textIfAny("parked_until") != nil
    let isTold = try row.textIfAny("told_on") != nil
    let stage: PartnerReferral.Stage =
      switch status {
      case .closed: .decided
      // A decision that was told stays told, though a second person looks at it once more.
      case .waitingForCheck: isTold ? .decided : .lookedAt
      case .returned: .lookedAt
      case .waiting: isInHand ? .lookedAt : .received
      }
    return Line(
      id: try row.id("id"), reference: try row.text("reference"),
      sentAt: try row.instant("sent_at"), stage: stage)
  }

  /// The words that were sent to them or said to them. Of what was said a worker took a note, and that
  /// may hold more than was said: it is shown only where it names nobody and tells no address.
  private static func told(
    _ id: ContactID, _ row: Row, in tx: any Transaction
  ) throws -> (words: String?, on: Day?) {
    guard let on = try row.dayIfAny("told_on"),
      let how: Contact.Told.How = try row.codeIfAny("told_how"), how != .cannot,
      let contact = try Store.load(id, in: tx)?.state
    else { return (nil, nil) }
    let sent = contact.messages.last {
      if case .sent = $0.state { $0.isOfDecision } else { false }
    }
    let words = sent?.message.words ?? contact.feedback.last?.words
    guard let words else { return (nil, on) }
    let unsaid = try ContactTable.unsaid(of: contact, in: tx)
    let tells =
      unsaid.undisclosed.areTold(in: words, alsoStreets: true)
      || unsaid.homes.areTold(in: words, alsoStreets: false)
      || unsaid.names.contains { $0 != contact.details.callerName && words.tells($0) }
    return (tells ? nil : words, on)
  }
}

extension String {
  /// Whether a name of more than one word stands in the text, in any case.
  fileprivate func tells(_ name: String) -> Bool {
    let name = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    guard name.count > 1 else { return false }
    let words = lowercased().split { !$0.isLetter && !$0.isNumber }
    guard words.count >= name.count else { return false }
    return (0...(words.count - name.count)).contains { start in
      words[start..<(start + name.count)].elementsEqual(name)
    }
  }
}
