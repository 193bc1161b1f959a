import Domain
import HTML
import Hummingbird
import Store

/// What is asked about a relationship, when it is new and when it is changed. The questions read
/// from the one in whose record it stands: "Who is Dean to Aisha?"
enum RelationshipQuestions {
  private typealias Terms = Person.Relationship.Terms

  /// - Parameters:
  ///   - other: whose record it stands in, and who is asked about.
  ///   - person: whose page it is.
  static func new(
    _ other: String, _ person: PersonTable.Line, others: [PersonTable.Line]
  ) -> FormDefinition {
    var questions = [
      Question(
        "kind",
        .oneOfMany(Person.Relationship.Kind.allCases.map { Choice($0.rawValue, $0.words) }),
        "Who is \(other) to \(person.name)?", hint: "\(other) is the … of \(person.name)")
    ]
    if !others.isEmpty {
      questions.append(
        Question(
          "also", .several(others.map { Choice($0.id.description, $0.name) }),
          "Is this so for the brothers and sisters too?",
          hint: "Tick each child for whom all you say here is true", optional: true))
    }
    return FormDefinition(
      "person-relationship", edition: "2026-2",
      questions + known(other, person.name, isAdult: person.stage == .adult)
        + PersonQuestions.provenance)
  }

  static func change(
    _ other: String, _ person: PersonTable.Line, _ kind: Person.Relationship.Kind
  ) -> FormDefinition {
    var left: Set<String> = kind.isCouple ? [] : Set(couple)
    if !kind.isUpbringing { left.insert("bond") }
    let asked = known(other, person.name, isAdult: person.stage == .adult)
    return FormDefinition(
      "person-relationship-change", edition: "2026-1",
      asked.filter { !left.contains($0.id) } + PersonQuestions.provenance)
  }

  private static let couple = ["couple", "married", "separated", "divorced"]

  private static func known(_ other: String, _ person: String, isAdult: Bool) -> [Question] {
    var questions = [
      Question(
        "responsibility", .yesOrNo,
        "Does \(other) have parental responsibility for \(person)?",
        hint: "Leave empty if it is not known", optional: true)
    ]
    if isAdult {
      questions.append(
        Question(
          "responsibility-back", .yesOrNo,
          "Does \(person) have parental responsibility for \(other)?", optional: true))
    }
    return questions + [
      Question(
        "from", .day, "Since when?", hint: "Leave empty if always, or not known", optional: true),
      Question(
        "bond", .one(Terms.Bond.allCases.map { Choice($0.rawValue, $0.words) }),
        "How did they come to be parent and child?", hint: "For a parent or carer",
        optional: true),
      Question(
        "couple", .one(Terms.Couple.allCases.map { Choice($0.rawValue, $0.words) }),
        "How do they live?", hint: "For partners and former partners", optional: true),
      Question("married", .day, "Married on", optional: true),
      Question("separated", .day, "Separated on", optional: true),
      Question("divorced", .day, "Divorced on", optional: true),
      Question(
        "contact", .one(Terms.Contact.allCases.map { Choice($0.rawValue, $0.words) }),
        "May \(other) and \(person) meet?", optional: true),
      Question(
        "contact-words", .longText(rows: 3), "What is agreed about contact?",
        hint: "For example: Saturdays at the contact centre, a letter at birthdays",
        optional: true),
      Question("ordered", .day, "Date of the court order", optional: true),
      Question(
        "do-not-share", .text(.full), "What must \(other) not be told about \(person)?",
        hint: "For example: where they live, which school. Shown on every page", optional: true),
      Question(
        "strength", .one(Terms.Strength.allCases.map { Choice($0.rawValue, $0.words) }),
        "How is the tie between them?", optional: true),
    ]
  }

  /// What most relationships need, first; the rest in groups.
  static func layout(_ view: FormView) -> HTML {
    func some(_ ids: String...) -> HTML { some(ids) }
    func some(_ ids: [String]) -> HTML {
      HTML(each: ids.filter { view.definition.question($0) != nil }) { view[$0] }
    }
    let isCouple = view.definition.question("couple") != nil
    return """
      \(some("kind", "also", "responsibility", "responsibility-back", "from", "bond"))
      \(if: isCouple, fieldset(
        legend: "If they are or were a couple", id: "a-couple", content: some(couple)))
      \(fieldset(legend: "Contact, and what must not be told", id: "agreed", content:
        some("contact", "contact-words", "ordered", "do-not-share", "strength")))
      \(some("said-by", "verified"))
      """
  }

