import Domain
import HTML
import Store

/// What the first page of a worker's day knows.
struct MyWorkModel: Sendable {
  let name: String
  let roles: Set<Role>
  let today: Day
  let canFind: Bool
  let canRecord: Bool
  /// Says whether two records are of one person.
  var canMerge = false
  /// Whether any role opens children's records at all.
  let opensRecords: Bool
  var children: [MyWork.Child] = []
  var team: [MyWork.Child] = []
  var returned: [MyWork.Returned] = []
  var recent: [MyWork.Recent] = []
  var queue: Queue?
  var sentBack: [ContactTable.SentBack] = []
  /// Decisions of others that wait for a second check.
  var checks: Int?
  var approvals: [ReferralTable.ToAuthorise] = []
  var undecided: [ReferralTable.Line] = []
  var unallocated: [ReferralTable.Line]?
  var police: [ContactTable.Waiting] = []
  var policeWork = PoliceWork()
  /// What the front door passed to open work, not yet read.
  var passedOn: [ContactTable.PassedOn] = []
  /// Children of the worker for whom intake brought something that nobody has settled.
  var proposals: [PersonTable.Waiting] = []
  /// New records that look like a hidden one the worker answers for.
  var lookAlikes: [PersonTable.LookAlikeLine] = []
  /// Locked records opened in need that the worker may review, and those that are the worker's own.
  var openings = 0
  var ownOpenings: [PersonTable.OpeningLine] = []
  /// Restricted records whose owner has gone.
  var orphans = 0
  /// Referrers who wait to hear from us, and how many of them for longer than they should.
  var owed: (count: Int, late: Int)?
  /// Of the worker's own decisions.
  var owedByMe: [ContactTable.Owed] = []
  /// Messages that could not be sent: the worker's, or all for whoever looks after them.
  var givenUp = 0
  /// Alerts of these children and of those around them, to be looked at again.
  var alerts: [AlertTable.Due] = []
  var asked = AskedWork()
  var assessing = AssessingWork()
  var night = MyNights()
  var earlyHelp = MyEarlyHelp()
  var protection = MyProtection()
  var teamWork = MyTeamWork()
  var drafts: [Draft] = []
  var names: [WorkerID: String] = [:]

  struct Draft: Sendable {
    let title: String
    let path: String
    let saved: Instant
  }

  /// The front door in a line.
  struct Queue: Sendable {
    let waiting: Int
    let late: Int
    let heldUp: Int
    let oldest: ContactTable.Waiting?
    /// In this worker's own hands.
    let mine: Int
    let me: WorkerID

    init(waiting: [ContactTable.Waiting], today: Day, me: WorkerID) {
      mine = waiting.count { $0.assignedTo == me }
      self.me = me
      self.waiting = waiting.count
      late = waiting.count { $0.clock?.state(today: today).isLate ?? false }
      heldUp = waiting.count(where: \.isHeldUp)
      oldest = waiting.first
    }
  }

  /// Everybody whose name the page shows.
  var shown: [PersonID] {
    let listed =
      (children + dueTeam.flatMap(\.children)).map(\.id) + returned.flatMap(\.children)
      + recent.map(\.child) + approvals.flatMap(\.children) + undecided.map(\.child)
      + proposals.map(\.line.id) + lookAlikes.map(\.person)
      + alerts.map(\.person.id) + policeWork.passed.map(\.child) + passedOn.map(\.child)
      + night.waiting.flatMap(\.people)
      + asked.answers.flatMap(\.people) + earlyHelp.people + assessing.people + teamWork.people
      + protection.people
    return Set(listed).sorted()
  }

  /// A clock that is late, due today or nearly due, with the children it is about.
  struct Due: Sendable {
    var children: [MyWork.Child]
    let clock: Clock
    let record: FactStream
  }

  var dueMine: [Due] { due(children) }
  /// The team's late clocks, without the manager's own children.
  var dueTeam: [Due] {
    let mine = Set(children.map(\.referral.id))
    return due(team.filter { !mine.contains($0.referral.id) }).filter {
      $0.clock.state(today: today).isLate
    }
  }

