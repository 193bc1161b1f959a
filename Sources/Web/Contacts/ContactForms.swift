import Domain
import HTML
import Matching
import Store

/// The form on which a contact is taken. It has as many blocks for people as were asked for.
struct ContactForm {
  /// How many people it has room for.
  let rows: Int
  /// The questions that were answered from a pasted text, by their ids: each says so, and is to be
  /// checked.
  var found: Set<String> = []
  /// Contacts of the last weeks from the same source that name the same child.
  var alike: [ContactTable.Waiting] = []

  /// Every text box of a block is posted, also an empty one: so the blocks can be counted.
  static func rows(in answers: Answers) -> Int {
    let most = (1...mostRows).last { answers["person-\($0)-given"] != nil }
    return most ?? 1
  }

  var definition: FormDefinition {
    FormDefinition(
      "contact", edition: "2",
      (Self.danger + Self.told + (1...rows).flatMap(person) + Self.shared + Self.caller
        + Self.received).map(marked) + same)
  }

  /// What a question that was answered from the pasted text says beside it.
  static let check = "Check: read from the text that was pasted."

  private func marked(_ question: Question) -> Question {
    guard found.contains(question.id) else { return question }
    return Question(
      question.id, question.kind, question.label,
      hint: [Self.check, question.hint].compactMap { $0 }.joined(separator: " "),
      optional: question.optional)
  }

  /// Asked only where something like it is here already.
  private var same: [Question] {
    guard !alike.isEmpty else { return [] }
    let choices = alike.map { contact in
      Choice(
        contact.id.description,
        "Add it to \(contact.id), received \(contact.receivedOn.long)",
        hint: "\(contact.status.words). About \(listed(contact.children.map(\.full))): "
          + excerpt(contact.account))
    }
    return [
      Question(
        "same-as",
        .one(choices + [Choice("new", "It is another matter: record a new contact")]),
        "Has this been received already?",
        hint: "The same source has told us of the same child lately.")
    ]
  }

  static let answers = [
    Choice("yes", "Yes"), Choice("no", "No"), Choice("notKnown", "Not known"),
  ]

  private static let danger = [
    Question("danger", .one(answers), "Is a child in immediate danger now?"),
    Question(
      "danger-action", .longText(rows: 3), "What has been done to keep the child safe now?",
      hint: "Only if a child is in danger. Ring 999 first. Then tell a manager.",
      optional: true),
  ]

  private static let told = [
    Question(
      "account", .longText(rows: 12), "What are you being told?",
      hint: "In the caller's own words."),
    Question(
      "pasted", .longText(rows: 8), "Paste what you received",
      hint: "A police notification, an e-mail, a letter: all of it. It is kept word for word, and "
        + "goes nowhere else.",
      optional: true),
  ]

  private func person(_ number: Int) -> [Question] {
    let key = "person-\(number)"
    return [
      Question("\(key)-given", .text(.twenty), "Given names", optional: true),
      Question("\(key)-family", .text(.twenty), "Family name", optional: true),
      Question(
        "\(key)-kind", .one([Choice("child", "A child"), Choice("adult", "An adult")]),
        "Is this a child or an adult?"),
      Question("\(key)-birth", .day, "Date of birth", optional: true),
      Question(
        "\(key)-age", .text(.ten), "Age, if no date of birth is known",
        hint: "For example, about 6",
        optional: true),
      Question(
        "\(key)-relation", .text(.twenty), "Who this is to the others",
        hint: "For example, mother, brother, neighbour", optional: true),
      Question("\(key)-phone", .text(.twenty), "Phone", optional: true),
    ]
  }

  private static let shared = [
    Question(
      "postcode", .text(.ten), "Postcode where the children live",
      hint: "Once for brothers and sisters at one address.", optional: true),
    Question("address", .text(.full), "Address where the children live", optional: true),
  ]

  private static let caller = [
    Question("caller-name", .text(.twenty), "Who is telling you", optional: true),
    Question("caller-role", .text(.twenty), "Their role", optional: true),
    Question("caller-reach", .text(.twenty), "How to reach them", optional: true),
    Question(
      "caller-email", .text(.full), "Their email address",
      hint: "To write to them what was decided.", optional: true),
    Question("agency", .text(.full), "Agency or school", optional: true),
    Question(
      "source", .oneOfMany(ReferralSource.allCases.map { Choice($0.code, $0.meaning) }),
      "Source of the contact", hint: "As the census counts it."),
    Question(
      "keep-from-family", .several([Choice("yes", "Keep the caller's name from the family")]),
      "Does the caller ask not to be named?", optional: true),
    Question(
      "consent", .one(answers), "Do the parents, or the young person, agree to this contact?"),
    Question(
      "consent-basis", .longText(rows: 2), "On what basis",
      hint: "Who agreed and how; or why it goes ahead without agreement.", optional: true),
  ]

  private static let received = [
    Question(
      "reference", .text(.twenty), "The source's own reference",
      hint: "A police incident or log number, an ambulance case.", optional: true),
    Question(
      "grading", .text(.full), "How the source graded it", hint: "In the source's own words.",
      optional: true),
    Question(
      "method", .one(Contact.Method.allCases.map { Choice($0.rawValue, $0.words) }),
      "How it reached us"),
    Question("received", .day, "Day it was received"),
    Question(
      "received-time", .time, "Time it was received",
      hint: "For example, 9:32am or 14:05. Leave it empty if it is not known.", optional: true),
  ]
}

