import Domain
import Store
import Testing

@testable import Web

/// Two sisters with a worker of the north, and a team for disabled children beside it: noor manages it,
/// kit works in it, and reza leads both services.
struct TransferHouse: Sendable {
  let front: FrontHouse
  let disabilities: TeamID
  let kit: WorkerID
  let reza: WorkerID
  let referrals: [ReferralID]

  init() async throws {
    let front = try await FrontHouse()
    let formed: Done<Team> = try await front.store.perform(
      .form(name: "Children with disabilities", kind: .disabledChildren),
      as: Act(key: nil, actor: .system, at: front.council.clock.now))
    disabilities = formed.id
    kit = try await front.council.worker("kit", team: formed.id)
    try await front.council.worker("noor", [.teamManager], team: formed.id)
    reza = try await front.council.worker("reza", [.seniorLeader], team: nil)
    referrals = try await front.referred()
    for id in referrals {
      let _: Done<Referral> = try await front.store.perform(
        .decide(.assessment, reason: "To understand", primaryNeed: .abuseNeglectExploitation),
        on: id, as: front.act(front.dana))
      let _: Done<Referral> = try await front.store.perform(
        .allocate(team: front.council.team, worker: front.leila), on: id,
        as: front.act(front.dana))
    }
    // A senior leader belongs to no team of the two.
    let _: Done<Worker> = try await front.store.perform(
      .move(to: front.south), on: reza,
      as: Act(key: nil, actor: .system, at: front.council.clock.now))
    self.front = front
  }

  var ask: [(String, String)] {
    [
      ("to", disabilities.description), ("reason", "The plan is about her disability"),
      ("summary", "She is settled at school"), ("outstanding", "A review in April"),
      ("told", "Her mother knows"), ("no-visit", "The team is full this week"),
      ("children", referrals[1].description),
    ]
  }

  func team(of id: ReferralID) async throws -> TeamID? { try await front.whole(id).team }
}

