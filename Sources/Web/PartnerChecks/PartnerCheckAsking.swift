import Crypto
import Domain
import Foundation
import HTML
import Hummingbird
import Store

/// `/contacts/C-1/partnerchecks/new`, and the same for a referral: several agencies are asked from one
/// page, one request each. What each will read is shown first, and recorded only as it was shown.
enum PartnerCheckAsking: HasRoutes {
  static func add(to routes: Routes) {
    for pattern in ["/contacts/:contact", "/referrals/:referral"] {
      routes.get("\(pattern)/partnerchecks/new") { context in
        try await context.show(try await desk(context, pattern).form)
      }
      routes.post("\(pattern)/partnerchecks/new") { context in
        try await post(context, try await desk(context, pattern))
      }
    }
  }

  private static func desk(_ context: Context, _ pattern: String) async throws -> AskingDesk {
    let about: PartnerCheck.About
    let consent: String?
    if pattern.hasPrefix("/contacts") {
      let contact = try await context.contact(.askPartner)
      about = .contact(id: contact.id)
      consent = [contact.details.consent.words, contact.details.consentBasis].compactMap { $0 }
        .joined(separator: ": ")
    } else {
      about = .referral(id: try await context.referral(.askPartner).id)
      consent = nil
    }
    let (known, agencies) = try await context.read { tx in
      (try PartnerCheckTable.subject(about, in: tx), try AgencyTable.open(in: tx))
    }
    let subject = try context.found(known)
    let from = [context.signedIn.name, context.house.configuration.organisation]
      .compactMap { $0 }.joined(separator: ", ")
    return AskingDesk(
      about: about, subject: subject, consent: consent, from: from, today: context.today,
      agencies: agencies)
  }

  private static func post(_ context: Context, _ desk: AskingDesk) async throws -> Response {
    if context.act == "change" { return context.showAgain(desk.form) }
    var reader = AnswerReader(context.answers)
    let (actor, today, subject) = (context.actor, context.today, desk.subject)
    guard let questions = desk.read(&reader), reader.errors.isEmpty else {
      return try await context.submit(desk.form) {
        desk.read(&$0)
      } perform: { _, _ in
        desk.path
      }
    }
    let requests: [PartnerCheck.Request]
    do {
      requests = try questions.map {
        try PartnerCheck.composed($0, of: subject, by: actor, today: today)
      }
    } catch let refusal as Refusal {
      return try await context.submit(desk.form) {
        desk.read(&$0)
      } perform: { _, _ in
        throw refusal
      }
    }
    let shown = desk.digest(requests)
    let before = context.answers["shown"]
    let preview = desk.preview(
      requests, shown, answers: context.answers, hasChanged: before != nil && before != shown)
    guard before == shown else { return try await context.showNext(preview) }
    return try await context.submit(preview) { _ in
      questions
    } perform: { questions, sending in
      let store = context.house.store
      // Several requests, and all of them are recorded or none.
      try await context.house.database.write { tx in
        for (index, question) in questions.enumerated() {
          let act = index == 0 ? sending.act : sending.act("\(question.agency.rawValue)")
          let _: Done<PartnerCheck> = try store.perform(
            .ask(question, shown: requests[index].words), as: act, in: tx)
        }
      }
      return PartnerCheckPaths.subject(desk.about) + "?done=asked"
    }
  }
}

/// The form on which agencies are asked, and the preview of what they will read.
struct AskingDesk: Sendable {
  let about: PartnerCheck.About
  let subject: PartnerCheck.Subject
  /// What was said of consent when the contact was taken.
  let consent: String?
  let from: String
  let today: Day
  /// Those that can be asked through the portal.
  let agencies: [AgencyTable.Line]

  var path: String { PartnerCheckPaths.ask(about) }
  private var templates: CheckTemplates { .inForce(on: today) }

