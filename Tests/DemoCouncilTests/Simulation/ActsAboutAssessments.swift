import Domain
import Store

@testable import DemoCouncil

extension Simulation {
  /// Work goes on with the two that are unfinished for longest; at times with any other.
  mutating func assessmentAttempt() async throws -> Attempt {
    let unfinished = try await database.read { tx in
      try tx.rows(
        """
        SELECT id FROM assessment WHERE status <> 'authorised' AND imported = 0
        ORDER BY id LIMIT 2
        """
      ).map { AssessmentID(try $0.int("id")) }
    }
    guard chance.chance(unfinished.count == 2 ? 98 : 70), !unfinished.isEmpty else {
      return try await begin()
    }
    let id = chance.one(of: unfinished)
    guard chance.chance(90), let assessment = try await store.load(id)?.state else {
      let any = pick(world.assessments, of: Assessment.self).id
      return anyAssessmentAct(on: any, children: [PersonID(chance.number(1...world.people))])
    }
    let children = assessment.children.map(\.person)
    if chance.chance(12) { return grown(on: id, children) }
    switch assessment.status {
    case .inProgress, .returned:
      return chance.chance(90)
        ? progress(assessment, on: id) : anyAssessmentAct(on: id, children: children)
    case .sent, .authorised:
      return chance.chance(75) ? authorise(id) : anyAssessmentAct(on: id, children: children)
    }
  }

  /// For the children of one open referral, or of two, by the law of the day or against it.
  private mutating func begin() async throws -> Attempt {
    let open = try await database.read { tx in
      try tx.rows(
        """
        SELECT id, child, received_on FROM referral
        WHERE is_open = 1 AND id NOT IN (SELECT referral FROM assessment_child) ORDER BY id
        """
      ).map {
        (ReferralID(try $0.int("id")), PersonID(try $0.int("child")), try $0.day("received_on"))
      }
    }
    guard !open.isEmpty else { return try await referralAttempt() }
    let first = chance.one(of: open)
    var children = [Assessment.Child(person: first.1, referral: first.0)]
    if chance.chance(30) {
      let second = chance.one(of: open)
      children.append(Assessment.Child(person: second.1, referral: second.0))
    }
    if chance.chance(5) { children[0].person = PersonID(chance.number(1...world.people)) }
    let sensible: Assessment.Kind =
      Regime.inForce(onReferral: first.2) == .single ? .single : .initial
    let kind = chance.chance(88) ? sensible : chance.one(of: Assessment.Kind.allCases)
    let on = chance.chance(85) ? today : day(back: 20)
    return Attempt(
      Assessment.Command.begin(kind, children: children, on: on), on: nil as AssessmentID?)
  }

  /// The next piece that is missing; at times too early a sending.
  private mutating func progress(_ assessment: Assessment, on id: AssessmentID) -> Attempt {
    let children = assessment.children.map(\.person)
    let missing = Assessment.Section.allCases.filter {
      assessment.setAside[$0] == nil && assessment.sections[$0]?.completed != true
    }
    if let section = missing.first, chance.chance(92) {
      if chance.chance(12) {
        return Attempt(Assessment.Command.setAside(section, reason: words("Not needed")), on: id)
      }
      return Attempt(Assessment.Command.write(section, written(children)), on: id)
    }
    let unseen = children.filter { assessment.seen[$0] == nil }
    if !unseen.isEmpty {
      return Attempt(Assessment.Command.recordSeen(unseen.map { seen($0) }), on: id)
    }
    if children.contains(where: { assessment.factors[$0] == nil }) {
      return Attempt(Assessment.Command.recordFactors(children.map { factors($0) }), on: id)
    }
    if !assessment.risk.isComplete, chance.chance(60) {
      return Attempt(
        Assessment.Command.recordRisk(
          .init(assessment: words("Shouting", none: 20), plan: words("Nan on Fridays", none: 20))),
        on: id)
    }
    return send(id, children)
  }

  private mutating func send(_ id: AssessmentID, _ children: [PersonID]) -> Attempt {
    Attempt(
      Assessment.Command.send(
        outcomes: children.map {
          .init(
            child: $0,
            outcome: chance.chance(90)
              ? .childInNeedPlan : chance.one(of: Assessment.Outcome.allCases),
            reason: words("Needs met", none: 4))
        }), on: id)
  }

