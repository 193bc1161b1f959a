import Domain
import HTML
import Web

/// The questions of one page, as each audience reads them.
struct FormQuestions {
  let audience: Audience
  /// How many blocks for children and adults the page has.
  var children = 1
  var adults = 1

  init(_ audience: Audience, answers: Answers) {
    self.audience = audience
    children = Self.rows("child", PartnerReferral.mostChildren, in: answers)
    adults = Self.rows("adult", PartnerReferral.mostAdults, in: answers)
  }

  /// Every box of a block is posted, also an empty one: so the blocks can be counted.
  static func rows(_ key: String, _ most: Int, in answers: Answers) -> Int {
    (1...most).last { answers["\(key)-\($0)-given"] != nil } ?? 1
  }

  func definition(_ step: Step) -> FormDefinition {
    FormDefinition(
      "portal-\(audience.rawValue)-\(step.rawValue)", edition: audience.edition.rawValue,
      questions(step))
  }

  func heading(_ step: Step) -> String {
    switch (step, audience) {
    case (.danger, _): "Is a child in danger now?"
    case (.you, .professional): "About you"
    case (.you, .anybody): "About you, if you want to say"
    case (.family, .professional): "The child and family"
    case (.family, .anybody): "Which child is it?"
    case (.worries, .professional): "What worries you"
    case (.worries, .anybody): "What is happening?"
    case (.goingWell, .professional): "What is going well"
    case (.goingWell, .anybody): "What helps?"
    case (.done, _): "What you have already done"
    case (.childSays, _): "What the child says"
    case (.consent, _): "Does the family know?"
    case (.check, _): "Check your answers"
    }
  }

  private var isOwn: Bool { audience == .anybody }

  private func questions(_ step: Step) -> [Question] {
    switch step {
    case .danger: danger
    case .you: isOwn ? youAnybody : youProfessional
    case .family:
      (1...children).flatMap(child) + home + (1...adults).flatMap(adult)
    case .worries:
      [
        Question(
          "worry", .longText(rows: 12),
          isOwn ? "Tell us what worries you" : "What worries you about this child?",
          hint: isOwn
            ? "Use your own words. You do not need to be sure."
            : "What have you seen or heard, when, and how often? What may happen if nothing changes? "
              + "Say what is fact and what you think.")
      ]
    case .goingWell:
      [
        Question(
          "going-well", .longText(rows: 6),
          isOwn ? "Is there anybody or anything that helps?" : "What is going well for the child?",
          hint: "People who help, things that are safe, what has worked before.", optional: true)
      ]
    case .done:
      [
        Question(
          "done", .longText(rows: 6), "What have you or others already done?",
          hint: "Help that was offered, talks with the family, plans. Say what came of it.",
          optional: true)
      ]
    case .childSays:
      [
        Question(
          "child-says", .longText(rows: 6), "What does the child say?",
          hint: "Their own words, if you can. If you have not asked, leave it empty.",
          optional: true)
      ]
    case .consent: consent
    case .check: []
    }
  }

  private static let yesNo = [Choice("yes", "Yes"), Choice("no", "No")]
  private static let yesNoUnknown = yesNo + [Choice("notKnown", "I do not know")]

  private var danger: [Question] {
    [
      Question(
        "danger", .one(Self.yesNoUnknown), "Is a child in danger now?",
        hint: "Hurt, about to be hurt, alone and too young for it, or missing."),
      Question(
        "danger-action", .longText(rows: 3), "What has been done to keep the child safe now?",
        hint: "Only if you answered yes. For example: I rang 999 at ten past two. She is with me.",
        optional: true),
    ]
  }

  private var youProfessional: [Question] {
    let sources = ReferralSource.allCases.filter(\.isProfessional)
    return [
      Question("name", .text(.twenty), "Your name"),
      Question("job", .text(.twenty), "Your job"),
      Question("agency", .text(.full), "Your school, service or organisation"),
      Question(
        "source", .oneOfMany(sources.map { Choice($0.code, $0.meaning) }),
        "What kind of organisation it is"),
      Question(
        "phone", .text(.twenty), "Phone number where we can reach you",
        hint: "Best a direct line, and when you are there."),
      keep,
    ]
  }