  private var definition: FormDefinition {
    FormDefinition(
      "partnercheck-ask", edition: "1",
      [
        Question(
          "people",
          .several(subject.people.map { Choice("\($0.key)", label($0)) }),
          "Whom do you ask about?",
          hint:
            "An agency reads the names and dates of birth of those you tick, and of nobody else."),
        Question(
          "reason", .longText(rows: 2), "Why do you ask, in one sentence?",
          hint: subject.keptBack.keepsCaller
            ? "They read this sentence. Who told us is to be kept from the family: do not say it."
            : "They read this sentence."),
        Question(
          "basis", .one(PartnerCheck.Basis.allCases.map { Choice($0.rawValue, $0.words) }),
          "On what basis do you ask?",
          hint: consent.map { "Consent, as the contact was taken: \($0)" }),
        Question(
          "basis-words", .longText(rows: 2), "Who agreed and how, or why you ask without consent"),
        Question(
          "agencies", .several(PartnerCheck.Agency.allCases.map { Choice($0.rawValue, $0.words) }),
          "Whom do you ask?", hint: "Fill in what is asked of those you tick."),
      ] + PartnerCheck.Agency.allCases.flatMap(questions))
  }

  private func questions(of agency: PartnerCheck.Agency) -> [Question] {
    let key = agency.rawValue
    let inPortal = agencies.filter { $0.kind == agency }
    let addressee = Question(
      "addressee-\(key)",
      .oneOfMany(
        [Choice("", "Not through the portal: I send it myself")]
          + inPortal.map { Choice($0.id.description, "\($0.name), through the portal") }),
      "\(agency.words): how does it reach them?",
      hint: "Through the portal they find it at once, and answer there.", optional: true)
    return (inPortal.isEmpty ? [] : [addressee]) + [
      Question(
        "who-\(key)", .text(.full), "\(agency.words): which one, and whom there?",
        hint: inPortal.isEmpty
          ? nil : "Through the portal it may stay empty: then the agency’s name stands there."),
      Question(
        "questions-\(key)", .longText(rows: 6), "\(agency.words): what do you ask?",
        hint: "One question on each line. Leave out what is not needed here."),
      Question(
        "due-\(key)", .day, "\(agency.words): answer by",
        hint: PartnerCheck.rule(agency, on: today).map {
          "The council's standard is \($0.words)."
        }),
    ]
  }

  private func label(_ listed: PartnerCheck.Listed) -> String {
    "\(listed.name), \(listed.birth ?? "date of birth not known")"
  }

  var form: FormPage {
    var form = FormPage(
      "Ask other agencies", definition, path: path, submit: "Show what they will read")
    for agency in PartnerCheck.Agency.allCases {
      form.record["questions-\(agency.rawValue)"] = templates.questions(for: agency)
        .joined(separator: "\n")
      form.record.set(
        "due-\(agency.rawValue)", day: PartnerCheck.standardDue(agency, on: today))
    }
    let (about, templates) = (about, templates)
    let reachable = Set(agencies.map(\.kind))
    form.around = { page in
      page.trail = .back(PartnerCheckPaths.name(about), to: PartnerCheckPaths.subject(about))
      page.width = .work
    }
    form.before = """
      <p>Nothing is recorded until you have seen what each agency will read. A decision need not \
      wait for the answers.</p>
      """
    form.layout = { view in
      let choices = PartnerCheck.Agency.allCases.map { agency in
        Choice(
          agency.rawValue, agency.words, hint: templates.law(for: agency),
          reveal: """
            \(if: reachable.contains(agency), view["addressee-\(agency.rawValue)"])\
            \(view["who-\(agency.rawValue)"])\(view["questions-\(agency.rawValue)"])\
            \(view["due-\(agency.rawValue)"])
            """)
      }
      return """
        \(view["people"])\(view["reason"])\(view["basis"])\(view["basis-words"])
        \(checkboxes(
          id: "agencies", legend: "Whom do you ask?",
          choices: choices, hint: "Fill in what is asked of those you tick.",
          values: Set(view.answers.all("agencies")), error: view.error("agencies")))
        """
    }
    return form
  }