  /// What managers, people outside and reviews add.
  private mutating func grown(on id: AssessmentID, _ children: [PersonID]) -> Attempt {
    let place = chance.number(0...1)
    let section = chance.one(of: Assessment.Section.allCases)
    switch chance.number(1...11) {
    case 1: return Attempt(Assessment.Command.comment(section, text: words("Look again")), on: id)
    case 2:
      return Attempt(
        Assessment.Command.holdCheckpoint(
          on: day(), chance.chance(60) ? .goOn : .change, sentence: words("Agreed")), on: id)
    case 3: return Attempt(Assessment.Command.recordRisk(riskDocuments(children)), on: id)
    case 4:
      var risk = riskDocuments(children)
      risk.changed = words("Less often")
      risk.reviewOn = today.adding(days: chance.number(0...40))
      return Attempt(Assessment.Command.reviewRisk(risk), on: id)
    case 5:
      return Attempt(
        Assessment.Command.finishRiskAction(place: place, on: day(), words: words("Done")), on: id)
    case 6:
      return Attempt(
        Assessment.Command.askContribution(
          .init(
            section: section, who: words("Ruth"), job: "Health visitor",
            email: chance.chance(90) ? "ruth@nhs.example" : "none", question: words("How is"))),
        on: id)
    case 7: return Attempt(Assessment.Command.chaseContribution(place: place), on: id)
    case 8:
      return chance.chance(30)
        ? Attempt(
          Assessment.Command.withdrawContribution(place: place, reason: words("She rang")), on: id)
        : Attempt(
          Assessment.Command.contribute(place: place, words: words("Well"), author: words("Ruth")),
          on: id)
    case 9, 10:
      return Attempt(
        Assessment.Command.markPassages([
          .init(text: words("What we saw"), isAboutOther: chance.chance(30)),
          .init(text: "What we saw", isAboutOther: chance.chance(30)),
        ]), on: id)
    default:
      return Attempt(
        Assessment.Command.share(
          chance.one(of: Assessment.ReadingVersion.allCases), child: children.first,
          with: words("Mother"), .handedOver, on: day()), on: id)
    }
  }

  private mutating func riskDocuments(_ children: [PersonID]) -> Assessment.Risk {
    Assessment.Risk(
      assessment: chance.chance(40) ? words("Shouting") : "", plan: words("Nan on Fridays"),
      statements: children.map {
        .init(child: $0, worried: words("alone", none: 3), because: "twice", soThat: "afraid")
      },
      actions: [
        .init(.init(what: words("Visit", none: 3), owner: .other(words: "Nan"), by: today))
      ])
  }

  private mutating func written(_ children: [PersonID]) -> Assessment.Written {
    Assessment.Written(
      text: words("What we saw"),
      perChild: chance.chance(20) ? children.map { .init(child: $0, text: "Different") } : [],
      quotes: chance.chance(20) ? [.init(words: "I like it here", source: "At school")] : [],
      completed: chance.chance(85))
  }

  private mutating func seen(_ child: PersonID) -> Assessment.Seen {
    let seen = chance.chance(85)
    return Assessment.Seen(
      child: child, seen: seen, seenOn: seen && chance.chance(92) ? day() : nil,
      alone: chance.chance(60), whyNot: chance.chance(75) ? "With Nan" : nil,
      quotes: chance.chance(30) ? [.init(words: "Hello", source: "At home")] : [])
  }

  private mutating func factors(_ child: PersonID) -> Assessment.ChildFactors {
    Assessment.ChildFactors(
      child: child,
      factors: chance.weighted([
        ([.neglect, .alcoholParent], 60), ([.noneIdentified], 25), ([.noneIdentified, .other], 8),
        ([.neglect, .neglect], 7),
      ]))
  }

  private mutating func authorise(_ id: AssessmentID) -> Attempt {
    Attempt(
      Assessment.Command.authorise(
        sentence: words("I agree", none: 5),
        withoutRiskPlan: chance.chance(40) ? "No risk was found" : nil), on: id)
  }

  private mutating func anyAssessmentAct(
    on id: AssessmentID, children: [PersonID]
  ) -> Attempt {
    if chance.chance(45) { return grown(on: id, children) }
    let section = chance.one(of: Assessment.Section.allCases)
    switch chance.number(1...10) {
    case 1: return Attempt(Assessment.Command.write(section, written(children)), on: id)
    case 2: return Attempt(Assessment.Command.setAside(section, reason: words("No")), on: id)
    case 3: return Attempt(Assessment.Command.recordSeen(children.map { seen($0) }), on: id)
    case 4: return Attempt(Assessment.Command.recordFactors(children.map { factors($0) }), on: id)
    case 5:
      return Attempt(
        Assessment.Command.recordRisk(.init(assessment: words("Harm"), plan: words("Plan"))), on: id
      )
    case 6: return send(id, children)
    case 7: return Attempt(Assessment.Command.sendBack(comment: words("More")), on: id)
    case 8: return authorise(id)
    case 9:
      return Attempt(Assessment.Command.setReviewPoint(on: day().adding(days: 10)), on: id)
    default:
      return Attempt(
        Assessment.Command.addAddendum(text: words("Later"), reason: words("New")), on: id)
    }
  }
}
