package typealias AgencyID = Identifier<Agency>

/// A partner agency that the council works with through the portal: a school, a health trust, a force.
/// Whoever is admitted signs in with their own address and sees what is addressed to the agency. It is
/// about no child: what is asked of it, and what it tells, stands in records of their own.
package struct Agency: Noun {
  package static let noun = "agency"
  package static let letter = "Y"

  package var name: String
  package var kind: PartnerCheck.Agency
  /// Where it hears that something waits in the portal.
  package var mailbox: String
  /// By their address in lower case, oldest first.
  package var professionals: [Professional] = []
  /// The name of the account that the agency shares, while it has one.
  package var username: String?
  package var closure: Closure?

  package struct Professional: Codable, Sendable, Equatable {
    /// In lower case: mail makes no difference, and it is admitted once.
    package var email: String
    package var name: String
    package var job: String

    package init(email: String, name: String, job: String) {
      self.email = email
      self.name = name
      self.job = job
    }
  }

  package struct Closure: Codable, Sendable, Equatable {
    package var reason: String
    package var on: Day
    package init(reason: String, on: Day) {
      self.reason = reason
      self.on = on
    }
  }

  package enum Fact: Domain.Fact {
    case registered(name: String, kind: PartnerCheck.Agency, mailbox: String, by: WorkerID?)
    case corrected(name: String, mailbox: String, by: WorkerID?)
    case admitted(professional: Professional, by: WorkerID?)
    case removed(email: String, reason: String, by: WorkerID?)
    /// One sign-in for the whole agency, with a password and a second step. Holds no secret.
    case accountOpened(username: String, by: WorkerID?)
    case accountClosed(reason: String, by: WorkerID?)
    case closed(closure: Closure, by: WorkerID?)

    package var subjects: [PersonID] {
      switch self {
      case .registered, .corrected, .admitted, .removed, .accountOpened, .accountClosed, .closed: []
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .registered, .corrected, .admitted, .removed, .accountOpened, .accountClosed: nil
      case .closed(let closure, _): closure.on
      }
    }
  }

  package enum Command: Sendable {
    case register(name: String, kind: PartnerCheck.Agency, mailbox: String)
    case correct(name: String, mailbox: String)
    case admit(Professional)
    case remove(email: String, reason: String)
    case openAccount(username: String)
    case closeAccount(reason: String)
    case close(reason: String)
  }

  package static func decide(
    _ command: Command, given agency: Agency?, around: Nothing, by actor: Actor, today: Day
  ) throws(Refusal) -> [Fact] {
    guard let agency else {
      guard case .register(let name, let kind, let mailbox) = command else {
        throw .notThere(Self.self)
      }
      try required(name, "agency.name", "Enter what the agency is called", "name")
      return [
        .registered(
          name: name, kind: kind, mailbox: try address(mailbox, "mailbox"), by: actor.worker)
      ]
    }
    return try agency.judge(command, by: actor, today: today)
  }

  package static func evolve(_ agency: Agency?, _ fact: Fact) -> Agency {
    guard var agency else {
      guard case .registered(let name, let kind, let mailbox, _) = fact else { outOfOrder(fact) }
      return Agency(name: name, kind: kind, mailbox: mailbox)
    }
    switch fact {
    case .registered: outOfOrder(fact)
    case .corrected(let name, let mailbox, _): (agency.name, agency.mailbox) = (name, mailbox)
    case .admitted(let professional, _):
      agency.professionals.removeAll { $0.email == professional.email }
      agency.professionals.append(professional)
    case .removed(let email, _, _): agency.professionals.removeAll { $0.email == email }
    case .accountOpened(let username, _): agency.username = username
    case .accountClosed: agency.username = nil
    case .closed(let closure, _):
      agency.closure = closure
      agency.professionals = []
      agency.username = nil
    }
    return agency
  }
}
