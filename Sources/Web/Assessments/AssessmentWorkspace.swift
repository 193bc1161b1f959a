import Domain
import HTML
import Store

/// The assessment as a set of pieces: what is done, what is left, by when.
func assessmentWorkspace(_ desk: AssessmentDesk) -> Page {
  let whole = desk.whole
  let pieces = AssessmentPiece.all(whole)
  let done = pieces.count { $0.status.isDone }
  let canWrite = desk.isOpen && desk.mayWrite
  var main: HTML = """
    <p>\(statusTag(whole)) \(done) of \(pieces.count) completed</p>
    \(progressBar(
      fraction: Double(done) / Double(pieces.count),
      label: "\(done) of \(pieces.count) completed"))
    """
  for group in AssessmentPiece.Group.allCases {
    let rows = pieces.filter { $0.group == group }.map { piece in
      TaskRow(
        piece.title,
        url: canWrite ? piece.path : AssessmentPaths.read(whole.id, at: piece.part),
        hint: piece.hint, status: "\(piece.status.words)")
    }
    main += "<h2>\(group.title(desk.given))</h2>\(taskList(rows))"
  }
  if whole.isBeforeBirth {
    main =
      inset(
        """
        <p>\(desk.given): not born yet. \(whole.children.map { expected($0.head) }.first ?? "") The child’s \
        day, the child’s words, harm outside the home and being seen are asked once the birth is recorded; \
        the assessment then goes on.</p>
        """) + main
  }
  main += "<h2>Sharing</h2>\(taskList(sharing(desk)))\(historyLink(whole.id))"
  var page = Page(whole.kind.name, main: main)
  desk.dress(&page)
  page.caption = whole.id.description
  page.aside = beside(desk)
  return page
}

func statusTag(_ whole: AssessmentTable.Whole) -> HTML {
  let kind: TagKind =
    switch whole.status {
    case .inProgress: .info
    case .sent: .special
    case .returned: .warn
    case .authorised: .good
    }
  return tag(whole.status.words, kind: kind)
}

private func sharing(_ desk: AssessmentDesk) -> [TaskRow] {
  let whole = desk.whole
  let review: TaskRow =
    switch whole.status {
    case .authorised:
      TaskRow(
        "Manager's authorisation", url: AssessmentPaths.read(whole.id, at: "authorisation"),
        status: "Completed")
    case .sent:
      TaskRow(
        "Manager's authorisation",
        url: desk.mayAuthorise && !desk.isAuthor ? AssessmentPaths.review(whole.id) : nil,
        hint: desk.isAuthor && desk.mayAuthorise
          ? "You wrote part of it. Another manager authorises it" : nil,
        status: tag("Waiting for manager", kind: .special))
    case .returned:
      TaskRow(
        "Manager's authorisation", url: nil, hint: "Returned. Send it again when it is changed",
        status: tag("Returned", kind: .warn))
    case .inProgress:
      TaskRow(
        "Manager's authorisation", url: nil, hint: "After it is sent", status: "Not yet started")
    }
  let read = TaskRow(
    "Read and print all of it", url: AssessmentPaths.read(whole.id),
    hint: "To share with the family and the manager")
  let shared = whole.grown.sharings.count
  let versions = TaskRow(
    "Versions for the family, and who has them",
    url: AssessmentPaths.read(whole.id, for: .parents),
    hint: "For professionals, for parents and for the child",
    status: shared == 0 ? "Not yet shared" : "Shared \(counted(shared, "time", "times"))")
  let asked = whole.grown.contributions
  let outside = TaskRow(
    "Contributions from outside", url: AssessmentPaths.contributions(whole.id),
    hint: "Ask somebody who knows the child to write one section",
    status: asked.isEmpty
      ? "Nobody asked" : "\(asked.count { $0.reply != nil }) of \(asked.count) received")
  let risk = TaskRow(
    "Risk plan and its reviews", url: AssessmentPaths.riskPlan(whole.id),
    hint: whole.risk.reviewOn.map { "Looked at again on \($0.long)" },
    status: whole.risk.reviewOn.map { $0 < desk.today } == true
      ? tag("Overdue", kind: .danger) : nil)
  return [outside, review, read, versions, risk]
}

/// Clocks, the children, and what a manager said when it came back.
private func beside(_ desk: AssessmentDesk) -> HTML {
  let whole = desk.whole
  let clocks = whole.clocks.map { clockCard(ClockCard(explaining: $0, today: desk.today)) }
  let mayNote = desk.context.can(.writeNote, about: desk.standing)
  let rows = whole.children.map { child -> HTML in
    let (given, note) = (child.head.given, NotePaths.new(child.person))
    let met =
      child.head.stage == .unborn
      ? "Not born yet. \(expected(child.head))" : "Last \(child.head.lastSeen.words)."
    return """
      <h3>\(given)</h3><p>\(met)</p>
      \(if: mayNote, "<p>\(textLink("Write a note or visit", to: note, context: "for \(given)"))</p>")
      """
  }
  let change: HTML? =
    desk.isOpen && desk.mayWrite
    ? textLink("Change", to: AssessmentPaths.reviewPoint(whole.id), context: "the review point")
    : nil
  let dates: HTML = """
    <p>Begun \(whole.startedOn.long)\(whole.beganBy.map { " by \($0)" } ?? "").</p>
    <p>Review point: \(whole.reviewPoint?.long ?? "not set"). \(change)</p>
    \(if: whole.checkpointIsLate(on: desk.today), """
      <p>\(tag("The checkpoint is late", kind: .warn))</p>
      """)
    \(checkpointsHeld(whole))
    \(if: desk.mayAuthorise && whole.authorisation == nil, """
      <p>\(textLink("Record the checkpoint", to: AssessmentPaths.checkpoint(whole.id)))</p>
      """)
    """
  return """
    \(each: clocks, { $0 })\(returnComments(whole))
    \(card("Children covered", content: HTML(each: rows) { $0 }))
    \(card("Dates", content: dates))
    """
}

/// What a manager asked for, newest first; nothing where it never came back.
func returnComments(_ whole: AssessmentTable.Whole) -> HTML {
  guard !whole.returns.isEmpty else { return "" }
  return card(
    "Returned by a manager",
    content: HTML(each: whole.returns.reversed()) { remark in
      quote(remark.text, source: "\(remark.by ?? "A manager"), \(remark.on.long)")
    })
}