  private var youAnybody: [Question] {
    [
      Question(
        "source",
        .one([
          Choice(ReferralSource.childThemself.code, "I am the child or young person"),
          Choice(ReferralSource.family.code, "I am family, or care for the child"),
          Choice(ReferralSource.acquaintance.code, "I am a friend or neighbour"),
          Choice(ReferralSource.otherIndividual.code, "I am somebody else"),
          Choice(ReferralSource.anonymous.code, "I would rather not say"),
        ]), "Who are you?"),
      Question(
        "name", .text(.twenty), "Your name",
        hint: "You may leave it empty. We look at what you tell us all the same.", optional: true),
      Question(
        "reply", .one(PartnerReferral.Sender.Reply.allCases.map { Choice($0.rawValue, $0.words) }),
        "How may we safely answer you?",
        hint: "Think of who else sees your phone, your email or your post."),
      Question("phone", .text(.twenty), "Phone number", optional: true),
      Question("email", .text(.full), "Email address", optional: true),
      Question(
        "reply-words", .text(.full), "When is it safe, and what should we not do?",
        hint: "For example: after four o’clock. Leave no message.", optional: true),
      keep,
    ]
  }

  private var keep: Question {
    Question(
      "keep", .several([Choice("yes", "Do not tell the family who sent this")]),
      "Should the family not know that it was you?",
      hint: "We do not tell them then, but a court can ask, and they may guess.", optional: true)
  }

  private func child(_ number: Int) -> [Question] {
    let key = "child-\(number)"
    return [
      Question("\(key)-given", .text(.twenty), "First name", optional: true),
      Question("\(key)-family", .text(.twenty), "Family name", optional: true),
      Question("\(key)-birth", .day, "Date of birth", optional: true),
      Question(
        "\(key)-age", .text(.ten), "Age, if you do not know the date",
        hint: "For example, about 6, or not born yet", optional: true),
      Question("\(key)-school", .text(.twenty), "School or nursery", optional: true),
    ]
  }

  private var home: [Question] {
    [
      Question(
        "address", .longText(rows: 3), "Address where they live",
        hint: "Once for all children. Say so if one lives elsewhere.", optional: true),
      Question("postcode", .text(.ten), "Postcode", optional: true),
    ]
  }

  private func adult(_ number: Int) -> [Question] {
    let key = "adult-\(number)"
    return [
      Question("\(key)-given", .text(.twenty), "First name", optional: true),
      Question("\(key)-family", .text(.twenty), "Family name", optional: true),
      Question(
        "\(key)-relation", .text(.twenty), "Who they are to the child",
        hint: "For example, mother, grandfather, lodger", optional: true),
      Question("\(key)-phone", .text(.twenty), "Phone", optional: true),
    ]
  }

  private var consent: [Question] {
    let told = Question(
      "told", .one(isOwn ? Self.yesNoUnknown : Self.yesNo),
      isOwn
        ? "Does the child’s parent or carer know that you are telling us?"
        : "Have you told the parents, or the young person, that you are sending this?",
      hint: isOwn
        ? nil : "Do not tell them if that would put a child at risk. Say so below.")
    guard !isOwn else { return [told] }
    return [
      told,
      Question(
        "agreed",
        .one(Self.yesNo + [Choice("notKnown", "They have not been asked")]),
        "Do they agree to it?",
        hint: "You need no agreement where a child may be suffering significant harm."),
      Question(
        "consent-words", .longText(rows: 4), "If they do not agree or were not asked, why not?",
        optional: true),
    ]
  }
}

extension ReferralSource {
  /// Somebody who tells us in their work.
  var isProfessional: Bool {
    switch self {
    case .family, .acquaintance, .childThemself, .otherIndividual, .anonymous, .unknown: false
    case .school, .educationServices, .generalPractitioner, .healthVisitor, .schoolNurse,
      .otherPrimaryHealth, .emergencyDepartment, .otherHealth, .housing, .councilSocialCare,
      .councilOther, .anotherCouncil, .earlyHelp, .police, .otherLegal, .other:
      true
    }
  }
}
