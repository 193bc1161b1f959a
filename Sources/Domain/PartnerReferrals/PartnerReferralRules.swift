extension PartnerReferral {
  package static let mostChildren = 8
  package static let mostAdults = 8
  package static let mostFiles = 5
  /// Bytes of one file.
  package static let largestFile = 10 << 20
  /// Characters of one answer.
  package static let longestAnswer = 10_000
}

extension PartnerReferral.Form {
  func check(around: PartnerReferral.Around, today: Day) throws(Refusal) {
    guard ReadableCode(reference, length: ReadableCode.referenceLength)?.text == reference,
      !around.referenceIsTaken
    else {
      throw Refusal(
        "partnerreferral.reference", "This form could not be given a number. Send it again")
    }
    guard sentAt.day <= today else {
      throw Refusal("partnerreferral.sent-future", "The form cannot have been sent after today")
    }
    try checkTexts()
    if inDanger == .yes, (dangerAction ?? "").isEmpty {
      throw Refusal(
        "partnerreferral.danger", "Say what has been done to keep the child safe now",
        question: "danger-action")
    }
    guard !worry.isEmpty else {
      throw Refusal("partnerreferral.worry", "Write what worries you", question: "worry")
    }
    guard children.contains(where: { !$0.isEmpty }) else {
      throw Refusal(
        "partnerreferral.child",
        "Say which child it is. If you do not know the name, say what you know, such as the age",
        question: "child-1-given")
    }
    guard children.count <= PartnerReferral.mostChildren,
      adults.count <= PartnerReferral.mostAdults
    else {
      throw Refusal(
        "partnerreferral.many",
        "Name up to \(PartnerReferral.mostChildren) children and \(PartnerReferral.mostAdults) "
          + "adults, and write of others in what worries you")
    }
    try checkSender()
    try checkFiles()
  }

  private func checkTexts() throws(Refusal) {
    let texts = [
      worry, goingWell, done, childSays, dangerAction, consent.words, address, sender.replyWords,
    ]
    guard texts.allSatisfy({ ($0?.count ?? 0) <= PartnerReferral.longestAnswer }) else {
      throw Refusal(
        "partnerreferral.long",
        "Each answer must be \(PartnerReferral.longestAnswer) characters or fewer")
    }
  }

  private func checkSender() throws(Refusal) {
    switch sender.kind {
    case .professional:
      guard sender.email.flatMap({ EmailAddress($0) }) != nil else {
        throw Refusal("partnerreferral.sender", "Sign in again: we need to know who sends this")
      }
    case .agencyAccount:
      guard sender.agency != nil else {
        throw Refusal("partnerreferral.sender", "Sign in again: we need to know who sends this")
      }
    case .anybody: return
    }
    guard !(sender.name ?? "").isEmpty else {
      throw Refusal("partnerreferral.name", "Enter your name", question: "name")
    }
    // Whether to go ahead without the family's agreement is for the sender to judge, and to say.
    guard consent.agreed == .yes || !(consent.words ?? "").isEmpty else {
      throw Refusal(
        "partnerreferral.consent", "Say why the family has not agreed, or has not been asked",
        question: "consent-words")
    }
  }

  private func checkFiles() throws(Refusal) {
    guard files.count <= PartnerReferral.mostFiles,
      files.allSatisfy({ (1...PartnerReferral.largestFile).contains($0.size) })
    else {
      throw Refusal(
        "partnerreferral.files",
        "Send up to \(PartnerReferral.mostFiles) files of up to 10 MB each", question: "file")
    }
    guard files.allSatisfy({ SafeText.fileName($0.name, kind: $0.kind) == $0.name }) else {
      throw Refusal("partnerreferral.file-name", "Give the file another name", question: "file")
    }
  }
}
