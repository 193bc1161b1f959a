import Domain
import HTML
import Store
import Web

/// Where each form begins, and what it is for.
func startPage(_ audience: Audience, _ council: WebConfiguration) -> Page {
  let begin = buttonGroup(buttonLink("Start now", to: SendingPaths.begin(audience)))
  let days = "kept for 30 days and then deleted"
  let main: HTML =
    switch audience {
    case .professional:
      """
      \(ringFirst(council))
      <p>Use this form when you are worried about a child in your work. It takes 10 to 15 minutes, in \
      nine short pages. You can stop and go on later: what you typed is \(days).</p>
      <p>Have ready what you know of the child, the family and where they live, and what you have done \
      so far. You can send up to five files.</p>
      <p>You get a reference at once. You see here how it stands, and you are told what was decided.</p>
      \(begin)
      <p>\(textLink("What you sent, and forms not yet sent", to: SendingPaths.referrals))</p>
      """
    case .anybody:
      """
      \(ringFirst(council))
      <p>Tell us if you are worried about a child, or about yourself if you are a child or young \
      person. You do not need to be sure. You do not have to say who you are.</p>
      <p>If somebody may see this screen, press “Exit this page” at the top. It takes you to \
      another site at once. It cannot take this page out of the list of pages that your browser \
      keeps.</p>
      \(begin)
      <p>\(textLink("Go on with a form that you began", to: SendingPaths.goOn))</p>
      <p>\(textLink("See what became of what you told us", to: SendingPaths.status))</p>
      """
    }
  return Page(
    audience == .professional ? "Tell us about a child in your work" : "Tell us about a child",
    main: main)
}

/// What cannot wait is never written.
func ringFirst(_ council: WebConfiguration) -> HTML {
  let unit: HTML? = council.unitPhone.map {
    " The number is \(phoneLink($0))."
  }
  return """
    \(warningText("If a child is in danger now, ring 999. Do not write here and wait."))
    \(unit.map { "<p>If it cannot wait until tomorrow, ring and do not write.\($0)</p>" } as HTML?)
    """
}

/// A number that a phone rings.
private func phoneLink(_ number: String) -> HTML {
  textLink(number, to: "tel:\(number.filter { $0.isNumber || $0 == "+" })")
}

/// One page of questions.
/// - Parameter thresholds: beside what worries a professional.
func stepPage(
  _ step: Step, _ held: HeldDraft, _ visit: Visit, thresholds: Thresholds?, errors: [FormError],
  isNew: Bool
) -> Page {
  let audience = held.audience
  var answers = held.draft.answers
  // Of somebody who was admitted by name, it is known.
  if step == .you, answers["name"] == nil, let visitor = visit.visitor, !visitor.agencyAccount,
    audience == .professional
  {
    answers["name"] = visitor.name
  }
  let questions = FormQuestions(audience, answers: answers)
  let fromCheck = visit.query["from"] == "check"
  let view = FormView(
    questions.definition(step), answers: answers, errors: errors)
  let body = form(
    action: isNew
      ? SendingPaths.begin(audience)
      : SendingPaths.step(step, of: held.id, audience, fromCheck: fromCheck),
    csrf: audience == .professional ? visit.csrf : "", submit: "Save and continue",
    otherActions: button(
      "Save and come back later", kind: .secondary, name: "act", value: "later"),
    content: stepLayout(step, view, questions, thresholds, visit.house.configuration))
  var page = Page(questions.heading(step), main: body)
  let place = (audience.steps.firstIndex(of: step) ?? 0) + 1
  page.caption = "Page \(place) of \(audience.steps.count)"
  page.errors = errors
  page.showsHeading = step != .danger
  if fromCheck {
    page.trail = .back(
      "Check your answers", to: SendingPaths.step(.check, of: held.id, audience))
  } else if let before = audience.before(step) {
    page.trail = .back("Back", to: SendingPaths.step(before, of: held.id, audience))
  } else {
    page.trail = .back("Back", to: SendingPaths.start(audience))
  }
  return page
}

