import Domain
import HTML
import Store

/// One part of a person's record that is changed by itself: a form with its questions, what the
/// record says now, and the command it turns into.
struct PersonForm: Sendable {
  /// The end of the address: `names/new`.
  let path: String
  let heading: String
  /// The words of the button before the name: `Save address for`.
  let submit: String
  var deed = Deed.changePerson
  /// Whose source stands above the questions.
  var topic: PersonTable.Topic?
  let questions: [Question]
  var record: @Sendable (PersonTable.Whole) -> Answers = { _ in Answers() }
  let read: @Sendable (inout AnswerReader, PersonTable.Whole, Day) -> Person.Command?

  static let all: [PersonForm] = [
    name, birth, identity, identifiers, network, address, left, death, lift,
  ]

  func definition(_ more: [Question] = []) -> FormDefinition {
    let slug = path.replacing("/", with: "-")
    return FormDefinition("person-\(slug)", edition: "2026-1", questions + more)
  }

  static let name = PersonForm(
    path: "names/new", heading: "Add a name", submit: "Save name for", topic: .name,
    questions: [
      Question("given", .text(.full), "First names", optional: true),
      Question("family", .text(.full), "Family name", optional: true),
      Question(
        "kind",
        .one([
          Choice(
            "current", "The name in use now",
            hint: "The one used until now stays findable as a previous name"),
          Choice("preferred", "What they like to be called"),
          Choice("previous", "A previous name"), Choice("alias", "Another name they go by"),
        ]), "What kind of name is it?"),
    ] + PersonQuestions.provenance
  ) { reader, _, _ in
    let given = reader.textIfAny("given", "the first names", longest: 100) ?? ""
    let family = reader.textIfAny("family", "the family name", longest: 100) ?? ""
    let kind: Person.Name.Kind? = reader.code("kind", "what kind of name it is")
    let provenance = PersonQuestions.provenance(&reader)
    guard let kind, let provenance, reader.errors.isEmpty else { return nil }
    return .addName(
      Person.Name(given: given, family: family, kind: kind), provenance: provenance)
  }

  static let birth = PersonForm(
    path: "birth", heading: "Date of birth", submit: "Save date of birth of", topic: .birth,
    questions: [
      PersonQuestions.stage,
      Question(
        "birth", .day, "Date of birth, or the date a child is expected",
        hint: "For example, 16 6 2026"),
      PersonQuestions.certainty,
    ] + PersonQuestions.provenance,
    record: { whole in
      var answers = Answers()
      answers["stage"] = whole.person.stage.rawValue
      answers.set("birth", day: whole.person.birth?.day)
      answers["certainty"] = whole.person.birth?.certainty
      return answers
    }
  ) { reader, _, _ in
    let stage: Person.LifeStage? = reader.code("stage", "whether this is a child or an adult")
    let birth = PersonQuestions.birth(&reader, stage: stage, required: true)
    let provenance = PersonQuestions.provenance(&reader)
    guard let stage, let birth, let provenance else { return nil }
    return .recordBirth(birth, stage: stage, provenance: provenance)
  }

