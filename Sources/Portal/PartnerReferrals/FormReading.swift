import Domain
import HTML
import Web

/// Turns what was typed into a form, page by page, and collects what is in the way.
struct FormReading {
  let audience: Audience
  let today: Day
  private(set) var reader: AnswerReader
  private let rows: FormQuestions

  init(_ draft: FormDraft, today: Day) {
    audience = draft.audience
    self.today = today
    reader = AnswerReader(draft.answers)
    rows = FormQuestions(draft.audience, answers: draft.answers)
  }

  /// What stands in the way on one page.
  static func errors(on step: Step, of draft: FormDraft, today: Day) -> [FormError] {
    var reading = FormReading(draft, today: today)
    switch step {
    case .danger: _ = reading.danger()
    case .you: _ = reading.sender(email: nil, agency: nil)
    case .family: _ = reading.family()
    case .worries: _ = reading.worry()
    case .goingWell: _ = reading.long("going-well", "what is going well")
    case .done: _ = reading.long("done", "what you have done")
    case .childSays: _ = reading.long("child-says", "what the child says")
    case .consent: _ = reading.consent()
    case .check: break
    }
    return reading.reader.errors
  }

  /// All of it; nil where anything is in the way.
  /// - Parameters:
  ///   - email: proved by signing in.
  ///   - agency: whose account is signed in.
  static func form(
    of draft: FormDraft, reference: String, at now: Instant, email: EmailAddress?, agency: String?
  ) -> PartnerReferral.Form? {
    var reading = FormReading(draft, today: now.day)
    let danger = reading.danger()
    let sender = reading.sender(email: email, agency: agency)
    let family = reading.family()
    let worry = reading.worry()
    let texts = (
      reading.long("going-well", "what is going well"),
      reading.long("done", "what you have done"),
      reading.long("child-says", "what the child says")
    )
    let consent = reading.consent()
    guard let danger, let sender, let worry, let consent, reading.reader.errors.isEmpty else {
      return nil
    }
    return PartnerReferral.Form(
      edition: draft.audience.edition, reference: reference, sentAt: now, sender: sender,
      inDanger: danger.answer, dangerAction: danger.action, children: family.children,
      adults: family.adults, address: family.address, postcode: family.postcode, worry: worry,
      goingWell: texts.0, done: texts.1, childSays: texts.2, consent: consent, files: draft.files)
  }

  // MARK: - Page by page

  private mutating func danger() -> (answer: Contact.Answer, action: String?)? {
    let answer = reader.code(
      "danger", "whether a child is in danger", of: Contact.Answer.self,
      ask: "Select whether a child is in danger now")
    var action = long("danger-action", "what has been done")
    if answer == .yes, action == nil {
      switch audience {
      case .professional:
        reader.wrong("danger-action", "Say what has been done to keep the child safe now")
      // Nobody who is afraid is held up: the worker who reads it acts in any case.
      case .anybody: action = "Not said. The form told the sender to ring 999 first."
      }
    }
    return answer.map { ($0, action) }
  }

  private mutating func sender(
    email: EmailAddress?, agency: String?
  ) -> PartnerReferral.Sender? {
    let source = reader.code(
      "source", "who you are", of: ReferralSource.self,
      ask: audience == .professional
        ? "Select what kind of organisation it is" : "Select who you are")
    if let source, source.isProfessional != (audience == .professional) {
      reader.wrong("source", "Select one from the list")
    }
    let keeps = !reader.answers.all("keep").filter { !$0.isEmpty }.isEmpty
    switch audience {
    case .professional:
      let name = line("name", "your name", isNeeded: true)
      let job = line("job", "your job", isNeeded: true)
      let organisation = line(
        "agency", "your school, service or organisation", isNeeded: true)
      let phone = line("phone", "your phone number", isNeeded: true)
      return source.map {
        PartnerReferral.Sender(
          kind: agency == nil ? .professional : .agencyAccount, email: email?.text, agency: agency,
          source: $0, name: name, job: job, agencyName: organisation, phone: phone,
          keepFromFamily: keeps)
      }
    case .anybody: return anybody(source, keeps: keeps)
    }
  }

