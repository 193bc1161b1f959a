import Testing

@testable import Domain

@Suite("Note") struct NoteTests {
  static let aisha = PersonID(1)
  static let sam = PersonID(2)
  let today: Day
  let actor = Actor(.worker(WorkerID(1)), roles: [.socialWorker])

  init() throws { today = try #require(Day(iso: "2026-03-02")) }

  func visit(
    _ children: [Note.ChildBlock], kind: Note.Kind = .visit, on: Day? = nil, text: String = "x"
  ) -> Note.Details {
    Note.Details(
      kind: kind, happenedOn: on ?? today, purpose: "", text: text, children: children)
  }

  func refusal(_ command: Note.Command, given note: Note? = nil) -> Refusal? {
    do {
      _ = try Note.decide(command, given: note, around: Nothing(), by: actor, today: today)
      return nil
    } catch {
      return error
    }
  }

  @Test("A visit says for each child why they were not seen, or not alone") func whyNot() throws {
    let alone = Note.ChildBlock(child: Self.aisha, seen: true, alone: true)
    let unseen = refusal(
      .record(visit([alone, Note.ChildBlock(child: Self.sam, seen: false)]), significance: nil))
    #expect(unseen?.message == "Say why the child was not seen")
    #expect(unseen?.question == "why-not-P-2")
    let together = refusal(
      .record(visit([alone, Note.ChildBlock(child: Self.sam, seen: true)]), significance: nil))
    #expect(together?.message == "Say why the child was not seen alone")
    let asleep = Note.ChildBlock(child: Self.sam, seen: true, whyNot: "Asleep, with his mother")
    #expect(refusal(.record(visit([alone, asleep]), significance: nil)) == nil)
  }

  @Test("A phone call does not ask whether the child was seen") func call() throws {
    let block = Note.ChildBlock(child: Self.aisha, seen: false)
    #expect(refusal(.record(visit([block], kind: .phoneCall), significance: nil)) == nil)
  }

  @Test("It is about somebody, once each, has text, and has happened") func guards() throws {
    let block = Note.ChildBlock(child: Self.aisha, seen: true, alone: true)
    func rule(_ details: Note.Details) throws -> String? {
      refusal(.record(details, significance: nil))?.rule
    }
    #expect(try rule(visit([])) == "note.children")
    #expect(try rule(visit([block, block])) == "note.child-twice")
    #expect(try rule(visit([block], on: today.adding(days: 1))) == "note.future")
    #expect(try rule(visit([block], text: "")) == "note.text")
    let odd = Note.ChildBlock(child: Self.aisha, seen: false, alone: true, whyNot: "x")
    #expect(try rule(visit([odd])) == "note.alone-unseen")
  }

  @Test("The chronology wants what happened and what it meant for the child") func significance()
    throws
  {
    let block = Note.ChildBlock(child: Self.aisha, seen: true, alone: true)
    let half = Note.Significance(title: "Moved", effect: "")
    #expect(
      refusal(.record(visit([block]), significance: half))?.rule == "note.effect")
    let facts = try Note.decide(
      .record(visit([block]), significance: nil), given: nil, around: Nothing(), by: actor,
      today: today)
    let note = Note.evolve(nil, facts[0])
    #expect(refusal(.promote(half), given: note)?.rule == "note.effect")
    let nameless = Note.Significance(title: "", effect: "Calmer")
    #expect(refusal(.promote(nameless), given: note)?.rule == "note.significance")
    let whole = Note.Significance(title: "Moved", effect: "Calmer")
    #expect(refusal(.promote(whole), given: note) == nil)
  }

  @Test("A correction says why, and the text before stays") func correction() throws {
    let block = Note.ChildBlock(child: Self.aisha, seen: true, alone: true)
    let recorded = try Note.decide(
      .record(visit([block], text: "He was at school"), significance: nil), given: nil,
      around: Nothing(), by: actor, today: today)
    let note = Note.evolve(nil, recorded[0])
    #expect(
      refusal(.correct(text: "She", reason: ""), given: note)?.rule
        == "note.correction-reason")
    #expect(
      refusal(.correct(text: "", reason: "x"), given: note)?.rule == "note.correction")
    let facts = try Note.decide(
      .correct(text: "She was at school", reason: "Wrong child named"), given: note,
      around: Nothing(), by: actor, today: today)
    let corrected = Note.evolve(note, facts[0])
    #expect(corrected.details.text == "He was at school")
    #expect(corrected.corrections.map(\.text) == ["She was at school"])
    #expect(facts[0].subjects == [Self.aisha])
  }

  @Test("It happened on its own day, whenever it is recorded") func occurred() throws {
    let block = Note.ChildBlock(child: Self.aisha, seen: true, alone: true)
    let facts = try Note.decide(
      .record(visit([block], on: today.adding(days: -6)), significance: nil), given: nil,
      around: Nothing(), by: actor, today: today)
    #expect(facts.map(\.occurredOn) == [today.adding(days: -6)])
  }

  @Test("Nothing is corrected that was never recorded, nothing recorded twice") func order()
    throws
  {
    #expect(refusal(.correct(text: "x", reason: "y"))?.rule == "note.not-there")
    let block = Note.ChildBlock(child: Self.aisha, seen: true, alone: true)
    let note = Note(details: visit([block]), by: nil)
    #expect(
      refusal(.record(visit([block]), significance: nil), given: note)?.rule
        == "note.already-there")
  }
}