  static let identity = PersonForm(
    path: "identity", heading: "Who they are", submit: "Save identity of", topic: .identity,
    questions: [
      PersonQuestions.sex,
      Question(
        "gender", .text(.full), "Gender, in their own words",
        hint: "Asked so that we speak of them as they wish. Leave empty if not asked",
        optional: true),
      Question(
        "ethnicity", .oneOfMany(choices(Ethnicity.self)), "Ethnicity",
        hint: "As they or their parents describe it", optional: true),
      Question("language", .text(.twenty), "First language", optional: true),
      Question("interpreter", .yesOrNo, "Do they need an interpreter?", optional: true),
      Question("religion", .text(.twenty), "Religion or belief", optional: true),
      Question("disabilities", .several(choices(Disability.self)), "Disability", optional: true),
      Question(
        "disability-help", .longText(rows: 3), "What helps?",
        hint: "What others need to know and do", optional: true),
    ] + PersonQuestions.provenance,
    record: { whole in
      let identity = whole.person.identity
      var answers = Answers()
      answers["sex"] = identity.sex?.rawValue
      answers["gender"] = identity.gender
      answers["ethnicity"] = identity.ethnicity?.rawValue
      answers["language"] = identity.language
      answers.set("interpreter", yes: identity.interpreter)
      answers["religion"] = identity.religion
      answers.set("disabilities", identity.disabilities.map(\.rawValue))
      answers["disability-help"] = identity.disabilityHelp
      return answers
    }
  ) { reader, _, _ in
    let identity = Person.Identity(
      sex: reader.codeIfAny("sex", "the sex"),
      gender: reader.textIfAny("gender", "gender", longest: 100),
      ethnicity: reader.codeIfAny("ethnicity", "the ethnicity"),
      language: reader.textIfAny("language", "the first language", longest: 100),
      interpreter: reader.yesOrNoIfAny("interpreter"),
      religion: reader.textIfAny("religion", "religion or belief", longest: 100),
      disabilities: reader.codes("disabilities", "disabilities"),
      disabilityHelp: reader.textIfAny("disability-help", "what helps", longest: 2000))
    let provenance = PersonQuestions.provenance(&reader)
    guard let provenance, reader.errors.isEmpty else { return nil }
    return .recordIdentity(identity, provenance: provenance)
  }

  static let identifiers = PersonForm(
    path: "identifiers", heading: "Numbers", submit: "Save numbers of", topic: .identifiers,
    questions: [
      Question("nhs-number", .text(.twenty), "NHS number", optional: true),
      Question("upn", .text(.twenty), "UPN (unique pupil number)", optional: true),
      Question("former-upn", .text(.twenty), "Former UPN", optional: true),
      Question(
        "upn-unknown", .oneOfMany(choices(UPNUnknown.self)), "If there is no UPN, why?",
        optional: true),
      Question(
        "la-child-id", .text(.twenty), "LA child id from another system",
        hint: "Stable for life. Leave empty to use ours", optional: true),
    ] + PersonQuestions.provenance,
    record: { whole in
      let numbers = whole.person.identifiers
      var answers = Answers()
      answers["nhs-number"] = numbers.nhsNumber
      answers["upn"] = numbers.upn
      answers["former-upn"] = numbers.formerUPN
      answers["upn-unknown"] = numbers.upnUnknown?.rawValue
      answers["la-child-id"] = numbers.laChildID
      return answers
    }
  ) { reader, _, _ in
    let identifiers = PersonQuestions.identifiers(&reader)
    let provenance = PersonQuestions.provenance(&reader)
    guard let provenance, reader.errors.isEmpty else { return nil }
    return .recordIdentifiers(identifiers, provenance: provenance)
  }

  static let network = PersonForm(
    path: "network", heading: "School, GP and how to reach them", submit: "Save network of",
    topic: .network,
    questions: [
      Question(
        "phones", .longText(rows: 3), "Phone numbers", hint: "One on each line", optional: true),
      Question("email", .text(.full), "Email", optional: true),
      Question("school", .text(.full), "School or nursery", optional: true),
      Question("gp", .text(.full), "GP practice", optional: true),
    ] + PersonQuestions.provenance,
    record: { whole in
      let network = whole.person.network
      var answers = Answers()
      answers["phones"] = network.phones.isEmpty ? nil : network.phones.joined(separator: "\n")
      answers["email"] = network.email
      answers["school"] = network.school
      answers["gp"] = network.gp
      return answers
    }
  ) { reader, _, _ in
    let phones = (reader.textIfAny("phones", "the phone numbers", longest: 500) ?? "")
      .split(whereSeparator: \.isNewline).map { AnswerReader.trimmed(String($0)) }
      .filter { !$0.isEmpty }
    let network = Person.Network(
      phones: phones, email: reader.textIfAny("email", "the email address", longest: 200),
      school: reader.textIfAny("school", "the school", longest: 200),
      gp: reader.textIfAny("gp", "the GP practice", longest: 200))
    let provenance = PersonQuestions.provenance(&reader)
    guard let provenance, reader.errors.isEmpty else { return nil }
    return .recordNetwork(network, provenance: provenance)
  }
}

