extension Agency {
  func judge(_ command: Command, by actor: Actor, today: Day) throws(Refusal) -> [Fact] {
    if case .register = command { throw .alreadyThere(Self.self) }
    guard closure == nil else {
      throw Refusal("agency.closed", "\(name) is closed in the portal. Register it anew")
    }
    switch command {
    case .register: throw .alreadyThere(Self.self)
    case .correct(let name, let mailbox):
      try Self.required(name, "agency.name", "Enter what the agency is called", "name")
      let mailbox = try Self.address(mailbox, "mailbox")
      guard name != self.name || mailbox != self.mailbox else { return [] }
      return [.corrected(name: name, mailbox: mailbox, by: actor.worker)]
    case .admit(let professional):
      let admitted = Professional(
        email: try Self.address(professional.email, "email"), name: professional.name,
        job: professional.job)
      try Self.required(admitted.name, "agency.professional", "Enter their name", "name")
      try Self.required(admitted.job, "agency.job", "Enter what they are at \(name)", "job")
      guard !professionals.contains(admitted) else { return [] }
      return [.admitted(professional: admitted, by: actor.worker)]
    case .remove(let email, let reason):
      guard professionals.contains(where: { $0.email == email.lowercased() }) else {
        throw Refusal("agency.not-admitted", "They are not admitted for \(name)")
      }
      try Self.required(
        reason, "agency.remove-reason", "Say why they are no longer admitted", "reason")
      return [.removed(email: email.lowercased(), reason: reason, by: actor.worker)]
    case .openAccount(let username):
      guard self.username == nil else {
        throw Refusal("agency.account", "\(name) has an account already")
      }
      return [.accountOpened(username: try Self.username(username), by: actor.worker)]
    case .closeAccount(let reason):
      guard username != nil else {
        throw Refusal("agency.no-account", "\(name) has no account")
      }
      try Self.required(
        reason, "agency.account-reason", "Say why the account is closed", "reason")
      return [.accountClosed(reason: reason, by: actor.worker)]
    case .close(let reason):
      try Self.required(
        reason, "agency.close-reason", "Say why the agency leaves the portal", "reason")
      return [.closed(closure: Closure(reason: reason, on: today), by: actor.worker)]
    }
  }

  /// In lower case.
  static func address(_ text: String, _ question: String) throws(Refusal) -> String {
    guard let address = EmailAddress(text.lowercased()) else {
      throw Refusal(
        "agency.address", "Enter an email address like office@school.example", question: question)
    }
    return address.text
  }

  private static func username(_ text: String) throws(Refusal) -> String {
    let name = text.lowercased()
    let bytes = name.utf8
    let plain = bytes.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    guard plain, (3...40).contains(bytes.count) else {
      throw Refusal(
        "agency.username",
        "The name to sign in with must be 3 to 40 letters, digits, hyphens or full stops",
        question: "username")
    }
    return name
  }

  static func required(
    _ text: String, _ rule: String, _ message: String, _ question: String
  ) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal(rule, message, question: question) }
  }
}
