import Domain
import Store

/// What the police tell of some families, at times again and again: assessed by the officer in the unit,
/// passed to open work, made a contact, or kept as information.
extension Story {
  /// Of every ninth family; of every other one of those more than once.
  mutating func planPolice(from first: Day) {
    for index in families.indices where index % 9 == 4 {
      let times = index % 2 == 0 ? 3 : 1
      for time in 0..<times {
        let back = 9 + police.number(0...70) + time * 95
        let day = until.adding(days: -back)
        guard day >= first else { continue }
        plan(.policeTells(family: index, again: false), on: day, minute: police.number(420...1060))
      }
    }
    // What the officer finds on the last morning: a repeat, one told twice, one carried over.
    let known = families.indices.filter { $0 % 9 == 4 }
    guard let repeated = known.first, let other = known.last else { return }
    plan(.policeTells(family: repeated, again: true), on: workday(before: 1), minute: 1015)
    plan(.policeTells(family: other, again: false), on: until, minute: 455)
    plan(.policeTells(family: repeated, again: false), on: until, minute: 480)
  }

  mutating func policeTells(_ index: Int, again: Bool, _ scene: inout Scene) throws {
    let family = families[index]
    let isRow = police.chance(75)
    let happened = scene.day.adding(days: -1)
    // Nobody is told of before they are born.
    guard family.members.allSatisfy({ !$0.isUnborn && $0.birth.day <= happened }) else { return }
    policeCount += 1
    let named = family.members.enumerated().map { key, member in
      PoliceNotification.Named(
        key: key + 1, given: member.name.given, family: member.name.family,
        birth: member.birth.day, role: member.isChild ? "Child at the address" : member.relation,
        isChild: member.isChild)
    }
    var report = PoliceNotification.Report(
      receivedAt: Instant(
        london: scene.day, hour: scene.minute / 60, minute: scene.minute % 60),
      force: "Harrow Coast Police", reference: "HC/\(4000 + policeCount)/\(happened.year % 100)",
      happenedOn: happened, happenedMinute: police.number(1080...1430),
      kind: isRow ? "Domestic incident" : "Missing child, found",
      grade: police.weighted([(.red, 10), (.amber, 45), (.green, 40), (nil, 5)]),
      marks: isRow ? [.domesticAbuse] : [.missing], childrenPresent: .yes,
      address: family.address, text: isRow ? Words.rowAtHome : Words.missingAndFound, named: named)
    let desk = staff.with(.contactWorker)[0]
    let id: PoliceNotificationID = try scene.perform(
      PoliceNotification.Command.receive(report), by: desk)
    let isLast = scene.day == until || again
    guard !isLast else {
      guard again else { return }
      // The officer had gone home: it is carried over, and a second text of it has come since.
      for officer in staff.with(.policeOfficer) {
        try scene.perform(
          PoliceNotification.Command.carryOver(
            day: scene.day,
            reason: "Came at the end of the day. The officer who went is rung "
              + "tomorrow morning."), on: id, by: officer)
      }
      report.text = Words.rowAtHomeAgain
      report.receivedAt = report.receivedAt.adding(seconds: 540)
      scene.minute += 10
      try scene.perform(PoliceNotification.Command.receiveAgain(report), on: id, by: desk)
      return
    }
    planSoon(.policeAssessed(notification: id, family: index), in: 20...170, scene)
  }

  mutating func policeAssessed(
    _ id: PoliceNotificationID, family index: Int, _ scene: inout Scene
  ) throws {
    guard let officer = staff.with(.policeOfficer).first,
      let worker = staff.with(.decisionMaker).first, let desk = staff.with(.contactWorker).last,
      let now = try Store.load(id, in: scene.tx)?.state
    else { return }
    let earlier = try PoliceNotificationTable.whole(id, in: scene.tx).map {
      try PoliceNotificationTable.earlier(than: $0, in: scene.tx).count
    }
    try scene.perform(PoliceNotification.Command.take, on: id, by: officer)
    let grade: PoliceNotification.Grade =
      (earlier ?? 0) > 0 ? .amber : now.reports[0].grade ?? .green
    try scene.perform(
      PoliceNotification.Command.assess(
        grade, reason: Words.policeReason(grade),
        history: (earlier ?? 0) > 0
          ? "There was an incident at this household in the last year. It is becoming more frequent."
          : "Nothing in our own system or here. I looked under all names."), on: id, by: officer)
    for named in now.named {
      guard let person = families[index].members[named.key - 1].person else { continue }
      try scene.perform(
        PoliceNotification.Command.match(
          key: named.key, to: person, because: "Name, date of birth and address are the same"),
        on: id, by: desk)
    }
    let people = now.named.compactMap { families[index].members[$0.key - 1].person }
    let open = try ReferralTable.openEpisodes(of: people, in: scene.tx)
    if !open.isEmpty {
      try scene.perform(
        PoliceNotification.Command.route(
          .openWork, reason: "There is open work with the family. Their worker needs to know today."
        ),
        on: id, by: worker)
    } else if grade == .green {
      try scene.perform(
        PoliceNotification.Command.route(
          .information,
          reason: "The parents acted well, and nothing in it or before it points to harm."),
        on: id, by: worker)
    } else {
      try becomesContact(id, family: index, by: worker, &scene)
    }
  }

  private mutating func becomesContact(
    _ id: PoliceNotificationID, family index: Int, by worker: Staff.Member, _ scene: inout Scene
  ) throws {
    try scene.perform(
      PoliceNotification.Command.route(
        .newContact(inDanger: .no, done: nil),
        reason: "The children were there, and it needs a decision of its own."), on: id, by: worker)
    let routed = try Store.load(id, in: scene.tx)?.state
    var story = ContactStory(family: index, worry: Words.argument, ending: nil)
    story.id = routed?.routings.last?.contact
    contacts.append(story)
    planSoon(.decide(contact: contacts.count - 1), in: 45...150, scene)
  }
}

extension Words {
  static let rowAtHome =
    "Neighbours rang about shouting. Officers found the parents arguing in the kitchen; a plate had "
    + "been thrown. The children were on the stairs, awake and upset. No injuries seen. One adult left "
    + "to stay with a friend. Safety advice given."
  static let rowAtHomeAgain =
    "Further to the earlier report: the adult who had left came back in the night. Officers were called "
    + "again. The eldest child opened the door and said that they had not slept."
  static let missingAndFound =
    "Reported missing by a parent after school. Found two hours later at a friend's home, safe and well. "
    + "Said that they had lost track of time. Spoken to alone; nothing of concern said."

  static func policeReason(_ grade: PoliceNotification.Grade) -> String {
    switch grade {
    case .red: "An adult was hurt in front of the children, and the person who did it is not found."
    case .amber: "The children saw and heard it. Nobody was hurt this time; it could go further."
    case .green: "No harm and no threat. The adults dealt with it and asked for help themselves."
    }
  }
}
