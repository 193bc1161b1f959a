import Domain
import Store

/// Visits and notes while work is open.
extension Story {
  mutating func visit(_ index: Int, first: Bool, _ scene: inout Scene) throws {
    let episode = episodes[index]
    guard let worker = episode.worker else { return }
    let open = try scene.tx.exists(
      "SELECT 1 FROM referral WHERE id IN (\(list: episode.referrals)) AND is_open = 1")
    guard open else { return }
    // Written up on the day, or some days late.
    let happened = max(
      scene.day.adding(days: -chance.weighted([(0, 62), (1, 22), (3, 11), (9, 5)])),
      episode.started)
    let significant = first && chance.chance(50)
    let _: NoteID = try scene.perform(
      .record(
        Note.Details(
          kind: .visit, happenedOn: happened,
          happenedMinute: happened == scene.day
            ? chance.number(510...max(511, scene.minute)) : chance.number(600...1080),
          purpose: first ? "First visit" : "Planned visit",
          text: chance.one(of: Words.visitText),
          children: episode.children.map { block($0, in: episode, on: happened) }),
        significance: significant
          ? Note.Significance(
            title: "First visit after the referral", effect: chance.one(of: Words.effects)) : nil),
      by: worker)
    if !first { try tryToVisit(index, &scene) }
    if chance.chance(30) { try call(episode, worker, &scene) }
    if chance.chance(8) { try oversee(episode, &scene) }
    planAtWork(.visit(episode: index, first: false), after: chance.number(8...20), from: scene.day)
  }

  private mutating func block(
    _ child: PersonID, in episode: EpisodeStory, on day: Day
  ) -> Note.ChildBlock {
    guard let member = families[episode.family].member(child), !member.isUnborn else {
      return Note.ChildBlock(child: child, seen: false, whyNot: "Not born yet")
    }
    let age = member.birth.day.age(on: day)
    guard chance.chance(92) else {
      return Note.ChildBlock(
        child: child, seen: false, whyNot: "Was with the grandmother; seen next time")
    }
    let alone = age >= 3 && chance.chance(78)
    return Note.ChildBlock(
      child: child, seen: true, alone: alone, whyNot: alone ? nil : Words.notAlone(age),
      words: alone && age >= 4 ? chance.one(of: Words.childWords) : nil,
      observed: chance.one(of: Words.observed))
  }

  private mutating func call(
    _ episode: EpisodeStory, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    let other = chance.one(of: Words.calls)
    let _: NoteID = try scene.perform(
      .record(
        Note.Details(
          kind: .phoneCall, happenedOn: scene.day, happenedMinute: scene.minute,
          purpose: other.purpose, text: other.text,
          children: episode.children.map { Note.ChildBlock(child: $0, seen: false) }),
        significance: nil),
      by: worker)
  }

  private mutating func oversee(_ episode: EpisodeStory, _ scene: inout Scene) throws {
    guard let team = episode.team, let manager = staff.of(team, .teamManager).first else { return }
    let _: NoteID = try scene.perform(
      .record(
        Note.Details(
          kind: .managementOversight, happenedOn: scene.day, purpose: "Direction after supervision",
          text: chance.one(of: Words.oversight),
          children: episode.children.map { Note.ChildBlock(child: $0, seen: false) }),
        significance: nil),
      by: manager)
  }
}
