import Domain
import Store

/// Each quarter an auditor draws some of the decisions that closed a contact, and others look again.
extension Story {
  /// The last one is drawn just before the demo ends, so that some of it still waits.
  mutating func planSamples(from first: Day) {
    var from = first
    while true {
      let to = from.adding(months: 3)
      guard to < until.adding(days: -14) else { break }
      let day = workday(0, after: to)
      plan(.drawSample(from: from, of: .nothingLeft, share: 15, looked: true), on: day, minute: 615)
      from = to
    }
    plan(
      .drawSample(
        from: until.adding(days: -180), of: .noFurtherAction, share: 10, looked: false),
      on: workday(before: 2), minute: 940)
  }

  mutating func drawSample(
    from: Day, of: Sample.Population, share: Int, looked: Bool, _ scene: inout Scene
  ) throws {
    guard let auditor = staff.with(.qualityAuditor).first else { return }
    let to = scene.day.adding(days: -1)
    let seed = chance.number(Sample.seeds)
    let command = Sample.Command.draw(
      from: from, to: to, of: of, size: .share(percent: share), seed: seed)
    // A very small council may have had none.
    let could = try SampleTable.around(command, on: SampleID(1), given: nil, in: scene.tx)
    guard !could.population.isEmpty else { return }
    let id: SampleID = try scene.perform(command, by: auditor)
    guard let sample = try Store.load(id, in: scene.tx)?.state else { return }
    for (place, contact) in sample.draw.drawn.enumerated() where looked || place % 3 == 2 {
      planAtWork(.lookAt(drawn: contact), after: chance.number(1...5), from: scene.day)
    }
  }

  mutating func lookAt(_ id: ContactID, _ scene: inout Scene) throws {
    guard let contact = try Store.load(id, in: scene.tx)?.state, contact.isSampled,
      let decision = contact.decision,
      let index = contacts.firstIndex(where: { $0.id == id })
    else { return }
    let others = (staff.with(.decisionMaker) + staff.with(.teamManager)).filter {
      $0.id != decision.by && $0.team == contacts[index].decider?.team
    }
    let second = chance.one(of: others)
    guard chance.chance(15) else {
      try scene.perform(
        Contact.Command.agree(comment: chance.one(of: Words.checks)), on: id, by: second)
      return
    }
    contacts[index].returned = true
    try scene.perform(
      Contact.Command.sendBack(
        comment: "This was the third contact in a year. Say what the earlier ones add."),
      on: id, by: second)
    planAtWork(.decide(contact: index), after: 1, from: scene.day)
  }
}
