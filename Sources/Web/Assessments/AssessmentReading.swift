import Domain
import HTML
import Store

/// The whole assessment on one page: to read, to print, to authorise.
func assessmentReading(_ desk: AssessmentDesk) -> HTML {
  let (whole, today) = (desk.whole, desk.today)
  if whole.imported { return importedReading(whole, today: today) }
  var parts: [HTML] = [opening(whole, today: today)]
  let comments = desk.mayAuthorise && whole.status != .authorised
  parts += Assessment.Section.allCases.compactMap { one in
    let isLeftOut = whole.isBeforeBirth && !one.isAskedBeforeBirth && whole.sections[one] == nil
    return isLeftOut ? nil : section(one, whole, mayComment: comments)
  }
  parts += [
    part("seen", "Seen, and seen alone", HTML(each: whole.children) { seen($0) }),
    part("factors", "Factors found", HTML(each: whole.children) { factors($0) }),
    part(
      "risk", "Risk assessment and risk management plan",
      riskDocuments(whole, desk.names, changes: false, today: today)),
    part("outcome", "Outcome for each child", HTML(each: whole.children) { outcome($0) }),
  ]
  if !whole.returns.isEmpty {
    parts.append(
      part(
        "returns", "Returned for more work",
        HTML(each: whole.returns) {
          quote($0.text, source: "\($0.by ?? "A manager"), \($0.on.long)")
        }))
  }
  if !whole.grown.checkpoints.isEmpty {
    parts.append(part("checkpoints", "Checkpoints", checkpointsHeld(whole)))
  }
  let general = whole.grown.comments.filter { $0.section == nil }
  if !general.isEmpty {
    parts.append(part("comments", "Manager’s comments", HTML(each: general, commented)))
  }
  if let authorisation = whole.authorisation {
    parts.append(part("authorisation", "Manager's authorisation", authorised(authorisation)))
  }
  if !whole.addenda.isEmpty {
    parts.append(
      part(
        "addenda", "Added later",
        HTML(each: whole.addenda) { addendum in
          """
          <h3>\(addendum.on.long), \(addendum.by ?? "not recorded who")</h3>
          \(prose(addendum.text))<p class="meta">Why it was added: \(addendum.reason ?? "")</p>
          """
        }))
  }
  return HTML(each: parts) { $0 }
}

/// An assessment that came with a census file: dates and factors, no words.
private func importedReading(_ whole: AssessmentTable.Whole, today: Day) -> HTML {
  """
  \(inset("<p>This came with a census file, which holds dates and factors and nothing else.</p>"))
  \(opening(whole, today: today))
  \(part("factors", "Factors found", HTML(each: whole.children) { factors($0) }))
  \(whole.authorisation.map { part("authorisation", "Authorised", "<p>\($0.on.long)</p>") })
  """
}

/// The page that shows it, with what may be done from here.
func assessmentReadPage(_ desk: AssessmentDesk, printedBy: String) -> Page {
  let whole = desk.whole
  var actions: [HTML] = [textLink("Back to the list of pieces", to: AssessmentPaths.page(whole.id))]
  if whole.status == .sent, desk.mayAuthorise, !desk.isAuthor {
    actions.insert(buttonLink("Authorise or return", to: AssessmentPaths.review(whole.id)), at: 0)
  }
  if whole.status == .authorised, desk.mayWrite {
    actions.insert(
      buttonLink("Add an addendum", to: AssessmentPaths.addendum(whole.id), kind: .secondary),
      at: 0)
  }
  let locked: HTML? =
    whole.status == .authorised
    ? inset("<p>Authorised and locked. What comes later is added as an addendum.</p>") : nil
  var page = Page(
    whole.kind.name,
    main: """
      <p>\(statusTag(whole))</p>\(locked)
      <div class="button-group">\(each: actions, { $0 })</div>
      \(versionLinks(desk))\(assessmentReading(desk))
      """)
  desk.dress(&page)
  page.caption = whole.id.description
  page.printHeader =
    "\(whole.children.map(\.head.name.full).joined(separator: ", ")). \(whole.kind.name) "
    + "\(whole.id), as at \(desk.today.long). Printed by \(printedBy)."
  return page
}

private func part(_ id: String, _ title: String, _ content: HTML) -> HTML {
  "<section id=\"\(id)\" class=\"reading\"><h2>\(title)</h2>\(content)</section>"
}

private func opening(_ whole: AssessmentTable.Whole, today: Day) -> HTML {
  return summaryList(
    [
      SummaryRow(
        "Children",
        whole.children.map { "\($0.head.name.full), \($0.person)" }.joined(separator: "; ")),
      SummaryRow(
        "Referral",
        whole.children.map { "\($0.referral), received \($0.referredOn.long)" }
          .joined(separator: "; ")),
      SummaryRow("Begun", whole.startedOn.long),
      SummaryRow("Written by", whole.authors.values.sorted().joined(separator: ", ")),
      SummaryRow(
        "Time limit",
        whole.clocks.map { clock in
          let due = clock.due.day.map { "Due \($0.long)" } ?? "The due day cannot be told"
          return "\(due). \(clock.status(today: today))"
        }.joined(separator: "; ")),
    ])
}

