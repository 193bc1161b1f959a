import Domain
import Store

/// What workers make of a child's chronology, and the documents they keep. Who does what is told by the
/// place of the episode in the story, so that it takes no chance from what else happens.
extension Story {
  /// Before the assessment goes to the manager: what mattered is taken in, with what it meant.
  mutating func curate(_ index: Int, _ scene: inout Scene) throws {
    let episode = episodes[index]
    // What came back from the manager has been curated before.
    guard let worker = episode.worker, let child = episode.children.first, !episode.returned
    else { return }
    try promoteVisit(index, worker, &scene)
    try addEarlier(index, worker, &scene)
    if index % 5 == 2 { try leaveOut(child, worker, &scene) }
    if index % 3 == 0 { try writeTo(index, child, worker, &scene) }
  }

  /// The last visit that nobody has called significant yet.
  private mutating func promoteVisit(
    _ index: Int, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    let children = episodes[index].children
    guard
      let row = try scene.tx.row(
        """
        SELECT n.id FROM note n JOIN note_child c ON c.note = n.id
        WHERE c.child = \(children[0]) AND n.kind = 'visit' AND n.title IS NULL AND c.seen = 1
          AND n.happened_on >= \(episodes[index].started)
        ORDER BY n.happened_on DESC, n.id DESC LIMIT 1
        """)
    else { return }
    let note: NoteID = try row.id("id")
    let words = Words.noticed[index % Words.noticed.count]
    try scene.perform(
      SignificantEvent.Command.promote(
        SignificantEvent.Pointer(noun: Note.noun, number: note.number, version: 1),
        SignificantEvent.Words(title: words.title, effect: words.effect), children: children),
      on: nil as SignificantEventID?, by: worker)
  }

  /// What other agencies knew before the council did.
  private mutating func addEarlier(
    _ index: Int, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    let episode = episodes[index]
    guard let member = families[episode.family].member(episode.children[0]), !member.isUnborn
    else { return }
    for step in 0..<(index % 3 + 1) {
      let told = Words.toldByOthers[(index + step) % Words.toldByOthers.count]
      let day = episode.started.adding(days: -(45 + (index * 37 + step * 210) % 700))
      guard day > member.birth.day.adding(days: 20) else { continue }
      try scene.perform(
        SignificantEvent.Command.add(
          SignificantEvent.Own(
            happenedOn: day, kind: told.kind, agency: told.agency, file: told.file,
            line: step + 2),
          SignificantEvent.Words(title: told.title, effect: told.effect),
          children: [episode.children[0]]),
        on: nil as SignificantEventID?, by: worker)
    }
  }

  /// The contact has said it already.
  private mutating func leaveOut(
    _ child: PersonID, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    guard
      let row = try scene.tx.row(
        "SELECT id FROM referral WHERE child = \(child) AND is_open = 1 AND imported = 0")
    else { return }
    try scene.perform(
      SignificantEvent.Command.leaveOut(
        SignificantEvent.Pointer(noun: Referral.noun, number: try row.int("id"), version: 1),
        reason: "The contact says the same, with what was decided.", children: [child]),
      on: nil as SignificantEventID?, by: worker)
  }

  /// A letter about when they meet, as it was sent.
  private mutating func writeTo(
    _ index: Int, _ child: PersonID, _ worker: Staff.Member, _ scene: inout Scene
  ) throws {
    guard let template = DocumentTemplate.find("appointment"),
      let name = families[episodes[index].family].member(child)?.name
    else { return }
    let day = workday(3, after: scene.day)
    let values = [
      "to": "\(name.given)’s parents", "day": day.longWithWeekday, "time": "4pm",
      "place": "at your home", "child": name.full, "given": name.given, "today": scene.day.long,
      "worker": worker.name, "team": "Assessment team", "council": "Harrowmouth Council",
      "why": "To go through what we have written together, before anybody decides anything.",
    ]
    let text = Document.Text(
      template: template.id,
      answers: template.fields.compactMap { field in
        values[field.id].map { words in
          Document.Answer(
            question: field.id, words: field.kind == .day ? day.iso : words)
        }
      }, asAt: scene.day, blocks: template.blocks(values))
    try scene.performAtNow(on: nil as DocumentID?, by: worker) { now in
      Document.Command.keep(
        Document.New(
          kind: template.kind, children: [child],
          title: "\(template.title) to \(name.given)’s parents", content: .text(text: text)),
        at: now)
    }
  }
}

extension Words {
  static let noticed: [(title: String, effect: String)] = [
    (
      "Said what happens at home in their own words",
      "They were heard for the first time, and looked lighter at the end of the visit."
    ),
    (
      "A calm home, with food and bedtimes kept",
      "The child played and did not watch the door as on the first visit."
    ),
    (
      "The mother told us about her drinking",
      "The child no longer carries the secret alone; they asked if things would change."
    ),
    (
      "Grandmother begins to collect them from school",
      "On time for two weeks now, and they speak of somebody they can go to."
    ),
  ]

  static let toldByOthers:
    [(kind: SignificantEvent.Kind, agency: String, file: String?, title: String, effect: String)] =
      [
        (
          .health, "Health visiting", "health visitor chronology.csv",
          "Missed the two-year check, and a second appointment",
          "Speech was behind and help with it began a year late."
        ),
        (
          .police, "Police", "police chronology.csv",
          "Officers called to a quarrel at night; the children were awake",
          "Told their teacher the next day that they had been scared."
        ),
        (
          .school, "Hill School", nil, "Changed school in the middle of the year",
          "Lost friends, and was late on most days of the first term."
        ),
        (
          .move, "Housing", "housing chronology.csv", "The family lost their home and moved twice",
          "Slept in one room with everybody for four months."
        ),
        (
          .life, "Family", nil, "Their grandfather died",
          "He had cared for them in the afternoons; nobody took his place at first."
        ),
      ]
}
