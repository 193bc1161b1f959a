import Domain
import HTML
import Hummingbird
import Store

/// `/referrals/R-1/assessments/new`: the kind that the law of the referral's day knows, and the
/// brothers and sisters it is also about.
enum AssessmentBeginForm {
  /// What the page needs to know.
  struct Model: Sendable {
    let episode: AssessmentTable.Episode
    /// Brothers and sisters with an open referral that this worker may assess.
    let siblings: [AssessmentTable.Episode]

    /// The kinds that can be begun now.
    var kinds: [Assessment.Kind] {
      Assessment.kinds(
        for: Assessment.Around.Episode(
          child: episode.child.id, receivedOn: episode.receivedOn, isOpen: episode.isOpen,
          kinds: episode.kinds), unborn: episode.child.stage == .unborn)
    }

    /// Why this kind, in words.
    var why: String {
      let received = "This referral was received on \(episode.receivedOn.long). "
      let clock = kinds.first.map { kind in
        let limit = Timescales.assessment(kind: kind, referralDate: episode.receivedOn).words
        return " It is to be finished in \(limit) "
          + (kind == .core ? "from its start." : "from the referral.")
      }
      switch Regime.inForce(onReferral: episode.receivedOn) {
      case .single:
        return received
          + "Referrals from 15 April 2013 have one single assessment (Working Together 2013)."
          + (clock ?? "")
      case .initialAndCore:
        return received
          + "Referrals before 15 April 2013 have an initial assessment, and a core assessment "
          + "where more needs to be known." + (clock ?? "")
      }
    }
  }

  static func get(_ context: Context) async throws -> Response {
    let model = try await model(context)
    return try await context.show(try await form(context, model))
  }

  static func post(_ context: Context) async throws -> Response {
    let model = try await model(context)
    return try await context.submit(try await form(context, model)) { reader in
      let kinds = model.kinds
      let kind =
        kinds.count == 1
        ? kinds[0] : reader.code("kind", "the kind of assessment", of: Assessment.Kind.self)
      let on = reader.day("on", "the day it starts", latest: context.today)
      let also = Set(reader.ids("children", "the children", of: Person.self))
      let episodes = [model.episode] + model.siblings.filter { also.contains($0.child.id) }
      if also.subtracting(episodes.map(\.child.id)).isEmpty == false {
        reader.wrong("children", "Select the children from the list")
      }
      guard let kind, let on else { return nil }
      return Assessment.Command.begin(
        kind,
        children: episodes.map { Assessment.Child(person: $0.child.id, referral: $0.referral) },
        on: on)
    } perform: { (command: Assessment.Command, sending: Sending) in
      guard case .begin(_, let children, _) = command else { throw NotHere() }
      try await context.may(.beginAssessment, about: children.map(\.person))
      let done: Done<Assessment> = try await context.house.store.perform(
        command, expecting: sending.version, as: sending.act)
      return AssessmentPaths.page(done.id)
    }
  }

  private static func model(_ context: Context) async throws -> Model {
    let id = try context.id("referral", of: Referral.self)
    let found = try await context.read { tx -> Model? in
      guard let episode = try AssessmentTable.episode(id, in: tx) else { return nil }
      return Model(
        episode: episode,
        siblings: try AssessmentTable.siblingEpisodes(of: episode.child.id, in: tx))
    }
    guard let found else { throw NotHere() }
    try await context.may(
      .beginAssessment, about: [found.episode.child.id], record: FactStream(id))
    let standing = try await context.standing(of: found.siblings.map(\.child.id))
    let open = Set(
      standing.filter { context.can(.beginAssessment, about: [$0]) }.compactMap(\.person))
    return Model(
      episode: found.episode, siblings: found.siblings.filter { open.contains($0.child.id) })
  }

  private static func form(_ context: Context, _ model: Model) async throws -> FormPage {
    let given = model.episode.child.given
    var questions: [Question] = []
    if model.kinds.count > 1 {
      questions.append(
        Question(
          "kind", .one(model.kinds.map { Choice($0.rawValue, $0.name) }),
          "Which assessment begins?"))
    }
    if !model.siblings.isEmpty {
      questions.append(
        Question(
          "children",
          .several(
            model.siblings.map {
              Choice(
                $0.child.id.description, $0.child.name.full,
                hint: "Referral \($0.referral), received \($0.receivedOn.long)")
            }), "Who else is it about, beside \(given)?", optional: true))
    }
    questions.append(Question("on", .day, "When does it start?"))
    var form = FormPage(
      "Begin an assessment",
      FormDefinition("assessment-begin", edition: "2026", questions),
      path: AssessmentPaths.begin(model.episode.referral),
      submit: model.kinds.count == 1
        ? "Begin the \(model.kinds[0].name.lowercased()) for \(given)"
        : "Begin the assessment for \(given)")
    form.before = inset(
      """
      <p>\(model.why)</p>\(if: model.kinds.isEmpty,
        "<p>This referral has had its initial and its core assessment.</p>")
      """)
    let bar = try await context.bar(of: [model.episode.child])
    form.around = { page in
      page.about = given
      page.caption = "Referral \(model.episode.referral)"
      page.identity = bar
      page.trail = .back(
        "Referral \(model.episode.referral)",
        to: AssessmentPaths.referral(model.episode.referral))
    }
    return form
  }
}
