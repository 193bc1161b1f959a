import Domain
import HTML
import Hummingbird
import Store

/// `/children/P-1/strategy`: begun from a referral, an assessment, an open enquiry or a night's record,
/// for a child and for brothers and sisters who have open referrals of their own.
enum StrategyBeginning: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/children/:person/strategy") { context in
      let model = try await model(context)
      guard !model.episodes.isEmpty else { return context.page(noReferral(model)) }
      return try await context.show(try await form(context, model))
    }
    routes.post("/children/:person/strategy") { try await send($0) }
  }

  struct Model: Sendable {
    let child: ChildHead
    /// The child's own open episode first.
    let episodes: [AssessmentTable.Episode]
    let origin: StrategyDiscussion.Origin?
    let night: HandoverTable.Whole?

    /// Made anew of what was understood of it: nothing else of the address comes back.
    var path: String {
      switch origin {
      case .enquiry(let id): StrategyPaths.begin(child.id, from: id, night: night?.id)
      case .assessment(let id): StrategyPaths.begin(child.id, assessment: id, night: night?.id)
      case .referral, nil: StrategyPaths.begin(child.id, night: night?.id)
      }
    }
  }

  private static func model(_ context: Context) async throws -> Model {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.holdStrategy, about: id)
    let query = context.query
    let enquiry = query["enquiry"].flatMap { EnquiryID($0) }
    let assessment = query["assessment"].flatMap { AssessmentID($0) }
    let night = query["night"].flatMap { HandoverID($0) }
    let (child, episodes, handover) = try await context.read { tx in
      let open = try ReferralTable.openEpisodes(of: [id], in: tx)[id]
      let own = try open.flatMap { try AssessmentTable.episode($0, in: tx) }
      return (
        try ChildHead.of([id], in: tx).first,
        try own.map { [$0] + (try AssessmentTable.siblingEpisodes(of: id, in: tx)) } ?? [],
        try night.flatMap { try HandoverTable.whole($0, in: tx) }
      )
    }
    let head = try context.found(child)
    let standing = try await context.standing(of: episodes.map(\.child.id))
    let open = Set(standing.filter { context.can(.holdStrategy, about: [$0]) }.compactMap(\.person))
    // A night's record is named only where it is about this child.
    let ofNight = handover.flatMap { $0.child?.id == id ? $0 : nil }
    return Model(
      child: head, episodes: episodes.filter { open.contains($0.child.id) },
      origin: enquiry.map { .enquiry(id: $0) } ?? assessment.map { .assessment(id: $0) },
      night: ofNight)
  }

  /// A strategy discussion stands within an episode: what to do where there is none.
  private static func noReferral(_ model: Model) -> Page {
    var page = Page(
      "Begin a strategy discussion",
      main: """
        <p>\(model.child.name.full) has no open referral. A strategy discussion stands within one: \
        record a contact first, and decide it a referral. In the night, do what keeps the child safe, \
        and record it there.</p>
        <p>\(textLink("Record a contact", to: ContactPaths.new))</p>
        <p>\(textLink("What happens tonight", to: NightPaths.child(model.child.id)))</p>
        """)
    page.about = model.child.given
    page.trail = .back(model.child.name.full, to: PersonPaths.child(model.child.id))
    page.width = .questions
    return page
  }

  private static func send(_ context: Context) async throws -> Response {
    let model = try await model(context)
    let form = try await form(context, model)
    let (today, now) = (context.today, context.now)
    return try await context.submit(form) { reader in
      read(&reader, model, today: today, now: now)
    } perform: { command, sending in
      guard case .begin(let beginning) = command else { throw NotHere() }
      try await context.may(.holdStrategy, about: beginning.children.map(\.person))
      let done: Done<StrategyDiscussion> = try await context.house.store.perform(
        command, expecting: sending.version, as: sending.act)
      return StrategyPaths.page(done.id, done: .begun)
    }
  }

  private static func read(
    _ reader: inout AnswerReader, _ model: Model, today: Day, now: Instant
  ) -> StrategyDiscussion.Command? {
    let also = Set(reader.ids("children", "the children", of: Person.self))
    let episodes = model.episodes.enumerated().filter { place, episode in
      place == 0 || also.contains(episode.child.id)
    }.map(\.element)
    let urgency: StrategyDiscussion.Urgency? = reader.code(
      "urgency", "it", ask: "Select whether it is planned or urgent")
    let basis: StrategyDiscussion.Basis? = reader.code(
      "basis", "it", ask: "Select what led to it")
    let on = reader.day("on", "the day on which that came", latest: today)
    let concern = reader.text("concern", "it", ask: "Say what is feared for the children")
    var planned: Instant?
    if reader.textIfAny("planned-time") != nil || reader.textIfAny("planned-day") != nil {
      planned = reader.moment("planned", "the discussion")
    }
    guard let first = episodes.first, let urgency, let basis, let on, let concern,
      reader.errors.isEmpty
    else {
      if reader.errors.isEmpty { reader.wrong("children", "This child has no open referral") }
      return nil
    }
    return .begin(
      StrategyDiscussion.Beginning(
        origin: model.origin ?? .referral(id: first.referral),
        children: episodes.map { Meeting.Child(person: $0.child.id, referral: $0.referral) },
        urgency: urgency, basis: basis, informationOn: on, concern: concern, plannedFor: planned,
        handover: model.night?.id))
  }

  private static func form(_ context: Context, _ model: Model) async throws -> FormPage {
    var questions: [Question] = []
    if model.episodes.count > 1 {
      questions.append(
        Question(
          "children",
          .several(
            model.episodes.dropFirst().map {
              Choice(
                $0.child.id.description, $0.child.name.full,
                hint: "Referral \($0.referral), received \($0.receivedOn.long)")
            }), "Who else is it about, beside \(model.child.given)?", optional: true))
    }
    let standard = LocalStandards().rule(.strategyDiscussion, on: context.today)
    questions += [
      Question("concern", .longText(rows: 5), "What is feared for the children?"),
      Question(
        "urgency", .one(StrategyDiscussion.Urgency.allCases.map { Choice($0.rawValue, $0.words) }),
        "How is it held?",
        hint:
          "A planned discussion is held with children’s social care, police and health. An urgent "
          + "one may be held without one of them, with the reason; they are told afterwards."),
      Question(
        "basis", .one(StrategyDiscussion.Basis.allCases.map { Choice($0.rawValue, $0.words) }),
        "What led to it?"),
      Question(
        "on", .day, "When did that come?",
        hint: standard.map { "The discussion is held within \($0.words) of this day." }),
      Question("planned", .moment, "For when is it planned, if it is?", optional: true),
    ]
    var form = FormPage(
      "Begin a strategy discussion",
      FormDefinition("strategy-begin", edition: "1", questions), path: model.path,
      submit: "Begin the discussion about \(model.child.given)")
    if let night = model.night {
      let held = night.actions.last { $0.action.kind == .strategyDiscussion } ?? night.actions.last
      form.record["concern"] = held?.action.words
      form.record["urgency"] = StrategyDiscussion.Urgency.urgent.rawValue
      form.record["basis"] = StrategyDiscussion.Basis.newInformation.rawValue
      form.record.set("on", day: night.begunAt.day)
      form.before = inset(
        """
        <p>The night wrote this down as \(textLink("\(night.id)", to: HandoverPaths.page(night.id))). The \
        discussion itself is recorded here, once, and leads back to it.</p>
        """)
    } else if case .enquiry? = model.origin {
      form.record["basis"] = StrategyDiscussion.Basis.newInformation.rawValue
    } else if let received = model.episodes.first?.receivedOn {
      form.record.set("on", day: received)
    }
    let bar = try await context.bar(of: [model.child])
    form.around = { page in
      page.about = model.child.given
      page.identity = bar
      page.trail = .back(model.child.name.full, to: PersonPaths.child(model.child.id))
    }
    return form
  }
}
