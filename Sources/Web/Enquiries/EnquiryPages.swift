import Domain
import HTML
import Hummingbird
import Store

/// The page of one enquiry: what is to be done, child by child, and by when the conference is held.
func enquiryPage(_ whole: EnquiryTable.Whole, _ context: Context) async throws -> Page {
  let records = try await context.standing(of: whole.people)
  let mayWork = context.can(.workEnquiry, about: records)
  let mayDirect = context.can(.directEnquiry, about: records)
  let mayHold = context.can(.holdStrategy, about: records)
  let mayArrange = context.can(.prepareConference, about: records)
  let checks = try await partnerChecks(whole, context)
  let isOpen = whole.enquiry.isOpen
  var page = Page(
    "Section 47 enquiry \(whole.id)",
    main: """
      \(enquiryWarnings(whole, context.today))
      \(enquiryActions(whole, work: mayWork, direct: mayDirect, hold: mayHold, arrange: mayArrange))
      \(outcomeCard(whole))
      \(leadCard(whole, mayDirect: mayDirect && isOpen))
      \(each: whole.children, { childCard(whole, $0, checks, work: mayWork && isOpen, direct: mayDirect && isOpen) })
      <p>\(textLink("History of this record", to: EnquiryPaths.history(whole.id)))</p>
      """)
  page.caption = isOpen ? "Open" : whole.enquiry.history == nil ? "Ended" : "Brought in"
  page.about = whole.children.listedNames
  page.trail = .back("Section 47 enquiries", to: EnquiryPaths.all)
  if whole.enquiry.history == nil {
    page.aside = cardGrid([
      clockCard(ClockCard(explaining: whole.conferenceClock, today: context.today))
    ])
  }
  page.banner = context.query["done"].flatMap { EnquiryDone(rawValue: $0) }.map {
    notificationBanner($0.words)
  }
  return page
}

/// Checks of partner agencies about these children since the enquiry began.
private func partnerChecks(
  _ whole: EnquiryTable.Whole, _ context: Context
) async throws -> [ReferralID: [PartnerCheckTable.Line]] {
  let referrals = Set(whole.children.map(\.referral))
  let sees = context.can(
    .seePartnerCheck, about: try await context.standing(of: whole.people))
  guard sees else { return [:] }
  return try await context.read { tx in
    var found: [ReferralID: [PartnerCheckTable.Line]] = [:]
    for referral in referrals {
      found[referral] = try PartnerCheckTable.of(.referral(id: referral), in: tx)
    }
    return found
  }
}

private func enquiryWarnings(_ whole: EnquiryTable.Whole, _ today: Day) -> HTML {
  var lines: HTML = ""
  if whole.leadNotRegistered(on: today), let lead = whole.name(whole.enquiry.lead?.worker) {
    let ended = whole.registration.map { ", whose registration ended on \($0.to.long)" } ?? ""
    lines += warningText(
      "\(lead)\(ended) leads this enquiry and is not a registered social worker today. Give it to "
        + "somebody who is, or have the registration recorded.")
  }
  let early = whole.outOfOrder
  if !early.isEmpty {
    let held = whole.enquiry.startedOn.long
    lines += """
      <section id="out-of-order"><h2>Out of order</h2>
      <p>Done before the strategy discussion of \(held) that should have framed it:</p>
      <ul>\(each: early, { "<li>\($0.child): \($0.what), \($0.on.long)</li>" })</ul></section>
      """
  }
  return lines
}

private func enquiryActions(
  _ whole: EnquiryTable.Whole, work: Bool, direct: Bool, hold: Bool, arrange: Bool
) -> HTML {
  var links: [HTML] = []
  if whole.enquiry.isOpen {
    if direct {
      links.append(
        buttonLink(
          whole.enquiry.lead == nil ? "Record the lead" : "Change the lead",
          to: EnquiryPaths.act(whole.id, .lead),
          kind: whole.enquiry.lead == nil ? .primary : .secondary))
    }
    if work {
      links.append(
        buttonLink("End the enquiry", to: EnquiryPaths.act(whole.id, .conclude), kind: .primary))
    }
    if hold, let first = whole.children.first {
      links.append(
        buttonLink(
          "New strategy discussion", to: StrategyPaths.begin(first.id, from: whole.id),
          kind: .secondary))
    }
  }
  if arrange, whole.enquiry.history == nil, !whole.waitingForConference.isEmpty,
    whole.conferences.isEmpty
  {
    links.append(
      buttonLink(
        "Arrange the conference", to: EnquiryPaths.conference(whole.id),
        kind: whole.enquiry.isOpen ? .secondary : .primary))
  }
  return links.isEmpty ? "" : buttonGroup("\(each: links, { $0 })")
}