  /// What each agency will read, with everything that was typed carried along.
  func preview(
    _ requests: [PartnerCheck.Request], _ shown: String, answers: Answers, hasChanged: Bool
  ) -> FormPage {
    var preview = form
    preview.heading = "What they will read"
    preview.submit =
      requests.count == 1 ? "Record as asked" : "Record \(requests.count) requests as asked"
    preview.before = """
      \(if: hasChanged, notificationBanner(
        "What they will read has changed since you looked. Read it again.", kind: .notice))
      <p>This is all that \(requests.count == 1 ? "the agency reads" : "each agency reads"). It is \
      kept in the record word for word.</p>
      """
    let names = answers.values.keys.filter { $0 != "shown" }.sorted()
    preview.layout = { _ in
      """
      \(each: requests, { request in
        previewCard(request, through: agencies.first { $0.id == request.addressee }?.name)
      })
      \(each: names, { name in HTML(each: answers.all(name)) { hiddenField(name, $0) } })
      \(hiddenField("shown", shown))
      <p>\(button("Change something", kind: .secondary, name: "act", value: "change"))</p>
      """
    }
    return preview
  }

  /// Stands for every word that was shown.
  func digest(_ requests: [PartnerCheck.Request]) -> String {
    let words = requests.map { request in
      "\(request.agency.rawValue) \(request.addressee?.description ?? "")\n\(request.words)"
    }.joined(separator: "\u{1}")
    return Base64URL.encode(SHA256.hash(data: Data(words.utf8)))
  }

  func read(_ reader: inout AnswerReader) -> [PartnerCheck.Question]? {
    let keys = reader.answers.all("people").compactMap { Int($0) }
    if keys.isEmpty { reader.wrong("people", "Select whom you ask about") }
    let reason = reader.text(
      "reason", "the reason", ask: "Say in one sentence why you ask", longest: 500)
    let basis: PartnerCheck.Basis? = reader.code(
      "basis", "the basis", ask: "Select on what basis you ask")
    let basisWords = reader.text(
      "basis-words", "it",
      ask: basis == .withoutConsent ? "Say why you ask without consent" : "Say who agreed, and how",
      longest: 1000)
    let agencies = reader.codes("agencies", "an agency", of: PartnerCheck.Agency.self)
    if agencies.isEmpty { reader.wrong("agencies", "Select whom you ask") }
    var asked: [PartnerCheck.Question] = []
    for agency in PartnerCheck.Agency.allCases where agencies.contains(agency) {
      let key = agency.rawValue
      let addressee: AgencyID? = reader.idIfAny("addressee-\(key)", "how it reaches them")
      let line = self.agencies.first { $0.id == addressee && $0.kind == agency }
      if addressee != nil, line == nil {
        reader.wrong("addressee-\(key)", "Nobody reads for this agency in the portal now")
      }
      // Its name says whom, where nobody there is named.
      let who =
        reader.textIfAny("who-\(key)") == nil && line != nil
        ? line?.name
        : reader.text(
          "who-\(key)", "whom you ask", ask: "Say whom you ask: \(agency.words.lowercased())",
          longest: 200)
      let lines = reader.text(
        "questions-\(key)", "what you ask",
        ask: "Write what you ask: \(agency.words.lowercased())", longest: 4000)
      let due = reader.day("due-\(key)", "the day to answer by", earliest: today)
      guard let reason, let basis, let basisWords, let who, let lines, let due else { continue }
      asked.append(
        PartnerCheck.Question(
          about: about, agency: agency, who: who, keys: keys, reason: reason, basis: basis,
          basisWords: basisWords,
          questions: lines.split(separator: "\n").map { AnswerReader.trimmed(String($0)) },
          dueOn: due, from: from, addressee: addressee))
    }
    return reader.errors.isEmpty ? asked : nil
  }
}

private func previewCard(_ request: PartnerCheck.Request, through name: String?) -> HTML {
  let out = request.takenOut.map(\.words).joined(separator: "; ")
  return card(
    "\(request.agency.words): \(request.who)",
    content: """
      \(if: !out.isEmpty, inset("<p><strong>Taken out</strong> of what you wrote: \(out).</p>"))
      \(name.map { name in
        "<p>Goes to <strong>\(name)</strong> through the portal when you record it.</p>"
      } as HTML?)
      \(prose(request.words))
      """)
}