private func section(
  _ section: Assessment.Section, _ whole: AssessmentTable.Whole, mayComment: Bool
) -> HTML {
  let comments = whole.grown.comments.filter { $0.section == section }
  let comment: HTML? =
    mayComment
    ? """
    <p class="on-screen">\(textLink(
      "Comment on this section", to: AssessmentPaths.comment(whole.id, section),
      context: section.title))</p>
    """ : nil
  guard let row = whole.sections[section] else {
    return part(section.rawValue, section.title, "\(nothing("Not yet written."))\(comment)")
  }
  if let reason = row.setAside {
    return part(section.rawValue, section.title, "<p>Set aside: \(reason)</p>\(comment)")
  }
  guard let written = row.written else { return "" }
  let by = row.by.map { "\($0), " } ?? ""
  return part(
    section.rawValue, section.title,
    """
    \(sectionText(written, in: whole))
    <p class="meta">\(by)\(row.on.long)\(written.completed ? "" : ". Not completed yet")</p>
    \(if: !comments.isEmpty, inset(HTML(each: comments, commented)))\(comment)
    """)
}

private func commented(_ comment: AssessmentTable.Commented) -> HTML {
  quote(comment.text, source: "\(comment.by ?? "A manager"), \(comment.on.long)")
}

/// What is written in one section, with where it was copied from and what each quote was taken from.
func sectionText(_ written: Assessment.Written, in whole: AssessmentTable.Whole) -> HTML {
  let perChild = written.perChild.map { text -> HTML in
    "<h3>\(name(of: text.child, in: whole))</h3>\(prose(text.text))"
  }
  let copied = written.copied.map { copied -> HTML in
    let from = "From \(copied.from), \(copied.on.long): "
    return
      "<p>\(tag(from + (copied.isStillTrue ? "still true" : "still true?"), kind: copied.isStillTrue ? .neutral : .warn))</p>"
  }
  let quotes = written.quotes.map { one -> HTML in
    let link = one.record.flatMap { FactStream($0) }.flatMap { stream -> HTML? in
      RecordPaths.page(stream).map { page in
        "<p class=\"meta on-screen\">Taken from \(textLink(RecordPaths.name(stream), to: page))</p>"
      }
    }
    return "\(quote(one.words, source: one.source))\(link)"
  }
  return """
    \(copied)\(if: !written.text.isEmpty, prose(written.text))\(each: perChild, { $0 })
    \(written.difference.map { "<h3>What difference it makes</h3>\(prose($0))" } as HTML?)
    \(each: quotes, { $0 })
    """
}

private func name(of child: PersonID, in whole: AssessmentTable.Whole) -> String {
  whole.children.first { $0.person == child }?.head.given ?? child.description
}

private func seen(_ child: AssessmentTable.ChildRow) -> HTML {
  guard let seen = child.seen else {
    if child.head.stage == .unborn {
      return "<h3>\(child.head.given)</h3><p>Not born yet. \(expected(child.head))</p>"
    }
    return "<h3>\(child.head.given)</h3>\(nothing("Not yet answered."))"
  }
  let words =
    seen.seen
    ? "Seen on \(seen.seenOn?.long ?? "a day not recorded"), "
      + (seen.alone ? "alone." : "not alone.")
    : "Not seen."
  return """
    <h3>\(child.head.given)</h3><p>\(words)\
    \(seen.whyNot.map { " Why: \($0)" } ?? "")</p>
    \(each: seen.quotes, { quote($0.words, source: $0.source) })
    """
}

private func factors(_ child: AssessmentTable.ChildRow) -> HTML {
  let list: HTML =
    child.factors.isEmpty
    ? nothing("Not yet recorded.")
    : "<ul>\(each: child.factors, { "<li>\($0.meaning)</li>" })</ul>"
  return "<h3>\(child.head.given)</h3>\(list)"
}

/// When an unborn child is expected, in a sentence.
func expected(_ head: ChildHead) -> String {
  head.birth.map { "Expected \($0.day.long)." } ?? "The expected date is not recorded."
}

private func outcome(_ child: AssessmentTable.ChildRow) -> HTML {
  guard let outcome = child.outcome else {
    return "<h3>\(child.head.given)</h3>\(nothing("Not yet decided."))"
  }
  return """
    <h3>\(child.head.given)</h3><p><strong>\(outcome.outcome.words)</strong></p>
    \(prose(outcome.reason))
    """
}

private func authorised(_ authorisation: AssessmentTable.Authorisation) -> HTML {
  let without = authorisation.withoutRiskPlan.map { reason -> HTML in
    "<p>Without a risk assessment or a risk management plan, because: \(reason)</p>"
  }
  return """
    \(prose(authorisation.sentence))\(without)
    <p class="meta">\(authorisation.by.map { "\($0), " } ?? "")\(authorisation.on.long)</p>
    """
}

private func nothing(_ words: String) -> HTML { "<p class=\"unknown\">\(words)</p>" }