private func leadCard(_ whole: EnquiryTable.Whole, mayDirect: Bool) -> HTML {
  let enquiry = whole.enquiry
  var rows = [SummaryRow("Began", enquiry.startedOn.long)]
  if let strategy = enquiry.strategy {
    rows.append(
      SummaryRow(
        "Opened by",
        html: textLink("Strategy discussion \(strategy)", to: StrategyPaths.page(strategy))))
  }
  rows.append(SummaryRow("Conference due", enquiry.conferenceTarget?.longWithWeekday))
  for conference in whole.conferences {
    rows.append(
      SummaryRow(
        "Conference",
        html: textLink("Conference \(conference)", to: ConferencePaths.page(conference))))
  }
  if enquiry.history == nil {
    rows.append(
      SummaryRow(
        "Lead",
        enquiry.lead.map { lead in
          "\(whole.name(lead.worker) ?? lead.worker.description) since \(lead.on.long), registration "
            + lead.registration
        } ?? "Nobody yet", change: mayDirect ? EnquiryPaths.act(whole.id, .lead) : nil))
  } else {
    rows.append(SummaryRow("Where from", "Brought in by an import: it is not worked on here"))
  }
  return summaryCard("The enquiry", rows: rows)
}

private func outcomeCard(_ whole: EnquiryTable.Whole) -> HTML {
  guard let ended = whole.enquiry.endedOn else { return "" }
  let rows = whole.children.compactMap { child -> SummaryRow? in
    whole.enquiry.outcomes[child.record].map { outcome in
      let agreed = whole.enquiry.agreed[child.record].map { words in
        "<p>No conference agreed by \(whole.name(words.by) ?? "a manager"), \(words.on.long): \(words.words)</p>"
          as HTML
      }
      let conference: String =
        outcome.conference
        ? whole.enquiry.conferences[child.record].map { "Conference held \($0.long)" }
          ?? "Goes to a conference" : "No conference"
      return SummaryRow(
        child.name,
        html: """
          <p><strong>\(outcome.outcome.words)</strong>. \(conference)</p>\
          \(prose(outcome.reason))\(agreed)
          """)
    }
  }
  return summaryCard(
    "Outcome", rows: [SummaryRow("Ended", ended.long)] + rows)
}

/// What is to be done for one child, and how far it has come.
private func childCard(
  _ whole: EnquiryTable.Whole, _ child: ProtectedChild,
  _ checks: [ReferralID: [PartnerCheckTable.Line]], work: Bool, direct: Bool
) -> HTML {
  let enquiry = whole.enquiry
  guard enquiry.history == nil else {
    return summaryCard(
      child.name,
      rows: [
        SummaryRow(
          "Conference held", enquiry.conferences[child.record]?.long ?? "Not recorded")
      ])
  }
  let visits = whole.visits.filter { $0.child == child.id }
  let seen = visits.filter(\.seen)
  let lastSeen = seen.map(\.on).max()
  let alone = visits.filter(\.alone).map(\.on).max()
  var rows = [
    TaskRow(
      "Seen", url: nil,
      hint: lastSeen.map { "Last on \($0.long), \(counted(visits.count, "visit", "visits"))" }
        ?? visits.first?.whyNot.map { "Not seen: \($0)" } ?? "No visit since the information came",
      status: lastSeen == nil ? tag("Not seen", kind: .warn) : tag("Seen", kind: .good)),
    TaskRow(
      "Seen alone", url: nil,
      hint: alone.map { "Last on \($0.long)" }
        ?? visits.compactMap(\.whyNot).first.map { "Not seen alone: \($0)" },
      status: alone == nil ? tag("Not seen alone", kind: .warn) : tag("Seen alone", kind: .good)),
  ]
  let medical = enquiry.medicals[child.record]
  rows.append(
    TaskRow(
      "Medical examination",
      url: work ? EnquiryPaths.act(whole.id, .medical, child.record) : nil,
      hint: piece(medical?.arrangedFor, medical?.result, medical?.whyNot),
      status: state(medical?.arrangedFor, medical?.heldOn, medical?.whyNot)))
  let interview = enquiry.interviews[child.record]
  rows.append(
    TaskRow(
      "Achieving best evidence interview",
      url: work ? EnquiryPaths.act(whole.id, .interview, child.record) : nil,
      hint: piece(interview?.arrangedFor, interview?.result, interview?.whyNot),
      status: state(interview?.arrangedFor, interview?.heldOn, interview?.whyNot)))
  for check in checks[child.referral] ?? [] {
    rows.append(
      TaskRow(
        "Check of \(check.agency.words.lowercasedFirst)",
        url: PartnerCheckPaths.page(check.id), status: "\(check.status.words)"))
  }
  if direct {
    let agreed = enquiry.agreed[child.record]
    rows.append(
      TaskRow(
        "Manager’s agreement that no conference is held",
        url: EnquiryPaths.act(whole.id, .noConference, child.record),
        hint: agreed?.words ?? "Only where the risk goes on and no conference is to be held",
        status: agreed == nil ? "Not given" : tag("Agreed", kind: .info)))
  }
  let joint = enquiry.jointly.contains(child.record) ? "Jointly with the police" : nil
  return card(
    child.name,
    actions: [textLink("Record of \(child.given)", to: PersonPaths.child(child.id))],
    content: "\(joint.map { "<p>\($0)</p>" as HTML })\(taskList(rows))")
}

private func piece(_ arranged: Day?, _ result: String?, _ whyNot: String?) -> String? {
  whyNot ?? result ?? arranged.map { "Arranged for \($0.long)" }
}

private func state(_ arranged: Day?, _ held: Day?, _ whyNot: String?) -> HTML {
  if let held { return "\(tag("Held", kind: .good)) \(held.long)" }
  if whyNot != nil { return tag("Not held") }
  return arranged == nil ? tag("Not arranged", kind: .warn) : tag("Arranged", kind: .info)
}
