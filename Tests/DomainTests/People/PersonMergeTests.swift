import Domain
import Testing

@Suite("Two records of one person: what the rules say") struct PersonMergeTests {
  let today = Day(number: 20_500)
  let other = PersonID(4)
  let person = Person(
    .init(
      name: .init(given: "Aysha", family: "Khan"), stage: .child, provenance: .init(saidBy: "")),
    imported: false)

  private func decide(
    _ command: Person.Command, on person: Person, _ around: Person.Around
  ) throws -> [Person.Fact] {
    try Person.decide(command, given: person, around: around, by: .system, today: today)
  }

  private func around(_ other: Person.Around.Other?) -> Person.Around {
    Person.Around(itself: PersonID(9), other: other)
  }

  private func refusal(
    _ command: Person.Command, on person: Person? = nil, _ around: Person.Around
  ) -> Refusal? {
    do {
      _ = try decide(command, on: person ?? self.person, around)
      return nil
    } catch { return error as? Refusal }
  }

  @Test("One gives way to the other, with the reason, and takes nothing new from then on")
  func merged() throws {
    let facts = try decide(
      .merge(into: other, reason: "The same birth certificate"), on: person,
      around(Person.Around.Other()))
    #expect(facts == [.merged(into: other, reason: "The same birth certificate", on: today)])
    let merged = Person.evolve(person, facts[0])
    #expect(merged.mergedInto == other)
    var around = Person.Around(itself: PersonID(9))
    around.standing = Person.Around.Standing(id: other, name: "Aisha Khan")
    let said = Person.Provenance(saidBy: "the school")
    let new = refusal(
      .addName(.init(given: "Ash", family: ""), provenance: said), on: merged, around)
    #expect(new?.rule == "person.merged")
    #expect(new?.message.contains("Aisha Khan, P-4") == true)
    #expect(
      refusal(.merge(into: PersonID(7), reason: "x"), on: merged, around)?.rule == "person.merged")
    let ended = try decide(.unmerge(reason: "Twins"), on: merged, around)
    #expect(ended == [.unmerged(from: other, reason: "Twins", on: today)])
    #expect(Person.evolve(merged, ended[0]) == person)
  }

  @Test("What was restricted or related before can be ended in a record that gave way")
  func ending() throws {
    let worker = WorkerID(1)
    var merged = person
    merged.restriction = .init(level: .locked, workers: [worker], owner: worker)
    merged.relationships = [.init(kind: .sibling, other: PersonID(5))]
    merged.mergedInto = other
    let around = Person.Around(itself: PersonID(9))
    #expect(try decide(.liftRestriction(reason: "Left"), on: merged, around).count == 1)
    #expect(
      try decide(
        .endRelationship(with: PersonID(5), kind: .sibling, on: today, reason: "Wrong"),
        on: merged, around
      ).count == 1)
  }

  @Test("A merge that would mix up two children is refused, and says what to do first")
  func refused() {
    let merge = Person.Command.merge(into: other, reason: "Same")
    let cases: [(Person.Around, String, String)] = [
      (around(nil), "person.merge-nobody", "P-4"),
      (around(.init(mergedInto: PersonID(2))), "person.merge-into-merged", "P-2"),
      (
        around(.init(openHere: ReferralID(1), openThere: ReferralID(2))), "person.merge-two-open",
        "R-1 and R-2"
      ),
      (around(.init(saidNotSame: true)), "person.merge-not-same", "Withdraw"),
      (around(.init(related: .sibling)), "person.merge-related", "brother or sister"),
      (
        Person.Around(itself: other, other: .init()), "person.merge-itself", "another record"
      ),
    ]
    for (around, rule, words) in cases {
      let refusal = refusal(merge, around)
      #expect(refusal?.rule == rule)
      #expect(refusal?.message.contains(words) == true, "\(rule)")
    }
    #expect(
      refusal(.merge(into: other, reason: ""), around(.init()))?.question == "reason")
    #expect(refusal(.unmerge(reason: "x"), around(nil))?.rule == "person.not-merged")
  }

  @Test("That two are not the same is said once, and can be withdrawn with a reason")
  func notSame() throws {
    let said = try decide(
      .sayNotSame(as: other, reason: "Two NHS numbers"), on: person, around(.init()))
    #expect(said == [.notSame(as: other, reason: "Two NHS numbers", on: today)])
    let known = Person.evolve(person, said[0])
    #expect(known.notSame == [other])
    #expect(
      try decide(.sayNotSame(as: other, reason: "x"), on: known, around(.init(saidNotSame: true)))
        .isEmpty)
    let withdrawn = try decide(
      .withdrawNotSame(as: other, reason: "One number was wrong"), on: known, around(nil))
    #expect(Person.evolve(known, withdrawn[0]) == person)
    #expect(
      refusal(.withdrawNotSame(as: other, reason: "x"), around(nil))?.rule == "person.not-said")
    #expect(
      refusal(.withdrawNotSame(as: other, reason: ""), on: known, around(nil))?.question
        == "reason")
  }
}