private func stepLayout(
  _ step: Step, _ view: FormView, _ questions: FormQuestions, _ thresholds: Thresholds?,
  _ council: WebConfiguration
) -> HTML {
  switch step {
  case .danger:
    return """
      \(radios(
        id: "danger", legend: "Is a child in danger now?",
        choices: [
          Choice("yes", "Yes", reveal: ringFirst(council) + view["danger-action"]),
          Choice("no", "No"), Choice("notKnown", "I do not know"),
        ], hint: "Hurt, about to be hurt, alone and too young for it, or missing.",
        value: view.answers["danger"], error: view.error("danger"), style: .heading))
      """
  case .family: return family(view, questions)
  case .worries:
    return """
      \(thresholds.map { thresholdGuide($0) })\(view.all)
      <p class="hint">You can add files, such as a drawing or a body map, before you send.</p>
      """
  case .you, .goingWell, .done, .childSays, .consent, .check: return view.all
  }
}

private func family(_ view: FormView, _ questions: FormQuestions) -> HTML {
  let child = ["given", "family", "birth", "age", "school"]
  let adult = ["given", "family", "relation", "phone"]
  return """
    <p>Everybody you know of. What you do not know, leave empty.</p>
    \(each: 1...questions.children, { number in
      fieldset(
        legend: "Child \(number)", id: "child-\(number)-block",
        content: HTML(each: child) { view["child-\(number)-\($0)"] })
    })
    \(if: questions.children < PartnerReferral.mostChildren,
      buttonGroup(addAnother("Add another child", value: "add-child")))
    <h2>Where they live</h2>
    \(view["address"])\(view["postcode"])
    <h2>Adults at home</h2>
    \(each: 1...questions.adults, { number in
      fieldset(
        legend: "Adult \(number)", id: "adult-\(number)-block",
        content: HTML(each: adult) { view["adult-\(number)-\($0)"] })
    })
    \(if: questions.adults < PartnerReferral.mostAdults,
      buttonGroup(addAnother("Add another adult", value: "add-adult")))
    """
}

/// The levels of need in plain words, from the document in force.
private func thresholdGuide(_ thresholds: Thresholds) -> HTML {
  details(
    "What different levels of need look like",
    content: """
      <p>From the threshold document, edition \(thresholds.edition). You do not have to choose one: we \
      do that together with what is known already.</p>
      \(each: thresholds.levels, { level in
        """
        <h2>\(level.name)</h2><p>\(level.meaning)</p>
        <ul>\(each: thresholds.indicators(of: level.level), { "<li>\($0.words)</li>" })</ul>
        """
      })
      """)
}

/// A child is in danger: ring first, then go on.
func ringPage(_ held: HeldDraft, _ council: WebConfiguration) -> Page {
  let next = held.audience.next(after: .danger)
  var page = Page(
    "Ring 999 now",
    main: """
      <p>Say where the child is and what is happening. It can take hours until somebody reads this \
      form.</p>
      \(council.unitPhone.map { "<p>Then ring us on \(phoneLink($0)).</p>" } as HTML?)
      <p>When you have rung, go on here. What you write helps whoever acts next.</p>
      \(buttonGroup(
        buttonLink("Go on", to: SendingPaths.step(next, of: held.id, held.audience))))
      """)
  page.trail = .back("Back", to: SendingPaths.step(.danger, of: held.id, held.audience))
  return page
}

/// What was typed is kept, and how to come back to it.
func savedPage(_ held: HeldDraft) -> Page {
  let last =
    held.savedAt?.day.adding(days: PortalDraftTable.keptDays).longWithWeekday ?? "it is old"
  let main: HTML =
    if let code = held.code {
      """
      <p>To go on later, on this or another device, you need this return code. Write it down: we cannot \
      tell it to you again.</p>
      \(inset("<p><strong>\(code.text)</strong></p>"))
      <p>Whoever has the code can read what you typed. If somebody may find it, do not keep it.</p>
      <p>We keep what you typed until \(last), then it is deleted. Nothing has been sent to us \
      yet.</p>
      """
    } else {
      """
      <p>Sign in here again to go on: it stands among what you sent. We keep it until \(last), then \
      it is deleted. Nothing has been sent to us yet.</p>
      """
    }
  var page = Page(
    "What you typed is kept",
    main: """
      \(main)
      \(buttonGroup(
        buttonLink(
          "Go on now", to: SendingPaths.step(.check, of: held.id, held.audience), kind: .secondary)))
      """)
  page.trail = .back("Back", to: SendingPaths.start(held.audience))
  return page
}
