import Domain
import Store
import Testing

@Suite("Every fact ever shipped has words") struct ChronologyWordsTests {
  let names = ChronologyNames(
    workers: [Examples.worker: "Leila Haddad"], teams: [TeamID(2): "East"],
    people: [Examples.child: "Aisha Curnow", Examples.sibling: "Sam Curnow"],
    undisclosed: UndisclosedHomes([]))

  /// Each fact in the words of its record's history, and of the child's chronology.
  private func told<N: ToldNoun>(
    _: N.Type, _ facts: [N.Fact], _ number: Int, after first: N.Fact
  ) -> [(history: [ChronologyEntry], story: [ChronologyEntry])] {
    let id = Identifier<N>(number)
    return facts.map { fact in
      let begun = [
        first.name, "imported", "broughtOver", "happened", "refused", "leftOut", "added",
      ].contains(fact.name)
      let record = begun ? N.evolve(nil, fact) : N.evolve(N.evolve(nil, first), fact)
      let day = fact.occurredOn ?? Examples.day
      return (
        N.tell(fact, of: id, on: day, now: record, for: nil, names: names),
        N.tell(fact, of: id, on: day, now: record, for: Examples.child, names: names)
      )
    }
  }

  private func check<N: ToldNoun>(_ noun: N.Type, _ facts: [N.Fact], number: Int = 12) throws {
    let first = try #require(facts.first)
    for (fact, words) in zip(facts, told(noun, facts, number, after: first)) {
      #expect(!words.history.isEmpty, "\(N.noun).\(fact.name)")
      for entry in words.history + words.story {
        #expect(!entry.title.isEmpty, "\(N.noun).\(fact.name)")
        #expect(!entry.title.contains("Optional("), "\(N.noun).\(fact.name)")
        #expect(entry.what?.contains("Optional(") != true, "\(N.noun).\(fact.name)")
        #expect(entry.title != ChronologyNames.closed)
      }
    }
    // No two cases read alike.
    let titles = told(noun, facts, number, after: first).compactMap(\.history.first?.title)
    #expect(Set(titles).count == facts.count, "\(N.noun)")
  }

  @Test("People") func people() throws { try check(Person.self, Examples.people) }
  @Test("Contacts") func contacts() throws { try check(Contact.self, Examples.contacts) }
  @Test("Referrals") func referrals() throws { try check(Referral.self, Examples.referrals) }
  @Test("Transfers") func transfers() throws { try check(Transfer.self, Examples.transfers) }
  @Test("Assessments") func assessments() throws {
    try check(Assessment.self, Examples.assessments)
  }
  @Test("Alerts") func alerts() throws { try check(Alert.self, Examples.alerts) }
  @Test("Partner checks") func partnerChecks() throws {
    try check(PartnerCheck.self, Examples.partnerChecks)
  }
  @Test("Police notifications") func police() throws {
    try check(PoliceNotification.self, Examples.police)
  }
  @Test("Daily reports") func dailyReports() throws {
    try check(DailyReport.self, Examples.dailyReports)
  }
  @Test("Handovers") func handovers() throws { try check(Handover.self, Examples.handovers) }
  @Test("Early help") func earlyHelp() throws { try check(EarlyHelp.self, Examples.earlyHelp) }
  @Test("Notes") func notes() throws { try check(Note.self, Examples.notes) }
  @Test("Significant events") func significantEvents() throws {
    try check(SignificantEvent.self, Examples.significantEvents)
  }
  @Test("Documents") func documents() throws { try check(Document.self, Examples.documents) }
  @Test("Enquiries and plans") func plans() throws {
    try check(Enquiry.self, [Examples.enquiries[0]])
    try check(Enquiry.self, Array(Examples.enquiries.dropFirst()))
    try check(Plan.self, [Examples.plans[0]])
    try check(Plan.self, Array(Examples.plans.dropFirst()))
  }

  @Test("Strategy discussions and conferences") func protection() throws {
    try check(StrategyDiscussion.self, Examples.strategyDiscussions)
    try check(Conference.self, Examples.conferences)
  }

  @Test("A contact is one event of the child's story, with what was decided and what it meant")
  func contact() throws {
    let facts = [Examples.contacts[0], Examples.contacts[6]]
    let contact = Contact.evolve(Contact.evolve(nil, facts[0]), facts[1])
    let entry = try #require(
      Contact.tell(
        facts[0], of: ContactID(9), on: Examples.day, now: contact,
        for: Examples.child, names: names
      ).first)
    #expect(entry.title == "Contact from School: Referral")
    #expect(entry.what?.contains("Came hungry.") == true)
    #expect(entry.what?.contains("Decided on") == true)
    #expect(entry.effect == "First")
    #expect(entry.isSignificant)
  }

  @Test("A plan that an import brought is told by its beginning, its reviews and its end")
  func plan() throws {
    let fact = Examples.plans[0]
    let entries = Plan.tell(
      fact, of: PlanID(1), on: Examples.day, now: Plan.evolve(nil, fact), for: Examples.child,
      names: names)
    #expect(
      entries.map(\.title) == [
        "Child protection plan begun", "Plan reviewed", "Child protection plan ended",
      ])
  }

  @Test("Nobody is named whose record is closed to the reader")
  func closed() {
    let fact = Examples.people[9]
    let record = Person.evolve(Person.evolve(nil, Examples.people[0]), fact)
    let names = ChronologyNames(people: [Examples.child: "Aisha Curnow"])
    let entry = Person.tell(
      fact, of: Examples.child, on: Examples.day, now: record, for: Examples.child, names: names
    ).first
    #expect(entry?.title.contains("Sam") == false)
    #expect(entry?.title.contains(ChronologyNames.closed) == true)
  }
}
