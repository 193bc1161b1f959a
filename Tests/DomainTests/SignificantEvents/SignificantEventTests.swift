import Testing

@testable import Domain

@Suite("Significant events") struct SignificantEventTests {
  private let today = Day(number: 20_000)
  private let child = PersonID(1)
  private let sister = PersonID(2)
  private let actor = Actor(.worker(WorkerID(4)), roles: [.socialWorker])
  private let pointer = SignificantEvent.Pointer(noun: "note", number: 3, version: 1)
  private let words = SignificantEvent.Words(title: "Moved", effect: "She sleeps")

  private func around(_ children: PersonID...) -> SignificantEvent.Around {
    var around = SignificantEvent.Around()
    around.source = .init(
      pointer: pointer, happenedOn: today.adding(days: -3), about: children)
    around.children = Set(children)
    return around
  }

  private func decide(
    _ command: SignificantEvent.Command, given event: SignificantEvent? = nil,
    _ around: SignificantEvent.Around = .init()
  ) throws -> SignificantEvent {
    try SignificantEvent.decide(
      command, given: event, around: around, by: actor, today: today
    ).reduce(event) { SignificantEvent.evolve($0, $1) } ?? { throw Refusal("none", "none") }()
  }

  private func refused(
    _ command: SignificantEvent.Command, given event: SignificantEvent? = nil,
    _ around: SignificantEvent.Around = .init()
  ) -> String? {
    do {
      _ = try decide(command, given: event, around)
      return nil
    } catch { return (error as? Refusal)?.rule }
  }

  private func own(_ day: Day? = nil) -> SignificantEvent.Own {
    .init(happenedOn: day ?? today, kind: .life)
  }

  @Test("An entry is taken in with what happened and what it meant, and keeps where it came from")
  func promoted() throws {
    let event = try decide(
      .promote(pointer, words, children: [child]), around(child))
    #expect(event.source?.pointer == pointer)
    #expect(event.happenedOn == today.adding(days: -3))
    #expect(event.words == words)
    #expect(event.standing == .shown)
  }

  @Test("An entry of another child is not taken into this one's chronology")
  func sameChild() {
    let promote = SignificantEvent.Command.promote(pointer, words, children: [child, sister])
    #expect(refused(promote, around(child)) == "significantevent.source-child")
    #expect(refused(promote, around(child, sister)) == nil)
    #expect(refused(promote) == "significantevent.source")
    #expect(
      refused(.promote(pointer, words, children: []), around()) == "significantevent.children")
  }

  @Test("Both what happened and what it meant must be said")
  func bothFields() {
    let nothing = SignificantEvent.Words(title: "", effect: "x")
    let noEffect = SignificantEvent.Words(title: "x", effect: "")
    #expect(
      refused(.add(own(), nothing, children: [child])) == "significantevent.title")
    #expect(
      refused(.add(own(), noEffect, children: [child])) == "significantevent.effect")
    #expect(
      refused(.add(own(today.adding(days: 1)), words, children: [child]))
        == "significantevent.future")
  }

  @Test(
    "Words are corrected with a reason; the old ones stay, and the record's own day is not ours")
  func corrected() throws {
    let event = try decide(.promote(pointer, words, children: [child]), around(child))
    let other = SignificantEvent.Words(title: "Moved out", effect: "She is calm")
    #expect(
      refused(.correct(other, happenedOn: nil, reason: ""), given: event)
        == "significantevent.correction-reason")
    #expect(
      refused(.correct(other, happenedOn: today, reason: "Wrong"), given: event)
        == "significantevent.day-of-record")
    let now = try decide(.correct(other, happenedOn: nil, reason: "Clearer"), given: event)
    #expect(now.words == other)
    #expect(now.original == words)
    #expect(now.corrections.map(\.reason) == ["Clearer"])
    let mine = try decide(.add(own(), words, children: [child]))
    let moved = try decide(
      .correct(words, happenedOn: today.adding(days: -9), reason: "The day"), given: mine)
    #expect(moved.happenedOn == today.adding(days: -9))
  }

  @Test("What is left out says why, stays, and is put back")
  func leftOut() throws {
    let event = try decide(.leaveOut(pointer, reason: "Twice", children: [child]), around(child))
    #expect(event.standing == .hidden(reason: "Twice"))
    #expect(event.words == nil)
    #expect(refused(.hide(reason: "x"), given: event) == "significantevent.not-shown")
    let again = try decide(.showAgain, given: event)
    #expect(again.standing == .shown)
    #expect(refused(.hide(reason: ""), given: again) == "significantevent.hide-reason")
    #expect(refused(.showAgain, given: again) == "significantevent.shown")
  }

  @Test("Two that tell the same become one, only where both are about the same child")
  func merged() throws {
    let event = try decide(.add(own(), words, children: [child]))
    let merge = SignificantEvent.Command.merge(with: pointer, reason: "The same night")
    #expect(refused(merge, given: event) == "significantevent.same-child")
    #expect(refused(merge, given: event, around(sister)) == "significantevent.same-child")
    let now = try decide(merge, given: event, around(child))
    #expect(now.standing.same == pointer)
    #expect(
      refused(.merge(with: pointer, reason: ""), given: event, around(child))
        == "significantevent.merge-reason")
  }

  @Test("A pointer reads back what it wrote, and nothing else")
  func pointers() {
    #expect(SignificantEvent.Pointer("note-3-1-0") == pointer)
    #expect(SignificantEvent.Pointer(pointer.text) == pointer)
    for wrong in [
      "note-3-1", "note-0-1-0", "note--3-1-0", "-3-1-0", "Note-3-1-0", "note-3-1-x", "",
    ] {
      #expect(SignificantEvent.Pointer(wrong) == nil, "\(wrong)")
    }
  }
}