extension ContactForm {
  struct Taken: Sendable {
    let details: Contact.Details
    let named: [Contact.Named]
    /// The contact that it is added to, where it had been received already.
    let joins: ContactID?
  }

  func read(_ reader: inout AnswerReader, today: Day) -> Taken? {
    let danger: Contact.Answer? = reader.code(
      "danger", "an answer", ask: "Select whether a child is in immediate danger now")
    let action = reader.textIfAny("danger-action", "what was done", longest: 4000)
    if danger == .yes, action == nil {
      reader.wrong("danger-action", "Say what was done to keep the child safe now")
    }
    let original = reader.textIfAny("pasted", "the pasted text", longest: Self.longestPasted)
    // What could not be told apart is the account, whole.
    let account =
      reader.textIfAny("account") == nil && original != nil
      ? original.map(Legible.plain)
      : reader.text("account", "it", ask: "Write what you have been told")
    let joins = sameAs(&reader)
    let named = people(&reader, today: today)
    let source: ReferralSource? = reader.code("source", "the source of the contact")
    let method: Contact.Method? = reader.code("method", "how it reached us")
    let consent: Contact.Answer? = reader.code(
      "consent", "an answer", ask: "Select whether the parents or the young person agree")
    let received = reader.day("received", "the day it was received", latest: today)
    let time = time(&reader)
    let email = reader.textIfAny("caller-email")
    if let email, EmailAddress(email) == nil {
      reader.wrong("caller-email", "Enter an email address, like name@school.example")
    }
    guard reader.errors.isEmpty, let danger, let account, let source, let method, let consent,
      let received
    else { return nil }
    return Taken(
      details: Contact.Details(
        receivedOn: received, receivedMinute: time, method: method, source: source,
        agency: reader.textIfAny("agency"), callerName: reader.textIfAny("caller-name"),
        callerRole: reader.textIfAny("caller-role"), callerReach: reader.textIfAny("caller-reach"),
        callerEmail: email,
        keepFromFamily: reader.textIfAny("keep-from-family") == "yes", account: account,
        inDanger: danger, dangerAction: action, consent: consent,
        consentBasis: reader.textIfAny("consent-basis"),
        reference: reader.textIfAny("reference"), grading: reader.textIfAny("grading"),
        address: reader.textIfAny("address"),
        original: original == nil ? nil : reader.answers["pasted"]),
      named: named, joins: joins)
  }

  /// As much as two copies of it fit into what a browser may send.
  static let longestPasted = 450_000

  private func sameAs(_ reader: inout AnswerReader) -> ContactID? {
    guard !alike.isEmpty else { return nil }
    switch reader.textIfAny("same-as") {
    case "new": return nil
    case let text:
      if let id = text.flatMap({ ContactID($0) }), alike.contains(where: { $0.id == id }) {
        return id
      }
      reader.wrong("same-as", "Select whether this has been received already")
      return nil
    }
  }

  private func time(_ reader: inout AnswerReader) -> Int? {
    guard reader.textIfAny("received-time") != nil else { return nil }
    return reader.time("received-time", "the time it was received").map { $0.hour * 60 + $0.minute }
  }

  private func people(_ reader: inout AnswerReader, today: Day) -> [Contact.Named] {
    let postcode = Self.postcode(reader.textIfAny("postcode"))
    return (1...rows).compactMap { row in
      let named = Self.person(&reader, row: row, today: today)
      return named.map { named in
        var named = named
        if named.isChild { named.postcode = postcode }
        return named
      }
    }
  }

  /// As postcodes are written; as it was typed where it is only a part of one.
  static func postcode(_ text: String?) -> String? { text.map { Postcode($0)?.text ?? $0 } }

  /// One block. A block in which nothing was typed or chosen names nobody.
  static func person(_ reader: inout AnswerReader, row: Int, today: Day) -> Contact.Named? {
    let key = "person-\(row)"
    let given = reader.textIfAny("\(key)-given", "the given names", longest: 200)
    let family = reader.textIfAny("\(key)-family", "the family name", longest: 200)
    let age = reader.textIfAny("\(key)-age", "the age", longest: 100)
    let relation = reader.textIfAny("\(key)-relation", "who this is", longest: 200)
    let phone = reader.textIfAny("\(key)-phone", "the phone", longest: 100)
    let kind = reader.textIfAny("\(key)-kind")
    let before = reader.errors.count
    let birth = reader.dayIfAny("\(key)-birth", "the date of birth", latest: today)
    let isEmpty =
      [given, family, age, relation, phone, kind].allSatisfy { $0 == nil } && birth == nil
      && reader.errors.count == before
    if isEmpty { return nil }
    let name = [given, family].compactMap { $0 }.joined(separator: " ")
    guard kind == "child" || kind == "adult" else {
      reader.wrong(
        "\(key)-kind", "Select whether \(name.isEmpty ? "this" : name) is a child or an adult")
      return nil
    }
    return Contact.Named(
      key: row, given: given ?? "", family: family ?? "", birth: birth, age: age,
      relation: relation, isChild: kind == "child", phone: phone)
  }
}
