import Domain
import Store
import Testing

@testable import Portal
@testable import Web

@Suite("Agencies are looked after by whoever administers")
struct AgencyPagesTests {
  @Test("An administrator registers an agency, admits somebody, removes them, and takes it out")
  func administering() async throws {
    let portal = try await TestPortal()
    try await portal.house.worker("ada", [.administrator])
    let house = portal.house
    try await house.run { browser in
      try await browser.signIn("ada")
      let empty = try await browser.get("/agencies")
      #expect(empty.body.contains("No agency is registered yet"))
      let wrong = try await browser.fill(
        "/agencies/new", [("name", "Hill School"), ("kind", "school"), ("mailbox", "office")])
      #expect(wrong.status == 422)
      #expect(wrong.body.contains("Enter an email address like office@school.example"))
      #expect(wrong.body.contains("value=\"Hill School\""))
      let fields =
        try await browser.unseen("/agencies/new") + [
          ("name", "Hill School"), ("kind", "school"), ("mailbox", "Office@hill.school.example"),
        ]
      let done = try await browser.post("/agencies/new", fields)
      #expect(done.location == "/agencies/Y-1?done=registered", "\(done.body)")
      // A double click is one agency.
      let again = try await browser.post("/agencies/new", fields)
      #expect(again.location == done.location)
      let admitted = try await browser.fill(
        "/agencies/Y-1/admit",
        [("email", "Head@Hill.school.example"), ("name", "H Head"), ("job", "Head teacher")])
      #expect(admitted.location == "/agencies/Y-1?done=admitted")
      let page = try await browser.get("/agencies/Y-1?done=admitted")
      #expect(page.body.contains("head@hill.school.example"))
      let path = "/agencies/Y-1/remove?email=head%40hill.school.example"
      let removed = try await browser.fill(
        path, [("email", "head@hill.school.example"), ("reason", "Has left")])
      #expect(removed.location == "/agencies/Y-1?done=removed", "\(removed.body)")
      let corrected = try await browser.fill(
        "/agencies/Y-1/correct",
        [("name", "Hill Academy"), ("mailbox", "office@hill.school.example")])
      #expect(corrected.status == 303)
      let left = try await browser.fill("/agencies/Y-1/leave", [("reason", "Joined another")])
      #expect(left.location == "/agencies/Y-1?done=left")
      let list = try await browser.get("/agencies")
      #expect(list.body.contains("Has left the portal"))
      let closed = try await browser.fill(
        "/agencies/Y-1/admit",
        [("email", "head@hill.school.example"), ("name", "H Head"), ("job", "Head teacher")])
      #expect(closed.status == 422)
    }
  }

  @Test("The secrets of a shared account are shown once, and closing it ends its sessions")
  func account() async throws {
    let portal = try await TestPortal()
    try await portal.house.worker("ada", [.administrator])
    let agency = try await portal.agency()
    let (house, doors) = (portal.house, portal)
    try await house.run { browser in
      try await browser.signIn("ada")
      let opened = try await browser.fill(
        "/agencies/Y-1/account", [("username", "hill-school")])
      #expect(opened.location == "/agencies/Y-1?done=opened", "\(opened.body)")
      let page = try await browser.get("/agencies/Y-1")
      #expect(page.body.contains("It has no password yet"))
      let button = ["csrf", "_form"].compactMap { name in
        page.hidden(name, in: "/agencies/Y-1/secrets").map { (name, $0) }
      }
      let secrets = try await browser.post("/agencies/Y-1/secrets", button)
      #expect(secrets.status == 200)
      #expect(secrets.body.contains("They are shown once"))
      let later = try await browser.get("/agencies/Y-1")
      #expect(later.body.contains("It opens with its password"))
      try await doors.run { visitor in
        try await doors.signIn(visitor, account: agency)
        let home = try await visitor.get("/")
        #expect(home.status == 200)
        let closed = try await browser.fill("/agencies/Y-1/end-account", [("reason", "Unused")])
        #expect(closed.status == 303)
        let ended = try await visitor.get("/")
        #expect(ended.status == 303)
      }
    }
  }

  @Test("Nobody else sees agencies or what was refused")
  func strangers() async throws {
    let portal = try await TestPortal()
    try await portal.agency()
    try await portal.house.worker("sam", [.socialWorker])
    try await portal.house.worker("mo", [.teamManager])
    try await portal.house.run { browser in
      for name in ["sam", "mo"] {
        try await browser.signIn(name)
        for path in [
          "/agencies", "/agencies/new", "/agencies/refusals", "/agencies/Y-1",
          "/agencies/Y-1/admit",
        ] {
          let answer = try await browser.get(path)
          #expect(answer.status == 403, "\(path)")
        }
      }
    }
  }

  @Test("What the portal refused is counted without names")
  func refusals() async throws {
    let portal = try await TestPortal()
    try await portal.house.worker("ada", [.administrator])
    try await portal.run { browser in
      _ = try await browser.post(
        "/sign-in/agency", [("username", "hill-school"), ("password", "wrong password")])
    }
    await portal.portal.refusals.flush()
    try await portal.house.run { browser in
      try await browser.signIn("ada")
      let page = try await browser.get("/agencies/refusals")
      #expect(page.body.contains("A wrong name or password of an agency"))
      #expect(!page.body.contains("hill-school"))
    }
  }
}
