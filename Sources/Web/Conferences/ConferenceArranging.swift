import Domain
import HTML
import Hummingbird
import Store

/// Arranging a conference: after an enquiry, for the review of plans, or for a child who has moved in.
enum ConferenceArranging: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/enquiries/:enquiry/conference") { context in
      let whole = try await context.enquiry(.prepareConference)
      return try await context.show(initial(whole))
    }
    routes.post("/enquiries/:enquiry/conference") { try await sendInitial($0) }
    routes.get("/children/:person/review-conference") { context in
      let plans = try await plans(context)
      guard !plans.isEmpty else { return context.page(try await noPlan(context)) }
      return try await context.show(review(plans, try context.id("person")))
    }
    routes.post("/children/:person/review-conference") { try await sendReview($0) }
    routes.get("/children/:person/transfer-in-conference") { context in
      try await context.show(transferIn(try await movedIn(context)))
    }
    routes.post("/children/:person/transfer-in-conference") { try await sendTransferIn($0) }
  }

  // MARK: After an enquiry

  private static func initial(_ whole: EnquiryTable.Whole) -> FormPage {
    let clock = whole.conferenceClock
    var form = FormPage(
      "Arrange the initial conference",
      FormDefinition(
        "conference-initial", edition: "1",
        [
          who(whole.waitingForConference)
        ] + when), path: EnquiryPaths.conference(whole.id),
      submit: "Arrange the conference about \(whole.waitingForConference.listedNames)")
    form.record.set("children", whole.waitingForConference.map(\.record.description))
    form.before = due(clock, "It is counted from the strategy discussion that began the enquiry.")
    form.around = around(
      whole.children, .back("Enquiry \(whole.id)", to: EnquiryPaths.page(whole.id)))
    return form
  }

  private static func sendInitial(_ context: Context) async throws -> Response {
    let whole = try await context.enquiry(.prepareConference)
    return try await context.submit(initial(whole)) { reader in
      let children = chosen(&reader, whole.waitingForConference)
      let planned = planned(&reader)
      guard reader.errors.isEmpty else { return nil }
      return Conference.Command.arrange(
        Conference.Arrangement(
          origin: .enquiry(id: whole.id), children: children, from: whole.enquiry.startedOn,
          plannedFor: planned))
    } perform: { command, sending in
      try await arrange(command, sending, context)
    }
  }

  // MARK: Reviews

  /// The plans in force of a child, and of brothers and sisters whom this worker may prepare for.
  private static func plans(_ context: Context) async throws -> [ConferenceTable.ToReview] {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.prepareConference, about: id)
    let found = try await context.read { tx in
      let family = try ChildHead.siblings(of: id, in: tx)
      return try ConferenceTable.toReview(of: [id] + family, in: tx)
    }
    let standing = try await context.standing(of: found.map(\.child.id))
    let open = Set(
      standing.filter { context.can(.prepareConference, about: [$0]) }.compactMap(\.person))
    guard found.contains(where: { $0.child.id == id }) else { return [] }
    return found.filter { open.contains($0.child.id) && $0.arranged == nil }
  }

  private static func noPlan(_ context: Context) async throws -> Page {
    let id = try context.id("person", of: Person.self)
    var page = Page(
      "Arrange a review conference",
      main: """
        <p>This child is on no child protection plan, or the review is arranged already.</p>
        <p>\(textLink("Conferences", to: ConferencePaths.all))</p>
        """)
    page.trail = .back("Record", to: PersonPaths.child(id))
    page.width = .questions
    return page
  }

  /// - Parameter child: from whose page it was begun.
  private static func review(
    _ plans: [ConferenceTable.ToReview], _ child: PersonID
  ) -> FormPage {
    let children = plans.map(\.child)
    let clock = plans.map(\.clock).min {
      ($0.due.day ?? $0.started.day) < ($1.due.day ?? $1.started.day)
    }
    var form = FormPage(
      "Arrange a review conference",
      FormDefinition("conference-review", edition: "1", [who(children)] + when),
      path: ConferencePaths.review(child),
      submit: "Arrange the review about \(children.listedNames)")
    form.record.set("children", children.map(\.record.description))
    form.before =
      clock.map {
        due($0, "The first review is within 3 months of the conference, each later one within 6.")
      } ?? ""
    form.around = around(
      children, .back(children[0].name, to: PersonPaths.child(children[0].id)))
    return form
  }

  private static func sendReview(_ context: Context) async throws -> Response {
    let plans = try await plans(context)
    guard !plans.isEmpty else { return context.page(try await noPlan(context)) }
    let form = review(plans, try context.id("person"))
    return try await context.submit(form) { reader in
      let children = chosen(&reader, plans.map(\.child))
      let planned = planned(&reader)
      let those = plans.filter { plan in children.contains { $0.person == plan.child.record } }
      // Of brothers and sisters the one whose review is due first sets the day.
      let first = those.min {
        ($0.clock.due.day ?? $0.from) < ($1.clock.due.day ?? $1.from)
      }
      guard let first, reader.errors.isEmpty else { return nil }
      return Conference.Command.arrange(
        Conference.Arrangement(
          origin: .plans(
            of: those.map { Conference.ChildPlan(child: $0.child.record, plan: $0.plan) }),
          children: children,
          from: first.lastReview ?? first.from, isLater: first.lastReview != nil,
          plannedFor: planned))
    } perform: { command, sending in
      try await arrange(command, sending, context)
    }
  }

  // MARK: Moved in

  private static func movedIn(_ context: Context) async throws -> AssessmentTable.Episode {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.prepareConference, about: id)
    let episode = try await context.read { tx in
      try ReferralTable.openEpisodes(of: [id], in: tx)[id].flatMap {
        try AssessmentTable.episode($0, in: tx)
      }
    }
    return try context.found(episode)
  }

  private static func transferIn(_ episode: AssessmentTable.Episode) -> FormPage {
    let child = episode.child
    var form = FormPage(
      "Arrange a transfer-in conference",
      FormDefinition(
        "conference-transfer-in", edition: "1",
        [
          Question("council", .text(.full), "Which council has the plan?"),
          Question(
            "from", .day, "On which day were we told that \(child.given) has moved in for good?",
            hint:
              "The conference is held within \(Timescales.transferInConference.words) of this day."),
        ] + when), path: ConferencePaths.transferIn(child.id),
      submit: "Arrange the conference about \(child.given)")
    form.around = { page in
      page.about = child.given
      page.trail = .back(child.name.full, to: PersonPaths.child(child.id))
    }
    return form
  }

  private static func sendTransferIn(_ context: Context) async throws -> Response {
    let episode = try await movedIn(context)
    let today = context.today
    return try await context.submit(transferIn(episode)) { reader in
      let council = reader.text(
        "council", "it", ask: "Say which council the plan is of", longest: 200)
      let from = reader.day("from", "the day on which we were told", latest: today)
      let planned = planned(&reader)
      guard let council, let from, reader.errors.isEmpty else { return nil }
      return Conference.Command.arrange(
        Conference.Arrangement(
          origin: .council(name: council),
          children: [Meeting.Child(person: episode.child.id, referral: episode.referral)],
          from: from, plannedFor: planned))
    } perform: { command, sending in
      try await arrange(command, sending, context)
    }
  }

  // MARK: What they share

  private static func arrange(
    _ command: Conference.Command, _ sending: Sending, _ context: Context
  ) async throws -> String {
    let done: Done<Conference> = try await context.house.store.perform(
      command, expecting: sending.version, as: sending.act)
    return ConferencePaths.page(done.id, done: .arranged)
  }

  private static func who(_ children: [ProtectedChild]) -> Question {
    Question(
      "children", .several(children.map { Choice($0.record.description, $0.name) }),
      "Which children is it about?")
  }

  private static let when: [Question] = [
    Question(
      "planned", .moment, "For when is it planned, if that is known?",
      hint: "A conference is held on a weekday: the census asks about any on a Saturday or Sunday.",
      optional: true),
    Question("place", .text(.full), "Where?", optional: true),
  ]

  static func planned(_ reader: inout AnswerReader) -> Conference.Planned? {
    guard
      reader.textIfAny("planned-time") != nil || reader.textIfAny("planned-day") != nil
        || reader.textIfAny("place") != nil
    else { return nil }
    let at = reader.moment("planned", "the conference")
    let place = reader.text("place", "it", ask: "Say where it is held", longest: 200)
    guard let at, let place else { return nil }
    return Conference.Planned(at: at, place: place)
  }

  private static func chosen(
    _ reader: inout AnswerReader, _ children: [ProtectedChild]
  ) -> [Meeting.Child] {
    let ids = Set(reader.ids("children", "the children", of: Person.self))
    let chosen = children.filter { ids.contains($0.record) }
    if chosen.isEmpty { reader.wrong("children", "Select the children it is about") }
    return chosen.map(\.child)
  }

  private static func due(_ clock: Clock, _ why: String) -> HTML {
    inset("<p>Due by \(clock.due.day?.longWithWeekday ?? "a day that cannot be told"). \(why)</p>")
  }

  private static func around(
    _ children: [ProtectedChild], _ trail: Trail
  ) -> @Sendable (inout Page) -> Void {
    { page in
      page.about = children.listedNames
      page.trail = trail
    }
  }
}
