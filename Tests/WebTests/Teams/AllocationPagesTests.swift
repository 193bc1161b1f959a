import Domain
import Store
import Testing

@testable import Web

@Suite("Giving children to workers") struct AllocationPagesTests {
  @Test("The board shows the family together, with what is known and who should give it out")
  func board() async throws {
    let front = try await FrontHouse()
    _ = try await front.referred()
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      let page = try await browser.get("/allocate")
      #expect(page.body.contains("2 children wait"))
      #expect(page.body.contains("Aisha Quillfeather, R-1"))
      #expect(page.body.contains("Samira Quillfeather, R-2"))
      #expect(page.body.contains("Worker morgan"))
      #expect(page.body.contains("0 of 100"))
      let mine = try await browser.get("/team/unallocated")
      #expect(mine.body.contains("empty by the end of each day"))
      try await browser.signIn("ada")
      #expect(try await browser.get("/allocate").status == 403)
      #expect(try await browser.get("/team/caseload").status == 403)
    }
  }

  @Test("Sisters go to one worker in one act, nobody is chosen beforehand, and it can be undone")
  func together() async throws {
    let front = try await FrontHouse()
    let ids = try await front.referred()
    let path = ReferralPaths.allocate(ids[0])
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      let form = try await browser.get(path)
      #expect(form.body.contains("Room: holds 0 of 100 points"))
      #expect(
        !form.body.contains("type=\"radio\" id=\"worker\" name=\"worker\" value=\"W-4\" checked"))
      let answers =
        try await browser.unseen(path) + [
          ("team", front.council.team.description), ("worker", front.leila.description),
          ("also", ids[1].description),
        ]
      #expect(try await browser.post(path, answers).status == 303)
      #expect(try await browser.post(path, answers).status == 303)
      for id in ids { #expect(try await front.whole(id).allocations.count == 1) }
      let done = try await browser.get(ReferralPaths.record(ids[0], done: .allocated))
      #expect(done.body.contains("Not accepted yet"))
      let undo = ReferralPaths.undoAllocation(ids[0])
      let fields = try await browser.hiddenFields(
        ReferralPaths.record(ids[0], done: .allocated), undo)
      #expect(try await browser.post(undo, fields).status == 303)
      for id in ids {
        #expect(try await front.whole(id).worker == nil)
        #expect(try await front.whole(id).allocations.isEmpty)
      }
    }
  }

  @Test("A worker without room is refused with cap and load, unless a manager says why")
  func cap() async throws {
    let front = try await FrontHouse()
    let ids = try await front.referred()
    let _: Done<Worker> = try await front.store.perform(
      .setProgramme(
        .init(from: front.today, to: front.today.adding(days: 300), cap: 3)), on: front.leila,
      as: front.act(front.dana))
    let path = ReferralPaths.allocate(ids[0])
    let give = [("team", front.council.team.description), ("worker", front.leila.description)]
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      _ = try await browser.fill(path, give)
      // Two points for the first, and three may be held.
      let second = ReferralPaths.allocate(ids[1])
      let refused = try await browser.fill(second, give)
      #expect(refused.status == 422)
      #expect(
        refused.body.contains("may hold 3 points and holds 2; this child adds 2"))
      #expect(
        try await browser.fill(second, give + [("over", "Her sister is with her")]).status == 303)
      let map = try await browser.get("/team/caseload")
      #expect(map.body.contains("4 of 3"))
      #expect(map.body.contains("1 time in the last 12 months"))
      #expect(map.body.contains("Her sister is with her"))
      let held = try await browser.get(TeamPaths.held(front.leila))
      #expect(held.body.contains("2 children"))
      #expect(
        try await browser.get(TeamPaths.held(front.leila, kind: .enquiry)).body.contains(
          "0 children"))
    }
  }

  @Test("The worker takes the child or says why not, and the board shows it") func answers()
    async throws
  {
    let front = try await FrontHouse()
    let ids = try await front.referred()
    let path = ReferralPaths.allocate(ids[0])
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      _ = try await browser.fill(
        path, [("team", front.council.team.description), ("worker", front.leila.description)])
      // Only the worker answers.
      #expect(try await browser.get(ReferralPaths.decline(ids[0])).status == 403)
      try await browser.signIn("leila")
      #expect(try await browser.get("/tasks").body.contains("Say whether you take this child"))
      let decline = ReferralPaths.decline(ids[0])
      #expect(try await browser.fill(decline, [("reason", "")]).status == 422)
      #expect(try await browser.fill(decline, [("reason", "They live next door")]).location == "/")
      try await browser.signIn("morgan")
      #expect(
        try await browser.get("/allocate").body.contains(
          "Worker leila could not take it: They live next door"))
    }
  }

  @Test("Somebody else works with the child for a time, and may write for it") func beside()
    async throws
  {
    let front = try await FrontHouse()
    let ids = try await front.referred()
    let other = try await front.council.worker("sue", team: front.south)
    let _: Done<Referral> = try await front.store.perform(
      .allocate(team: front.council.team, worker: front.leila), on: ids[0],
      as: front.act(front.dana))
    let child = front.children[0]
    try await front.council.run { browser in
      try await browser.signIn("sue")
      #expect(try await browser.get(NotePaths.new(child)).status == 403)
      try await browser.signIn("morgan")
      let path = ReferralPaths.involve(ids[0])
      #expect(
        try await browser.fill(
          path,
          [("worker", other.description), ("role", "familySupport")]
            + front.day("from", front.today)
        ).status == 303)
      #expect(
        try await browser.get(ReferralPaths.record(ids[0])).body.contains("Family support worker"))
      try await browser.signIn("sue")
      #expect(try await browser.get(NotePaths.new(child)).status == 200)
      try await browser.signIn("morgan")
      let end = ReferralPaths.endInvolvement(ids[0], 1)
      #expect(try await browser.fill(end, [("reason", "The groups have ended")]).status == 303)
      try await browser.signIn("sue")
      #expect(try await browser.get(NotePaths.new(child)).status == 403)
      #expect(try await browser.get(path).status == 403)
    }
  }

  @Test("Nobody leaves before each family has somebody else") func leaving() async throws {
    let front = try await FrontHouse()
    let ids = try await front.referred()
    let other = try await front.council.worker("omar")
    for id in ids {
      let _: Done<Referral> = try await front.store.perform(
        .allocate(team: front.council.team, worker: front.leila), on: id,
        as: front.act(front.dana))
    }
    let path = WorkerPaths.leaving(front.leila)
    try await front.council.run { browser in
      try await browser.signIn("leila")
      #expect(try await browser.get(path).status == 403)
      try await browser.signIn("morgan")
      let page = try await browser.get(path)
      #expect(page.body.contains("Aisha Quillfeather and Samira Quillfeather"))
      #expect(!page.body.contains("Record that"))
      let fields =
        try await browser.unseen(path)
        + ids.map { ("referral", $0.description) } + [("worker-\(ids[0])", other.description)]
      let gone = try await browser.post(path, fields)
      #expect(gone.location == WorkerPaths.leaving(front.leila, given: ids[0]))
      #expect(try await browser.post(path, fields).status == 303)
      for id in ids { #expect(try await front.whole(id).worker == other) }
      let after = try await browser.get(gone.location ?? "")
      #expect(after.body.contains("Undo"))
      #expect(after.body.contains("Record that Worker leila has left"))
      let left = "/workers/\(front.leila)/left"
      #expect(
        try await browser.post(left, try await browser.hiddenFields(path, left)).status == 303)
      #expect(try await browser.get(WorkerPaths.page(front.leila)).body.contains("Left"))
    }
  }

  @Test("What is agreed with a worker is kept, and seen where children are given out")
  func agreed() async throws {
    let front = try await FrontHouse()
    let page = WorkerPaths.page(front.leila)
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      #expect(
        try await browser.fill(
          WorkerPaths.hours(front.leila), [("percent", "60")] + front.day("from", front.today)
        ).location == page)
      #expect(
        try await browser.fill(WorkerPaths.hours(front.leila), [("percent", "3")]).status == 422)
      let away = [
        front.day("away-from", front.today), front.day("away-to", front.today.adding(days: 4)),
      ].flatMap { $0 }
      #expect(try await browser.fill(WorkerPaths.away(front.leila), away).location == page)
      #expect(
        try await browser.fill(WorkerPaths.languages(front.leila), [("languages", "Polish, Urdu")])
          .location == page)
      let body = try await browser.get(page).body
      #expect(body.contains("60%") && body.contains("Polish, Urdu"))
      #expect(try await browser.get("/team/caseload").body.contains("Away until"))
      try await browser.signIn("leila")
      #expect(try await browser.get(page).status == 403)
    }
  }
}