  /// Brothers and sisters in one assessment are one line.
  private func due(_ children: [MyWork.Child]) -> [Due] {
    var found: [Due] = []
    for child in children {
      for (clock, record) in child.clocks {
        switch clock.state(today: today) {
        case .dueSoon, .dueToday, .late: break
        case .running, .paused, .stoppedInTime, .stoppedLate, .cannotTell: continue
        }
        if let same = found.firstIndex(where: { $0.record == record && $0.clock == clock }) {
          found[same].children.append(child)
        } else {
          found.append(Due(children: [child], clock: clock, record: record))
        }
      }
    }
    return found.sorted { ($0.clock.due.day ?? today) < ($1.clock.due.day ?? today) }
  }
}

func myWorkPage(_ model: MyWorkModel) -> Page {
  let parts: [HTML?] = [
    model.opensRecords || model.queue != nil ? todaySection(model) : plainSection(model),
    waitingSection(model), resumeSection(model), childrenSection(model), teamSection(model),
  ]
  var page = Page("My work", main: HTML(each: parts.compactMap { $0 }) { $0 })
  page.caption = model.today.longWithWeekday
  return page
}

private func todaySection(_ model: MyWorkModel) -> HTML {
  let due = model.dueMine.map { taskRow($0, today: model.today) }
  let recent = model.recent.map { line -> HTML in
    let name = model.children.first { $0.id == line.child }?.referral.childName ?? ""
    let by = line.writtenBy.map { " by \($0)" } ?? ""
    return """
      <li>\(textLink("\(line.kind.words) about \(name)", to: NotePaths.page(line.note))), \
      \(line.happenedOn.long)\(by)</li>
      """
  }
  var links: [HTML] = []
  if model.canRecord { links.append(buttonLink("Record a contact", to: ContactPaths.new)) }
  if model.canFind {
    links.append(buttonLink("Find a person", to: PersonPaths.find, kind: .secondary))
  }
  if model.canMerge {
    links.append(textLink("Likely duplicates", to: MergePaths.duplicates))
  }
  if model.earlyHelp.isSeen {
    links.append(textLink("Early help", to: EarlyHelpPaths.all))
    // Whoever sees early help sees plans: the same reach.
    links.append(textLink("Plans and visits", to: PlanPaths.visits()))
  }
  links += protectionLinks(model)
  if model.asked.isSeen { links.append(textLink("Partner checks", to: PartnerCheckPaths.list)) }
  return """
    <section><h2>Today</h2>
    \(if: !links.isEmpty, "<div class=\"button-group\">\(each: links, { $0 })</div>")\
    \(model.queue.map { queueLines($0, today: model.today) })\
    \(taskLine(model))\
    \(due.isEmpty ? emptyState("No time limit of your children is late or close.") : taskList(due))\
    \(if: !recent.isEmpty, """
      <h3>New about your children this week</h3><ul>\(each: recent, { $0 })</ul>
      """)</section>
    """
}

private func taskRow(_ due: MyWorkModel.Due, today: Day) -> TaskRow {
  TaskRow(
    "\(due.clock.name) for \(listed(due.children.map(\.referral.childName)))",
    url: RecordPaths.page(due.record),
    hint: due.clock.due.day.map { "Due \($0.longWithWeekday)" }
      ?? "The due day cannot be told",
    status: due.clock.label(today: today))
}

private func queueLines(_ queue: MyWorkModel.Queue, today: Day) -> HTML {
  let oldest: HTML? = queue.oldest.map { contact in
    """
    <li>Oldest: \(textLink("contact \(contact.id)", to: ContactPaths.record(contact.id))), received \
    \(contact.receivedOn.long)\(contact.clock.map { ", \($0.label(today: today))" })</li>
    """
  }
  return """
    <h3>Front door</h3><ul>
    <li>\(textLink(
      counted(queue.waiting, "contact waits for a decision", "contacts wait for a decision"),
      to: ContactPaths.board))</li>
    \(if: queue.mine > 0, """
      <li>\(textLink("\(queue.mine) with you", to: FrontDoorPaths.list(
        .init(stage: .undecided, with: .worker(queue.me)))))</li>
      """)\
    \(if: queue.late > 0, "<li>\(tag("\(queue.late) late", kind: .danger))</li>")\
    \(if: queue.heldUp > 0, """
      <li>\(counted(queue.heldUp, "is", "are")) undecided although the outcome is clear</li>
      """)\(oldest)</ul>
    """
}