@Suite("Transfers between teams") struct TransferPagesTests {
  @Test("Stays with the sender until somebody of the asked team accepts; then both sisters move")
  func accepted() async throws {
    let house = try await TransferHouse()
    let path = ReferralPaths.transfer(house.referrals[0])
    try await house.front.council.run { browser in
      try await browser.signIn("leila")
      let form = try await browser.get(path)
      #expect(form.body.contains("stay with your team until"))
      let unseen = try await browser.unseen(path)
      let wrong = try await browser.post(path, unseen + house.ask.filter { $0.0 != "no-visit" })
      #expect(wrong.status == 422 && wrong.body.contains("A review in April"))
      #expect(wrong.body.contains("why there is no visit"))
      let sent = try await browser.post(path, try await browser.unseen(path) + house.ask)
      #expect(sent.location == "/transfers/U-1")
      let page = try await browser.get("/transfers/U-1")
      #expect(page.body.contains("Waiting for the receiving team"))
      #expect(page.body.contains("Samira Quillfeather"))
      #expect(try await house.team(of: house.referrals[0]) == house.front.council.team)
      // The sender cannot accept for the other team.
      #expect(
        try await browser.fill(
          "/transfers/U-1/accept", [("worker", house.kit.description)]
        ).status == 422)
      try await browser.signIn("noor")
      #expect(
        try await browser.get("/").body.contains(
          "North Assessment asks your team to take over Aisha Quillfeather and Samira Quillfeather")
      )
      let accept = "/transfers/U-1/accept"
      let answers = try await browser.unseen(accept) + [("worker", house.kit.description)]
      let done = try await browser.post(accept, answers)
      #expect(done.location == "/transfers/U-1")
      // A repeated post is one act.
      #expect(try await browser.post(accept, answers).status == 303)
      for id in house.referrals {
        #expect(try await house.team(of: id) == house.disabilities)
        #expect(try await house.front.whole(id).worker == house.kit)
      }
      try await browser.signIn("kit")
      #expect(try await browser.get("/").body.contains("Do you take Aisha Quillfeather?"))
      let record = ReferralPaths.record(house.referrals[0])
      #expect(try await browser.get(record).body.contains("I take this child"))
      let took = try await browser.post(
        ReferralPaths.accept(house.referrals[0]),
        try await browser.hiddenFields(record, ReferralPaths.accept(house.referrals[0])))
      #expect(took.status == 303)
      #expect(!(try await browser.get("/").body.contains("Do you take Aisha")))
      let history = try await browser.get("/transfers/U-1/history")
      #expect(history.body.contains("accepted the transfer"))
      let story = try await browser.get(
        "/children/\(house.front.children[0])/chronology?show=everything")
      #expect(story.body.contains("accepted the transfer"))
    }
  }

  @Test("Refused outside the remit of the day, and asked again on the day it is gained")
  func remit() async throws {
    let house = try await TransferHouse()
    let front = house.front
    for child in house.referrals {
      let person = try await front.whole(child).child
      let _: Done<Plan> = try await front.store.perform(
        .importRecord(
          .init(
            child: person, referral: child, kind: .childProtection, from: front.today, to: nil,
            protection: .init(
              initialCategory: .neglect, latestCategory: .neglect, previousPlans: 0, reviews: []))),
        as: Act(key: nil, actor: .imported, at: front.council.clock.now))
    }
    let path = ReferralPaths.transfer(house.referrals[0])
    try await front.council.run { browser in
      try await browser.signIn("leila")
      let refused = try await browser.fill(path, house.ask)
      #expect(refused.status == 422)
      #expect(refused.body.contains("may not lead child protection plans today"))
      #expect(refused.body.contains("She is settled at school"))
      try await browser.signIn("ada")
      let remit = TeamPaths.remit(house.disabilities) + "/change"
      let set = try await browser.fill(
        remit,
        Team.Lead.allCases.map { ("leads", $0.rawValue) } + front.day("from", front.today)
          + [("words", "Decided by the senior leaders")])
      #expect(set.location == TeamPaths.remit(house.disabilities))
      #expect(
        try await browser.get(TeamPaths.remit(house.disabilities)).body.contains(
          "Decided by the senior leaders"))
      try await browser.signIn("leila")
      #expect(try await browser.get(remit).status == 403)
      #expect(try await browser.fill(path, house.ask).location == "/transfers/U-1")
    }
  }

  @Test("Sent back, escalated to a named leader, decided with a sentence that binds")
  func escalated() async throws {
    let house = try await TransferHouse()
    let front = house.front
    try await front.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(ReferralPaths.transfer(house.referrals[0]), house.ask)
      let escalate = "/transfers/U-1/escalate"
      let early = try await browser.fill(
        escalate, [("to", house.reza.description), ("reason", "She waits")])
      #expect(early.status == 422 && early.body.contains("still has time to answer"))
      try await browser.signIn("noor")
      let back = "/transfers/U-1/return"
      #expect(try await browser.fill(back, [("reason", "")]).status == 422)
      #expect(
        try await browser.fill(back, [("reason", "Visit first")]).location == "/transfers/U-1")
      try await browser.signIn("leila")
      #expect(try await browser.get("/").body.contains("sent back the transfer"))
      #expect(
        try await browser.fill(
          escalate, [("to", house.reza.description), ("reason", "She waits")]
        ).location == "/transfers/U-1")
      // Nobody else decides.
      try await browser.signIn("morgan")
      let decide = "/transfers/U-1/decide"
      let other = try await browser.fill(
        decide, [("accepts", "yes"), ("sentence", "Ours to say")])
      #expect(other.status == 422 && other.body.contains("somebody else, by name"))
      try await browser.signIn("reza")
      #expect(try await browser.get("/").body.contains("Decide where Aisha"))
      let done = try await browser.fill(
        decide,
        [
          ("accepts", "yes"), ("worker", house.kit.description),
          ("sentence", "One worker for both"),
        ])
      #expect(done.location == "/transfers/U-1")
      #expect(try await browser.get("/transfers/U-1").body.contains("One worker for both"))
      #expect(try await house.team(of: house.referrals[1]) == house.disabilities)
    }
  }

  @Test("Who may read the record reads a transfer; a stranger to the work asks for nothing")
  func access() async throws {
    let house = try await TransferHouse()
    try await house.front.council.run { browser in
      try await browser.signIn("leila")
      _ = try await browser.fill(ReferralPaths.transfer(house.referrals[0]), house.ask)
      try await browser.signIn("sten")
      #expect(try await browser.get("/transfers/U-1").status == 200)
      #expect(try await browser.get(ReferralPaths.transfer(house.referrals[0])).status == 403)
      #expect(try await browser.get("/transfers/U-1/withdraw").status == 403)
      try await browser.signIn("cora")
      #expect(try await browser.get("/transfers/U-1/accept").status == 403)
      try await browser.signIn("ada")
      #expect(try await browser.get("/transfers").status == 403)
      #expect(try await browser.get("/transfers/U-1").status == 403)
      try await browser.signIn("morgan")
      #expect(try await browser.get("/transfers").body.contains("1 family waits between teams"))
      #expect(try await browser.get("/transfers/U-9").status == 404)
    }
    try await house.front.restrict(.hidden, house.front.children[0], to: house.front.leila)
    try await house.front.council.run { browser in
      try await browser.signIn("morgan")
      #expect(try await browser.get("/transfers/U-1").status == 404)
      #expect(!(try await browser.get("/transfers").body.contains("Quillfeather")))
    }
  }
}

extension Browser {
  /// What the button with this address on a page carries unseen.
  func hiddenFields(_ path: String, _ action: String) async throws -> [(String, String)] {
    let page = try await get(path)
    return ["csrf", "_form", "_version"].compactMap { name in
      page.hidden(name, in: action).map { (name, $0) }
    }
  }
}
