import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import Testing

@testable import Web

@Suite("Signing in") struct SignInTests {
  @Test("A worker signs in, is led back to the page they wanted, works, and signs out")
  func inAndOut() async throws {
    let council = try await TestHouse(secure: true)
    try await council.worker("ada")
    try await council.run { browser in
      let door = try await browser.get("/help?part=2")
      #expect(door.status == 303)
      #expect(door.location == "/sign-in?to=%2Fhelp%3Fpart%3D2")
      let page = try await browser.get(try #require(door.location))
      #expect(page.hidden("_to") == "/help?part=2")
      let answer = try await browser.signIn("Ada", to: page.hidden("_to"))
      #expect(answer.status == 303)
      #expect(answer.location == "/help?part=2")
      let cookie = try #require(answer.headers[.setCookie])
      for part in ["__Host-threshold=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        #expect(cookie.contains(part))
      }
      #expect(!cookie.contains("Domain"))
      let help = try await browser.get("/help")
      #expect(help.status == 200)
      #expect(help.body.contains("Worker ada"))
      let csrf = try #require(help.hidden("csrf"))
      let out = try await browser.post("/sign-out", [("csrf", csrf)])
      #expect(out.location == "/sign-in")
      #expect(out.headers[.clearSiteData]?.contains("\"cookies\"") == true)
      #expect(try await browser.get("/help").status == 303)
    }
  }

  @Test(
    "Nobody is led to another site",
    arguments: [
      "//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example",
      "/\t/evil.example", "javascript:alert(1)", "", "/sign-in?to=/sign-in",
    ])
  func openRedirect(to: String) async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      #expect(try await browser.signIn("ada", to: to).location == "/")
      let page = try await browser.get("/sign-in?to=\(FormBody.encode(to))")
      #expect(page.hidden("_to") == nil)
    }
  }

  @Test("A wrong password, an unknown name and a leaver hear the same words")
  func wrong() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    let ben = try await council.worker("ben")
    let cas = try await council.worker("cas")
    let _: Done<Worker> = try await council.house.store.perform(
      .leave, on: ben, as: Act(key: nil, actor: .system, at: council.clock.now))
    let now = council.clock.now
    try await council.house.database.write {
      try AccountTable.setDisabled($0, worker: cas, true, at: now)
    }
    council.clock.advance(minutes: 24 * 60)
    try await council.run { browser in
      let words = "Check your username and your password: one is wrong"
      for (name, password) in [
        ("ada", "wrong password here"), ("nobody", "three random words here"),
        ("ben", "three random words here"), ("cas", "three random words here"),
      ] {
        let answer = try await browser.post(
          "/sign-in", [("username", name), ("password", password)])
        #expect(answer.status == 422)
        #expect(answer.body.contains(words))
        #expect(answer.headers[.setCookie] == nil)
        #expect(!answer.body.contains(password))
      }
      let empty = try await browser.post("/sign-in", [("username", ""), ("password", "")])
      #expect(empty.body.contains("Enter your username"))
      #expect(empty.body.contains("Enter your password"))
    }
  }

  @Test("After wrong passwords the wait grows, for a name nobody has as well, and ends")
  func throttle() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      for name in ["ada", "nobody"] {
        for _ in 1...3 {
          #expect(
            try await browser.post("/sign-in", [("username", name), ("password", "wrong")]).status
              == 422)
        }
        // Even the right password waits now, and is not looked at.
        let early = try await browser.signIn(name)
        #expect(early.status == 429)
        #expect(early.body.contains("Too many tries"))
      }
      council.clock.advance(seconds: 2)
      #expect(try await browser.signIn("ada").status == 303)
      // A right password lets the count go.
      let other = await browser.another()
      #expect(
        try await other.post("/sign-in", [("username", "ada"), ("password", "wrong")]).status
          == 422)
      #expect(try await other.signIn("ada").status == 303)
    }
    #expect(SignInDelay.seconds(after: 3, .name) == 1)
    #expect(SignInDelay.seconds(after: 6, .name) == 8)
    #expect(SignInDelay.seconds(after: 5000, .name) == SignInDelay.longest)
    #expect(SignInDelay.seconds(after: 19, .address) == 0)
  }

  @Test("A session ends after half an hour of nothing, and after twelve hours in any case")
  func expiry() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      council.clock.advance(minutes: 29)
      #expect(try await browser.get("/help").status == 200)
      council.clock.advance(minutes: 29)
      #expect(try await browser.get("/help").status == 200)
      council.clock.advance(minutes: 30)
      #expect(try await browser.get("/help").status == 303)
      try await browser.signIn("ada")
      for _ in 1...35 {
        council.clock.advance(minutes: 20)
        #expect(try await browser.get("/help").status == 200)
      }
      council.clock.advance(minutes: 20)
      #expect(try await browser.get("/help").status == 303)
    }
  }

  @Test("Staying signed in answers with the seconds left, or leads home without script")
  func extend() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      let csrf = try #require(try await browser.get("/help").hidden("csrf"))
      council.clock.advance(minutes: 28)
      let answer = try await browser.post(
        "/session/extend", [("csrf", csrf)], headers: [.accept: "text/plain"])
      #expect(answer.body == "1800")
      council.clock.advance(minutes: 28)
      #expect(try await browser.post("/session/extend", [("csrf", csrf)]).status == 303)
    }
  }

  @Test("The token changes with signing in, and a fourth browser ends the oldest")
  func rotation() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      let before = await browser.cookies["threshold"]
      try await browser.signIn("ada")
      #expect(await browser.cookies["threshold"] != before)
      var browsers = [browser]
      for _ in 1...3 {
        council.clock.advance(seconds: 1)
        let next = await browser.another()
        try await next.signIn("ada")
        browsers.append(next)
      }
      #expect(try await browsers[0].get("/help").status == 303)
      for alive in browsers.dropFirst() {
        #expect(try await alive.get("/help").status == 200)
      }
    }
    let rows = try await council.house.database.read { tx in
      try tx.rows("SELECT hash FROM session").count
    }
    #expect(rows == 3)
  }

  @Test("A leaver is out with the next request, and an inspector after the last day")
  func leavers() async throws {
    let council = try await TestHouse()
    let ada = try await council.worker("ada")
    try await council.worker(
      "ida", [.inspector], until: council.clock.now.day)
    try await council.run { browser in
      try await browser.signIn("ada")
      let other = await browser.another()
      try await other.signIn("ida")
      #expect(try await other.get("/help").status == 200)
      let now = council.clock.now
      try await council.house.database.write {
        try AccountTable.setDisabled($0, worker: ada, true, at: now)
      }
      #expect(try await browser.get("/help").status == 303)
      council.clock.advance(minutes: 14 * 60)
      try await other.signIn("ida")
      council.clock.advance(minutes: 60)
      #expect(try await other.get("/help").status == 303)
      #expect(try await other.signIn("ida").status == 422)
    }
  }

  @Test("With a second step, the password alone opens nothing and no code opens twice")
  func twoSteps() async throws {
    let council = try await TestHouse()
    let ada = try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      let page = try await browser.get("/account/two-step")
      let code = try #require(council.secret(in: page, of: ada))
      let csrf = try #require(page.hidden("csrf"))
      let sealed = try #require(page.hidden("_secret"))
      let wrong = try await browser.post(
        "/account/two-step", [("csrf", csrf), ("_secret", sealed), ("code", "000000x")])
      #expect(wrong.status == 422)
      #expect(wrong.hidden("_secret") != nil)
      let first = code.code(step: OneTimeCode.step(at: council.clock.now))
      let on = try await browser.post(
        "/account/two-step", [("csrf", csrf), ("_secret", sealed), ("code", first)])
      #expect(on.location == "/account")

      let other = await browser.another()
      #expect(try await other.signIn("ada", to: "/help").location == "/sign-in/code?to=%2Fhelp")
      #expect(try await other.get("/help").status == 303)
      // The code that set it up was used.
      let used = try await other.post("/sign-in/code", [("code", first)])
      #expect(used.status == 422)
      council.clock.advance(seconds: 30)
      let next = code.code(step: OneTimeCode.step(at: council.clock.now))
      let open = try await other.post("/sign-in/code", [("code", next), ("_to", "/help")])
      #expect(open.location == "/help")
      #expect(try await other.get("/help").status == 200)

      // The half-open session is worth nothing after ten minutes.
      let third = await browser.another()
      try await third.signIn("ada")
      council.clock.advance(minutes: 10)
      let late = code.code(step: OneTimeCode.step(at: council.clock.now))
      #expect(try await third.post("/sign-in/code", [("code", late)]).location == "/sign-in")
    }
    let row = try await council.house.database.read { try AccountTable.find($0, worker: ada) }
    let sealed = try #require(row?.codeSecret)
    #expect(sealed.count > 20)
    // Encrypted for this worker alone.
    #expect(
      Sealed.open(
        sealed, with: council.house.keys.oneTimeCode, place: SignIn.place(WorkerID(99))) == nil)
  }

  @Test("Codes are slowed like passwords")
  func codeThrottle() async throws {
    let council = try await TestHouse()
    let ada = try await council.worker("ada")
    let secret = OneTimeCode.fresh().secret
    let sealed = try Sealed.seal(
      secret, with: council.house.keys.oneTimeCode, place: SignIn.place(ada))
    let now = council.clock.now
    try await council.house.database.write {
      try AccountTable.setCodeSecret($0, worker: ada, sealed, at: now)
    }
    try await council.run { browser in
      try await browser.signIn("ada")
      for _ in 1...3 {
        #expect(try await browser.post("/sign-in/code", [("code", "1")]).status == 422)
      }
      let right = OneTimeCode(secret: secret).code(step: OneTimeCode.step(at: council.clock.now))
      #expect(try await browser.post("/sign-in/code", [("code", right)]).status == 429)
      // Giving the password again does not begin the count anew.
      #expect(try await browser.signIn("ada").status == 429)
    }
  }

  @Test("A changed password signs everybody else out, and a poor one is refused in words")
  func changePassword() async throws {
    let council = try await TestHouse()
    try await council.worker("ada")
    try await council.run { browser in
      try await browser.signIn("ada")
      let other = await browser.another()
      try await other.signIn("ada")
      let csrf = ("csrf", try #require(try await browser.get("/account/password").hidden("csrf")))
      let poor = try await browser.post(
        "/account/password",
        [csrf, ("old", "three random words here"), ("new", "password1234")])
      #expect(poor.body.contains("harder to guess"))
      let wrong = try await browser.post(
        "/account/password", [csrf, ("old", "not it"), ("new", "badger lantern orchard")])
      #expect(wrong.status == 422)
      let done = try await browser.post(
        "/account/password",
        [csrf, ("old", "three random words here"), ("new", "badger lantern orchard")])
      #expect(done.location == "/sign-in")
      #expect(try await other.get("/help").status == 303)
      #expect(try await browser.signIn("ada").status == 422)
      #expect(
        try await browser.post(
          "/sign-in", [("username", "ada"), ("password", "badger lantern orchard")]
        ).status == 303)
    }
  }
}

