import Domain
import Store
import Testing

@testable import Web

@Suite("The front-door board") struct FrontDoorTests {
  @Test("Clear and still undecided stands out, late is said in words") func board() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      var board = try await browser.get("/front-door")
      #expect(board.body.contains("\(id), 16 March 2026"))
      #expect(board.body.contains("Hill School"))
      #expect(board.body.contains("Aisha Quillfeather and Samira Quillfeather"))
      #expect(board.body.contains("Due in 1 working day"))
      let triaged = try await browser.fill(
        "/contacts/\(id)/triage", [("outcome-clear", "yes"), ("level", "3")])
      #expect(triaged.location == "/contacts/\(id)?done=triaged")
      board = try await browser.get("/front-door?stage=heldUp")
      #expect(board.body.contains("Outcome clear, still undecided</strong>"))
      #expect(board.body.contains("\(id), 16 March 2026"))
    }
    front.council.clock.advance(minutes: 2 * 24 * 60)
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let board = try await browser.get("/front-door")
      #expect(board.body.contains("1 working day late"))
    }
  }

  @Test("A filter is part of the address and keeps only what it names") func filter()
    async throws
  {
    let front = try await FrontHouse()
    let waiting = try await front.contact()
    let checking = try await front.decided()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let board = try await browser.get("/front-door?stage=waitingForCheck")
      #expect(board.body.contains("\(checking), 16 March"))
      #expect(!board.body.contains("\(waiting), 16 March"))
      let police = try await browser.get("/front-door?source=Police")
      #expect(police.body.contains("Nothing waits here"))
    }
  }
}
