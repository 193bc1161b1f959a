import Domain
import HTML
import Store

/// What of strategy discussions, enquiries and conferences waits for one worker.
struct MyProtection: Sendable {
  /// Begun by the worker and not held yet.
  var waiting: [StrategyDiscussionTable.Line] = []
  /// Decided by the worker without an agency that has not been told since.
  var toFollowUp: [StrategyDiscussionTable.Line] = []
  /// Enquiries that the worker leads.
  var led: [EnquiryTable.Whole] = []
  /// Conferences that the worker chairs.
  var chaired: [ConferenceTable.Line] = []
  /// Open enquiries that nobody leads, or somebody who is not registered: for a manager.
  var toDirect: [EnquiryTable.Whole] = []
  var isSeen = false
  var seesRegister = false

  var people: [PersonID] {
    (waiting + toFollowUp).flatMap(\.people) + led.flatMap(\.people) + chaired.flatMap(\.people)
  }
}

extension MyWorkRoutes {
  static func protection(into model: inout MyWorkModel, _ context: Context) async throws {
    model.protection.isSeen = context.can(.seeProtection)
    model.protection.seesRegister = context.can(.recordRegistration)
    guard model.protection.isSeen else { return }
    let (me, today) = (context.worker, context.today)
    let directs = context.can(.directEnquiry)
    let read = try await context.read { tx -> MyProtection in
      var read = MyProtection()
      read.waiting = try StrategyDiscussionTable.waiting(begunBy: me, in: tx)
      read.toFollowUp = try StrategyDiscussionTable.toFollowUp(decidedBy: me, in: tx)
      read.led = try EnquiryTable.led(by: me, in: tx)
      read.chaired = try ConferenceTable.waiting(for: me, in: tx)
      if directs {
        read.toDirect = try EnquiryTable.current(in: tx).filter {
          $0.enquiry.isOpen && ($0.enquiry.lead == nil || $0.leadNotRegistered(on: today))
        }
      }
      return read
    }
    let about = Set(read.people + read.toDirect.flatMap(\.people)).sorted()
    let sight = try await context.sight(of: about)
    func open(_ people: [PersonID]) -> Bool {
      sight.view(.seeProtection, of: people) == .whole
    }
    model.protection.waiting = read.waiting.filter { open($0.people) }
    model.protection.toFollowUp = read.toFollowUp.filter { open($0.people) }
    model.protection.led = read.led.filter { open($0.people) }
    model.protection.chaired = read.chaired.filter { open($0.people) }
    model.protection.toDirect = read.toDirect.filter { open($0.people) }
  }
}

func protectionRows(_ model: MyWorkModel) -> [TaskRow] {
  let (mine, today) = (model.protection, model.today)
  var rows = mine.waiting.map { line in
    TaskRow(
      "Hold the strategy discussion about \(line.children.listedNames)",
      url: StrategyPaths.page(line.id),
      hint: line.plannedFor.map { "Planned for \($0.words)" } ?? "Not planned yet",
      status: line.clock?.label(today: today))
  }
  rows += mine.toFollowUp.map { line in
    TaskRow(
      "Tell \(line.toFollowUp.inWords) about the strategy discussion of \(line.children.listedNames)",
      url: StrategyPaths.page(line.id), hint: "Held without them",
      status: tag("To be told", kind: .warn))
  }
  rows += mine.led.map { whole in
    TaskRow(
      "Section 47 enquiry about \(whole.children.listedNames)", url: EnquiryPaths.page(whole.id),
      hint:
        "You lead it. The conference is due by \(whole.enquiry.conferenceTarget?.long ?? "then")",
      status: whole.conferenceClock.label(today: today))
  }
  rows += mine.chaired.map { line in
    TaskRow(
      "\(line.kind.words) about \(line.children.listedNames)", url: ConferencePaths.page(line.id),
      hint: line.plannedFor.map { "You chair it. Planned for \($0.at.words)" }
        ?? "You chair it. Not planned yet", status: line.clock.label(today: today))
  }
  if !mine.toDirect.isEmpty {
    rows.append(
      TaskRow(
        counted(
          mine.toDirect.count, "enquiry needs a registered lead", "enquiries need a registered lead"
        ),
        url: EnquiryPaths.all, hint: nil, status: tag("No lead", kind: .warn)))
  }
  return rows
}

