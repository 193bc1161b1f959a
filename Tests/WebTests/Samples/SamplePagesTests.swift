import Domain
import Store
import Testing

@testable import Web

@Suite("A sample on its pages") struct SamplePagesTests {
  /// A house with contacts that closed with no further action, by dana.
  static func house(_ count: Int = 4) async throws -> (front: FrontHouse, closed: [ContactID]) {
    let front = try await FrontHouse()
    try await front.council.worker("nadine", [.qualityAuditor])
    try await front.council.worker("inga", [.inspector], until: front.today.adding(days: 30))
    var closed: [ContactID] = []
    for _ in 0..<count {
      let id = try await front.contact()
      try await ContactReturnTests.perform(
        ContactReturnTests.decide(.noFurtherAction), on: id, by: front.dana, front)
      closed.append(id)
    }
    return (front, closed)
  }

  static func answers(_ front: FrontHouse, size: String = "2") -> [(String, String)] {
    front.day("from", front.today) + front.day("to", front.today) + [
      ("of", "noFurtherAction"), ("size", size), ("unit", "number"), ("seed", "4711"),
    ]
  }

  @Test("An auditor draws, a second person looks, and the results stand on the sample")
  func story() async throws {
    let (front, closed) = try await Self.house()
    try await front.council.run { browser in
      try await browser.signIn("nadine")
      let empty = try await browser.get("/review/sample")
      #expect(empty.body.contains("No sample has been drawn yet"))
      #expect(!empty.body.contains(" checked>"))
      let drawn = try await browser.fill("/review/sample", Self.answers(front))
      #expect(drawn.location == "/samples/S-1?done=drawn")
      let page = try await browser.get("/samples/S-1?done=drawn")
      #expect(page.body.contains("4711"))
      #expect(page.body.contains(Drawing.name))
      #expect(page.body.contains("The same decisions in the same order"))
      #expect(page.body.contains("0 of 2"))
      #expect(page.body.contains(closed.map(\.description).joined(separator: ", ")))

      let sol = await browser.another()
      try await sol.signIn("sol")
      let sample = try #require(
        try await front.store.database.read { try SampleTable.whole(SampleID(1), in: $0) })
      let (first, second) = (sample.draw.drawn[0], sample.draw.drawn[1])
      let review = try await sol.get("/review")
      #expect(review.body.contains("Check \(first)"))
      #expect(review.body.contains("Drawn by chance, sample S-1"))
      let agreed = try await sol.fill(
        "/contacts/\(first)/check", [("verdict", "agree"), ("comment", "Sound")])
      #expect(agreed.status == 303)
      let back = try await sol.fill(
        "/contacts/\(second)/check", [("verdict", "return"), ("comment", "The third in a year")])
      #expect(back.status == 303)
      let results = try await browser.get("/samples/S-1")
      #expect(results.body.contains("1 of 2"))
      #expect(results.body.contains("The third in a year"))
      // It comes back to whoever decided.
      let dana = await browser.another()
      try await dana.signIn("dana")
      #expect(try await dana.get("/").body.contains("The third in a year"))
      let own = try await dana.get("/contacts/\(first)")
      #expect(own.body.contains("Drawn by chance"))
      let history = try await dana.get("/contacts/\(second)/history")
      #expect(history.body.contains("Decision drawn by chance for a second look"))
    }
  }

  @Test("A draw that cannot be made keeps what was typed; one sent twice is one draw")
  func refusedAndTwice() async throws {
    let (front, _) = try await Self.house(2)
    try await front.council.run { browser in
      try await browser.signIn("morgan")
      let many = try await browser.fill("/review/sample", Self.answers(front, size: "3"))
      #expect(many.status == 422)
      #expect(many.body.contains("There are only 2 such decisions"))
      #expect(many.body.contains("value=\"4711\""))
      let nothing = try await browser.fill("/review/sample", [])
      #expect(nothing.status == 422)
      #expect(nothing.body.contains("Select what the number means"))
      let fields = try await browser.unseen("/review/sample") + Self.answers(front)
      let first = try await browser.post("/review/sample", fields)
      let second = try await browser.post("/review/sample", fields)
      #expect(first.location == "/samples/S-1?done=drawn")
      #expect(second.location == first.location)
    }
    let all = try await front.store.database.read { try SampleTable.all(in: $0) }
    #expect(all.count == 1)
  }

  @Test("Without a seed one is made, and printed") func seed() async throws {
    let (front, _) = try await Self.house(2)
    try await front.council.run { browser in
      try await browser.signIn("nadine")
      let answers = Self.answers(front).map { $0.0 == "seed" ? ("seed", "") : $0 }
      #expect(try await browser.fill("/review/sample", answers).status == 303)
      let sample = try #require(
        try await front.store.database.read { try SampleTable.whole(SampleID(1), in: $0) })
      #expect(Sample.seeds.contains(sample.draw.seed))
      #expect(try await browser.get("/samples/S-1").body.contains("\(sample.draw.seed)"))
    }
  }

  @Test("Who draws, who looks on, and who sees nothing of it") func access() async throws {
    let (front, closed) = try await Self.house(2)
    try await front.restrict(.hidden, front.children[0], to: front.dana)
    try await front.council.run { browser in
      try await browser.signIn("nadine")
      #expect(try await browser.fill("/review/sample", Self.answers(front)).status == 303)
      for (name, list, form) in [
        ("nadine", 200, true), ("sol", 200, true), ("morgan", 200, true), ("inga", 200, false),
        ("cora", 403, false), ("leila", 403, false), ("ada", 403, false),
      ] {
        let worker = await browser.another()
        try await worker.signIn(name)
        let page = try await worker.get("/review/sample")
        #expect(page.status == list, "\(name)")
        #expect(page.body.contains("Draw the sample") == form, "\(name)")
        #expect(try await worker.get("/samples/S-1").status == list, "\(name)")
        #expect(try await worker.get("/samples/S-9").status == 404, "\(name)")
        if !form {
          let csrf = try await worker.get("/").hidden("csrf") ?? ""
          let posted = try await worker.post(
            "/review/sample", [("csrf", csrf)] + Self.answers(front))
          #expect(posted.status == 403, "\(name)")
        }
        // The contacts are about a hidden child: their numbers stand in what was drawn from, and
        // that is all.
        let sample = try await worker.get("/samples/S-1").body
        #expect(!sample.contains("/contacts/\(closed[0])"), "\(name)")
        #expect(!sample.contains("Quillfeather"), "\(name)")
      }
      let dana = await browser.another()
      try await dana.signIn("dana")
      #expect(try await dana.get("/samples/S-1").body.contains("/contacts/\(closed[0])"))
    }
  }
}