  static func relationship(
    _ reader: inout AnswerReader, kind: Person.Relationship.Kind, today: Day
  ) -> Person.Relationship {
    var terms = Terms()
    terms.otherResponsible = reader.yesOrNoIfAny("responsibility-back")
    terms.bond = reader.codeIfAny("bond", "how they came to be parent and child")
    terms.couple = reader.codeIfAny("couple", "how they live")
    terms.marriedOn = reader.dayIfAny("married", "the date of marriage", latest: today)
    terms.separatedOn = reader.dayIfAny("separated", "the date of separation", latest: today)
    terms.divorcedOn = reader.dayIfAny("divorced", "the date of divorce", latest: today)
    terms.contact = reader.codeIfAny("contact", "whether they may meet")
    terms.contactWords = reader.textIfAny("contact-words", "what is agreed", longest: 1000)
    terms.orderedOn = reader.dayIfAny("ordered", "the date of the court order", latest: today)
    terms.doNotShare = reader.textIfAny("do-not-share", "what must not be told", longest: 200)
    terms.strength = reader.codeIfAny("strength", "how the tie is")
    return Person.Relationship(
      kind: kind, parentalResponsibility: reader.yesOrNoIfAny("responsibility") ?? false,
      from: reader.dayIfAny("from", "the date it began", latest: today),
      terms: terms == Terms() ? nil : terms)
  }

  /// What the record says, in the words of the form.
  static func record(_ relationship: Person.Relationship) -> Answers {
    var answers = Answers()
    answers.set("responsibility", yes: relationship.parentalResponsibility ? true : nil)
    answers.set("from", day: relationship.from)
    guard let terms = relationship.terms else { return answers }
    answers.set("responsibility-back", yes: terms.otherResponsible)
    answers["bond"] = terms.bond?.rawValue
    answers["couple"] = terms.couple?.rawValue
    answers.set("married", day: terms.marriedOn)
    answers.set("separated", day: terms.separatedOn)
    answers.set("divorced", day: terms.divorcedOn)
    answers["contact"] = terms.contact?.rawValue
    answers["contact-words"] = terms.contactWords
    answers.set("ordered", day: terms.orderedOn)
    answers["do-not-share"] = terms.doNotShare
    answers["strength"] = terms.strength?.rawValue
    return answers
  }
}

/// `/people/P-1/relationships/change`: what is known of a relationship that goes on.
enum RelationshipChange {
  private struct Desk: Sendable {
    let form: FormPage
    let page: PersonID
    let stated: PersonID
    let other: PersonID
    let kind: Person.Relationship.Kind
    let before: Person.Relationship
  }

  private static func desk(_ context: Context) async throws -> Desk {
    let desk = try await FamilyForm.open(context)
    guard let by = context.query["by"].flatMap({ PersonID($0) }),
      let position = context.query["position"].flatMap({ Int($0) })
    else { throw NotHere() }
    let family = try await context.read { try PersonTable.family(of: desk.id, in: $0) }
    let relative = try context.found(
      family.first { $0.statedBy == by && $0.position == position && $0.to == nil })
    try await context.may(.seePerson, about: relative.line.id)
    // It reads from the one in whose record it stands.
    let page = desk.identity.model.line
    let (subject, other) =
      relative.relativeStates ? (relative.line, page) : (page, relative.line)
    let read = try await context.read { tx in
      (
        whole: try PersonTable.whole(of: by, in: tx),
        version: try PersonTable.identity(of: by, in: tx)?.version
      )
    }
    let before = try context.found(
      read.whole?.person.relationships.first {
        $0.other == relative.statedTo && $0.kind == relative.statedKind && $0.to == nil
      })
    var form = desk.form(
      "Change what is known of a relationship",
      RelationshipQuestions.change(subject.name, other, relative.statedKind),
      path: FamilyPaths.change(desk.id, relative),
      submit: "Save what is known of \(subject.name) and \(other.name)", version: read.version,
      record: RelationshipQuestions.record(before))
    form.before = inset(
      """
      <p>\(subject.name) is on the record as: \(relative.statedKind.words) of \(other.name). If that \
      is no longer so, end the relationship instead.</p>
      """)
    form.layout = { RelationshipQuestions.layout($0) }
    return Desk(
      form: form, page: desk.id, stated: by, other: relative.statedTo, kind: relative.statedKind,
      before: before)
  }

  static func show(_ context: Context) async throws -> Response {
    try await context.show(try await desk(context).form)
  }

  static func change(_ context: Context) async throws -> Response {
    let desk = try await desk(context)
    let today = context.today
    return try await context.submit(desk.form) { reader in
      var relationship = RelationshipQuestions.relationship(
        &reader, kind: desk.kind, today: today)
      // What this form does not ask of these two stays as it was.
      if desk.form.definition.question("responsibility-back") == nil,
        let kept = desk.before.terms?.otherResponsible
      {
        var terms = relationship.terms ?? Person.Relationship.Terms()
        terms.otherResponsible = kept
        relationship.terms = terms
      }
      let provenance = PersonQuestions.provenance(&reader)
      guard let provenance, reader.errors.isEmpty else { return nil as Person.Command? }
      return .changeRelationship(relationship, with: desk.other, provenance: provenance)
    } perform: { command, sending in
      _ =
        try await context.house.store.perform(
          command, on: desk.stated, expecting: sending.version, as: sending.act) as Done<Person>
      return PersonPaths.family(desk.page)
    }
  }
}