extension PersonForm {
  static let address = PersonForm(
    path: "address", heading: "New address", submit: "Save address of", topic: .address,
    questions: [
      Question("address", .longText(rows: 3), "Address", hint: "Without the postcode"),
      Question("postcode", .text(.ten), "Postcode", optional: true),
      Question(
        "uprn", .text(.twenty), "UPRN (unique property reference number)", optional: true),
      Question(
        "address-from", .day, "Living there since",
        hint: "For example, 16 6 2026. The address before ends the day before"),
    ] + PersonQuestions.provenance
  ) { reader, _, today in
    let from = reader.day("address-from", "the date of moving in", latest: today)
    let address = PersonQuestions.address(&reader, from: from)
    let provenance = PersonQuestions.provenance(&reader)
    if address == nil, reader.errors.isEmpty {
      reader.wrong("address", "Enter the address or a postcode")
    }
    guard let address, let provenance, reader.errors.isEmpty else { return nil }
    return .move(to: address, provenance: provenance)
  }

  static let left = PersonForm(
    path: "address/left", heading: "Moved out, new address not known",
    submit: "Save moving out of", topic: .address,
    questions: [Question("left", .day, "Moved out on")] + PersonQuestions.provenance
  ) { reader, _, today in
    let day = reader.day("left", "the date of moving out", latest: today)
    let provenance = PersonQuestions.provenance(&reader)
    guard let day, let provenance else { return nil }
    return .leaveAddress(on: day, provenance: provenance)
  }

  static let death = PersonForm(
    path: "death", heading: "Record a death", submit: "Record the death of", topic: .death,
    questions: [Question("died", .day, "Died on")] + PersonQuestions.provenance,
    record: { whole in
      var answers = Answers()
      answers.set("died", day: whole.person.diedOn)
      return answers
    }
  ) { reader, _, today in
    let day = reader.day("died", "the date of death", latest: today)
    let provenance = PersonQuestions.provenance(&reader)
    guard let day, let provenance else { return nil }
    return .recordDeath(on: day, provenance: provenance)
  }

  static let lift = PersonForm(
    path: "restriction/end", heading: "End the restriction",
    submit: "End the restriction of", deed: .restrictPerson,
    questions: [Question("reason", .longText(rows: 4), "Why does the restriction end?")]
  ) { reader, _, _ in
    reader.text(
      "reason", "the reason", ask: "Say why the restriction ends", longest: 2000
    ).map { .liftRestriction(reason: $0) }
  }

  /// Its choices are the workers of the day.
  static func restrict(_ workers: [WorkerTable.Line]) -> PersonForm {
    let people = workers.map { worker in
      Choice(
        worker.id.description,
        [worker.name, worker.teamName].compactMap { $0 }.joined(
          separator: ", "))
    }
    return PersonForm(
      path: "restriction", heading: "Restrict the record", submit: "Restrict the record of",
      deed: .restrictPerson,
      questions: [
        Question(
          "level",
          .one(
            Person.Restriction.Level.allCases.map { level in
              Choice(level.rawValue, PersonWords.level(level))
            }), "How closed is the record?"),
        Question("workers", .several(people), "Who may see it?"),
        Question(
          "owner", .oneOfMany(people), "Who is to be asked?",
          hint: "One of those who may see the record"),
        Question("reason", .longText(rows: 4), "Why is the record restricted?"),
      ],
      record: { whole in
        guard let restriction = whole.person.restriction else { return Answers() }
        var answers = Answers()
        answers["level"] = restriction.level.rawValue
        answers.set("workers", restriction.workers.map(\.description))
        answers["owner"] = restriction.owner.description
        return answers
      }
    ) { reader, _, _ in
      let level: Person.Restriction.Level? = reader.code("level", "how closed the record is")
      let workers: [WorkerID] = reader.ids("workers", "the workers")
      if workers.isEmpty { reader.wrong("workers", "Select who may see the record") }
      let owner: WorkerID? = reader.id("owner", "who is to be asked")
      let reason = reader.text(
        "reason", "the reason", ask: "Say why the record is restricted", longest: 2000)
      guard let level, let owner, let reason, reader.errors.isEmpty else { return nil }
      return .restrict(
        Person.Restriction(level: level, workers: workers, owner: owner), reason: reason)
    }
  }
}