extension TestHouse {
  /// The secret on the set-up page, as the worker's app would read it.
  fileprivate func secret(in page: Browser.Answer, of worker: WorkerID) -> OneTimeCode? {
    page.hidden("_secret").flatMap(Base64URL.decode).flatMap {
      Sealed.open($0, with: house.keys.oneTimeCode, place: SignIn.place(worker))
    }.map { OneTimeCode(secret: $0) }
  }
}

@Suite("Passwords and codes") struct SignInSecretsTests {
  @Test("Codes of RFC 6238, appendix B, and RFC 4226, appendix D")
  func vectors() {
    let code = OneTimeCode(secret: Array("12345678901234567890".utf8))
    let times: [(Int, String)] = [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
      (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ]
    for (seconds, expected) in times {
      let step = OneTimeCode.step(at: Instant(milliseconds: Int64(seconds) * 1000))
      #expect(code.code(step: step, digits: 8) == expected)
    }
    let counters = [
      "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
      "520489",
    ]
    for (step, expected) in counters.enumerated() { #expect(code.code(step: step) == expected) }
    #expect(code.base32 == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
  }

  @Test("A clock half a minute off still opens, more does not")
  func drift() {
    let code = OneTimeCode(secret: Array("12345678901234567890".utf8))
    let now = Instant(milliseconds: 1_234_567_890_000)
    let step = OneTimeCode.step(at: now)
    for offset in -3...3 {
      let found = code.step(of: code.code(step: step + offset), now: now)
      #expect(found == (abs(offset) <= 1 ? step + offset : nil))
    }
    #expect(code.step(of: "", now: now) == nil)
  }

  @Test("The standard cost is that of the threat model, and a cheaper hash is renewed")
  func costs() async throws {
    #expect(PasswordCost.standard == PasswordCost(logN: 15, blockSize: 8, parallelism: 3))
    let pepper = [UInt8](repeating: 1, count: 32)
    let cheap = Passwords(pepper: pepper, cost: .forTests)
    let stored = try await cheap.hash("three random words here")
    #expect(stored.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
    #expect(try await cheap.check("three random words here", against: stored) == .right)
    #expect(try await cheap.check("three random words Here", against: stored) == .wrong)
    #expect(try await cheap.check("three random words here", against: nil) == .wrong)
    let standard = Passwords(pepper: pepper)
    guard
      case .rightAndRenewed(let renewed) = try await standard.check(
        "three random words here", against: stored)
    else {
      Issue.record("the hash was not renewed")
      return
    }
    #expect(renewed.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
    #expect(try await standard.check("three random words here", against: renewed) == .right)
    // Without the pepper a hash is worth nothing.
    let elsewhere = Passwords(pepper: [UInt8](repeating: 2, count: 32), cost: .forTests)
    #expect(try await elsewhere.check("three random words here", against: stored) == .wrong)
  }

  @Test("The same letters open, however the keyboard made them")
  func composed() async throws {
    let passwords = Passwords(pepper: [UInt8](repeating: 1, count: 32), cost: .forTests)
    let stored = try await passwords.hash("caf\u{E9} by the river")
    #expect(try await passwords.check("cafe\u{301} by the river", against: stored) == .right)
  }

  @Test("Short, long, common and poor passwords are refused")
  func rules() {
    #expect(Passwords.problem("short", username: "ada") != nil)
    #expect(Passwords.problem(String(repeating: "ab3 ", count: 80), username: "ada") != nil)
    #expect(Passwords.problem("aaaaaaaaaaaaaaa", username: "ada") != nil)
    #expect(Passwords.problem("Password1234!", username: "ada") != nil)
    #expect(Passwords.problem("social-worker-1", username: "ada") != nil)
    #expect(Passwords.problem("ada.lovelace.9", username: "adalovelace9") != nil)
    #expect(Passwords.problem("badger lantern orchard", username: "ada") == nil)
  }
}