func protectionLinks(_ model: MyWorkModel) -> [HTML] {
  var links: [HTML] = []
  if model.protection.isSeen {
    links.append(textLink("Strategy discussions", to: StrategyPaths.all))
    links.append(textLink("Section 47 enquiries", to: EnquiryPaths.all))
    links.append(textLink("Conferences", to: ConferencePaths.all))
  }
  if model.protection.seesRegister {
    links.append(textLink("Registrations", to: RegistrationPaths.all))
  }
  return links
}

/// What is open about a child, on the child's page.
func protectionTasks(_ child: ChildOverview, day: Day) -> [TaskRow] {
  let strategies = child.strategies.filter { $0.status == .open || !$0.toFollowUp.isEmpty }.map {
    line in
    TaskRow(
      "Strategy discussion \(line.id)", url: StrategyPaths.page(line.id),
      hint: line.plannedFor.map { "Planned for \($0.words)" }
        ?? "Information of \(line.informationOn.long)",
      status: line.status == .open ? line.clock?.label(today: day) : "Somebody is to be told")
  }
  let enquiries = child.enquiries.filter { $0.isOpen || waits($0) }.map { line in
    TaskRow(
      "Section 47 enquiry \(line.id)", url: EnquiryPaths.page(line.id),
      hint: "Since \(line.history.startedOn.long). "
        + (line.lead.map { "Led by \($0)." } ?? "Nobody leads it yet."), status: "\(line.words)")
  }
  let conferences = child.conferences.filter { $0.status == .open }.map { line in
    TaskRow(
      "\(line.kind.words) \(line.id)", url: ConferencePaths.page(line.id),
      hint: line.plannedFor.map { "Planned for \($0.at.words)" } ?? "Not planned yet",
      status: line.clock.label(today: day))
  }
  return strategies + enquiries + conferences
}

/// Of one of our own: a conference is still to be held.
private func waits(_ line: EnquiryTable.Line) -> Bool {
  !line.imported && line.history.conferenceOn == nil && !line.history.conferenceNotRequired
}

/// What can be begun for a child with an open referral.
func protectionActions(
  _ context: Context, _ child: ChildOverview, _ records: [Record]
) -> [(String, String)] {
  let name = child.identity.line.name
  var actions: [(String, String)] = []
  if context.can(.holdStrategy, about: records),
    !child.strategies.contains(where: { $0.status == .open })
  {
    actions.append(("Begin a strategy discussion about \(name)", StrategyPaths.begin(child.id)))
  }
  guard context.can(.prepareConference, about: records),
    !child.conferences.contains(where: { $0.status == .open })
  else { return actions }
  let isOnPlan = child.plans.contains {
    $0.history.kind == .childProtection && $0.history.to == nil
  }
  if isOnPlan {
    actions.append(("Arrange a review conference about \(name)", ConferencePaths.review(child.id)))
  } else if !child.enquiries.contains(where: \.isOpen) {
    actions.append(
      ("Arrange a transfer-in conference about \(name)", ConferencePaths.transferIn(child.id)))
  }
  return actions
}

extension HandoverRoutes {
  /// From what the night wrote down of a strategy discussion to the discussion itself: to the one that
  /// is there, else to a new one that leads back.
  static func strategyLink(
    _ whole: HandoverTable.Whole, _ context: Context, _ records: [Record]
  ) async throws -> HTML {
    guard let child = whole.child,
      whole.actions.contains(where: { $0.action.kind == .strategyDiscussion })
    else { return "" }
    let id = whole.id
    let there = try await context.read { try StrategyDiscussionTable.of(handover: id, in: $0) }
    if let there, context.can(.seeProtection, about: records) {
      return "<p>\(textLink("Strategy discussion \(there)", to: StrategyPaths.page(there)))</p>"
    }
    guard there == nil, context.can(.holdStrategy, about: records) else { return "" }
    return buttonGroup(
      buttonLink(
        "Record the strategy discussion in full", to: StrategyPaths.begin(child.id, night: id),
        kind: .secondary))
  }
}