  private mutating func anybody(
    _ source: ReferralSource?, keeps: Bool
  ) -> PartnerReferral.Sender? {
    let name = line("name", "your name")
    let reply = reader.code(
      "reply", "how we may answer you", of: PartnerReferral.Sender.Reply.self,
      ask: "Select how we may safely answer you, or that we should not")
    let phone = line("phone", "your phone number")
    let typed = line("email", "your email address")
    if typed != nil, typed.flatMap({ EmailAddress($0) }) == nil {
      reader.wrong("email", "The email address must look like name@example.com")
    }
    switch reply {
    case .phone where phone == nil: reader.wrong("phone", "Enter the number that we may ring")
    case .email where typed == nil: reader.wrong("email", "Enter the address we may write to")
    default: break
    }
    let words = line("reply-words", "when it is safe", longest: 500)
    guard let source, let reply else { return nil }
    return PartnerReferral.Sender(
      kind: .anybody, email: typed, source: source, name: name, phone: phone,
      keepFromFamily: keeps, reply: reply == .notAtAll && source == .anonymous ? nil : reply,
      replyWords: words)
  }

  private struct Family {
    var children: [PartnerReferral.Child] = []
    var adults: [PartnerReferral.Adult] = []
    var address: String?
    var postcode: String?
  }

  private mutating func family() -> Family {
    var family = Family()
    for number in 1...rows.children {
      let key = "child-\(number)"
      let child = PartnerReferral.Child(
        given: line("\(key)-given", "the first name") ?? "",
        family: line("\(key)-family", "the family name") ?? "",
        birth: reader.dayIfAny("\(key)-birth", "the date of birth", latest: today),
        age: line("\(key)-age", "the age"), school: line("\(key)-school", "the school"))
      if !child.isEmpty { family.children.append(child) }
    }
    for number in 1...rows.adults {
      let key = "adult-\(number)"
      let adult = PartnerReferral.Adult(
        given: line("\(key)-given", "the first name") ?? "",
        family: line("\(key)-family", "the family name") ?? "",
        relation: line("\(key)-relation", "who they are"),
        phone: line("\(key)-phone", "the phone number"))
      if !adult.isEmpty { family.adults.append(adult) }
    }
    if !family.children.contains(where: { !$0.isEmpty }) {
      reader.wrong(
        "child-1-given",
        "Say which child it is. If you do not know the name, say what you know, such as the age")
    }
    family.address = long("address", "the address", longest: 500)
    family.postcode = line("postcode", "the postcode", longest: 20)
    return family
  }

  private mutating func worry() -> String? {
    reader.text(
      "worry", "what worries you", ask: "Write what worries you",
      longest: PartnerReferral.longestAnswer)
  }

  private mutating func consent() -> PartnerReferral.Consent? {
    let told = reader.code(
      "told", "whether they know", of: Contact.Answer.self, ask: "Select whether they know")
    guard audience == .professional else {
      return told.map { PartnerReferral.Consent(told: $0, agreed: .notKnown) }
    }
    let agreed = reader.code(
      "agreed", "whether they agree", of: Contact.Answer.self, ask: "Select whether they agree")
    let words = long("consent-words", "why not")
    if let agreed, agreed != .yes, words == nil {
      reader.wrong("consent-words", "Say why they do not agree, or were not asked")
    }
    guard let told, let agreed else { return nil }
    return PartnerReferral.Consent(told: told, agreed: agreed, words: words)
  }

  // MARK: - Kinds of answers

  private mutating func long(
    _ id: String, _ what: String, longest: Int = PartnerReferral.longestAnswer
  ) -> String? {
    reader.textIfAny(id, what, longest: longest)
  }

  private mutating func line(
    _ id: String, _ what: String, isNeeded: Bool = false, longest: Int = 200
  ) -> String? {
    guard
      let text = isNeeded
        ? reader.text(id, what, longest: longest) : reader.textIfAny(id, what, longest: longest)
    else { return nil }
    let line = SafeText.line(text)
    return line.isEmpty ? nil : line
  }
}