/// For those whose role opens no child's record.
private func plainSection(_ model: MyWorkModel) -> HTML {
  let titles = model.roles.sorted().map(\.title)
  let police = model.police.map { contact in
    TaskRow(
      "Contact \(contact.id)", url: ContactPaths.record(contact.id),
      hint: "Received \(contact.receivedOn.long)", status: contact.status.label)
  }
  return """
    <section><h2>Today</h2>
    \(if: model.canRecord, "<p>\(buttonLink("Record a contact", to: ContactPaths.new))</p>")\
    \(if: !police.isEmpty, "<h3>Police contacts waiting for an outcome</h3>\(taskList(police))")\
    \(if: police.isEmpty, """
      <p>You work here as \(listed(titles)). Your role does not open children’s records from this \
      page, so there is no list of children here.</p>
      """)
    <p>\(textLink("Your account", to: "/account"))</p></section>
    """
}

private func resumeSection(_ model: MyWorkModel) -> HTML? {
  guard !model.drafts.isEmpty else { return nil }
  let rows = model.drafts.map { draft in
    TaskRow(
      draft.title.isEmpty ? "A form you began" : draft.title, url: draft.path,
      hint: "Draft saved \(draft.saved.day.long), \(draft.saved.clock)")
  }
  return "<section><h2>Resume</h2>\(taskList(rows))</section>"
}

private func childrenSection(_ model: MyWorkModel) -> HTML? {
  let holds = model.roles.contains { role in
    switch role {
    case .socialWorker, .newlyQualifiedSocialWorker, .teamManager: true
    case .contactWorker, .decisionMaker, .policeOfficer, .conferenceChair, .emergencyDutyWorker,
      .qualityAuditor, .performanceAnalyst, .workforceLead, .seniorLeader, .partner, .inspector,
      .recordsOfficer, .administrator:
      false
    }
  }
  guard holds || !model.children.isEmpty else { return nil }
  let rows = model.children.map { child in
    TableRow([
      textLink(child.referral.childName, to: ChildPaths.overview(child.id)),
      "\(PersonWords.age(child.birth, on: model.today) ?? "Not recorded")",
      why(child),
      child.next.map { "\(labelledDate($0.name, $0.day.long))" } ?? "None",
      child.stage == .unborn
        ? "Not born yet" : "\(child.lastSeenAlone?.long ?? "Not seen alone yet")",
    ])
  }
  return """
    <section id="children"><h2>My children</h2>
    \(table(
      id: "my-children", caption: "Children given to you, oldest referral first",
      columns: [
        Column("Child"), Column("Age"), Column("Why we are involved"), Column("Next date"),
        Column("Last seen alone"),
      ], rows: rows, empty: "No child has been given to you. A manager gives out new work."))
    </section>
    """
}

private func why(_ child: MyWork.Child) -> HTML {
  let need = child.referral.primaryNeed?.meaning ?? "Primary need not recorded"
  return "\(need)\(child.why.map { ". \(excerpt($0, 100))" } ?? "")"
}

private func teamSection(_ model: MyWorkModel) -> HTML? {
  guard !model.team.isEmpty || model.unallocated != nil else { return nil }
  let rows = model.dueTeam.map { due in
    TaskRow(
      "\(due.clock.name) for \(listed(due.children.map(\.referral.childName)))",
      url: RecordPaths.page(due.record),
      hint: due.children.first?.referral.workerName ?? "No worker",
      status: due.clock.label(today: model.today))
  }
  return """
    <section><h2>My team</h2>
    <p>\(textLink(
      counted(model.team.count, "child in the team’s work", "children in the team’s work"),
      to: TeamPaths.mine))</p>
    \(rows.isEmpty
      ? emptyState("No time limit of the team’s children is late.")
      : "<h3>Late</h3>\(taskList(rows))")</section>
    """
}
