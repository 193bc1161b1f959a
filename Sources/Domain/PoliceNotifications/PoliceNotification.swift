package typealias PoliceNotificationID = Identifier<PoliceNotification>

/// An incident that the police told the unit of (A6): risk assessed by the named officer, routed by a
/// named person, and never lost on the way. The same incident told again joins the first.
package struct PoliceNotification: Noun {
  package static let noun = "policenotification"
  package static let letter = "K"

  /// What the police sent, word for word: the first, and what joined it.
  package var reports: [Report]
  /// Everybody named in any of them, by a key that stays.
  package var named: [Named]
  /// Who is looking at it.
  package var takenBy: WorkerID?
  package var assessments: [RiskAssessment] = []
  package var routings: [Routing] = []
  package var carried: [CarryOver] = []
  /// Those who work with a child and have read what was passed to them.
  package var readers: Set<WorkerID> = []

  /// Every report has been risk assessed.
  package var isAssessed: Bool { (assessments.last?.reports ?? 0) == reports.count }
  /// Every report has been routed.
  package var isRouted: Bool { (routings.last?.reports ?? 0) == reports.count }

  package var status: Status {
    switch (isAssessed, isRouted) {
    case (false, false): .waiting
    case (true, false): .assessed
    case (false, true): .routed
    case (true, true): .closed
    }
  }

  package enum Status: String, Sendable, CaseIterable {
    /// Neither assessed nor routed.
    case waiting
    /// Assessed, to be routed.
    case assessed
    /// Routed before its risk was assessed, for it could not wait: still to be assessed.
    case routed
    case closed
  }

  package var matchedPeople: [PersonID] { named.compactMap(\.person) }

  package enum Fact: Domain.Fact {
    case received(report: Report)
    /// The same incident again: both texts are kept, and the new one is assessed too.
    case receivedAgain(report: Report)
    case matched(key: Int, to: PersonID, because: String)
    case unmatched(key: Int, from: PersonID, reason: String)
    case taken(by: WorkerID, on: Day)
    case assessed(assessment: RiskAssessment, people: [PersonID])
    case routed(routing: Routing, people: [PersonID])
    case carriedOver(carrying: CarryOver, people: [PersonID])
    /// By somebody who works with a child it was passed to.
    case read(by: WorkerID, children: [PersonID], on: Day)

    package var subjects: [PersonID] {
      switch self {
      case .received(let report), .receivedAgain(let report): report.named.compactMap(\.person)
      case .matched(_, let person, _), .unmatched(_, let person, _): [person]
      case .assessed(_, let people), .routed(_, let people), .carriedOver(_, let people): people
      case .read(_, let children, _): children
      case .taken: []
      }
    }

    package var occurredOn: Day? {
      switch self {
      case .received(let report), .receivedAgain(let report): report.happenedOn
      case .taken(_, let on), .read(_, _, let on): on
      case .assessed(let assessment, _): assessment.on
      case .routed(let routing, _): routing.on
      case .carriedOver(let carrying, _): carrying.on
      case .matched, .unmatched: nil
      }
    }
  }

  package enum Command: Sendable {
    case receive(Report)
    case receiveAgain(Report)
    case match(key: Int, to: PersonID, because: String)
    case unmatch(key: Int, reason: String)
    case take
    /// By the named officer on duty.
    case assess(Grade, reason: String, history: String)
    case route(Destination, reason: String)
    /// What could not be assessed by the end of a day.
    case carryOver(day: Day, reason: String)
    case read
  }

  /// What other records must tell.
  package struct Around: Sendable {
    /// The notification that is this incident already.
    package var known: PoliceNotificationID?
    /// The episodes open now for the people matched.
    package var openEpisodes: [PersonID: ReferralID]
    /// The number of the next contact.
    package var nextContact: ContactID?

    package init(
      known: PoliceNotificationID? = nil, openEpisodes: [PersonID: ReferralID] = [:],
      nextContact: ContactID? = nil
    ) {
      self.known = known
      self.openEpisodes = openEpisodes
      self.nextContact = nextContact
    }
  }

  package static func decide(
    _ command: Command, given notification: PoliceNotification?, around: Around, by actor: Actor,
    today: Day
  ) throws(Refusal) -> [Fact] {
    guard let notification else {
      guard case .receive(let report) = command else { throw .notThere(Self.self) }
      return try receive(report, around: around, today: today)
    }
    return try notification.judge(command, around: around, by: actor, today: today)
  }

  package static func evolve(_ notification: PoliceNotification?, _ fact: Fact)
    -> PoliceNotification
  {
    guard var notification else {
      guard case .received(let report) = fact else { outOfOrder(fact) }
      return PoliceNotification(reports: [report], named: report.named)
    }
    switch fact {
    case .received: outOfOrder(fact)
    case .receivedAgain(let report):
      notification.reports.append(report)
      let known = Set(notification.named.map(\.key))
      notification.named += report.named.filter { !known.contains($0.key) }
    case .matched(let key, let person, _): notification.link(key, to: person)
    case .unmatched(let key, _, _): notification.link(key, to: nil)
    case .taken(let worker, _): notification.takenBy = worker
    case .assessed(let assessment, _): notification.assessments.append(assessment)
    case .routed(let routing, _):
      notification.routings.append(routing)
      notification.readers = []
    case .carriedOver(let carrying, _): notification.carried.append(carrying)
    case .read(let worker, _, _): notification.readers.insert(worker)
    }
    return notification
  }

  private mutating func link(_ key: Int, to person: PersonID?) {
    guard let index = named.firstIndex(where: { $0.key == key }) else { return }
    named[index].person = person
  }
}
