import Domain
import EngineTesting
import Store
import Testing

@testable import Web

@Suite("A family on the record") struct RelationshipTests {
  @Test("Somebody is chosen by number, by name or from the same address, and said to be related")
  func relate() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let home = Person.Address(lines: "1 Mill Lane", postcode: "LS1 4AB")
    let child = try await council.person("Zebedee", "Quillfeather", address: home)
    let mother = try await council.person("Dee", "Quillfeather", stage: .adult, address: home)
    let new = "/people/\(child)/relationships/new"
    try await council.run { browser in
      try await browser.signIn("ada")
      let choose = try await browser.get(new)
      #expect(choose.body.contains("\(new)?other=\(mother)"))
      #expect(choose.body.contains("/people/find?for=\(child)"))
      let nobody = try await browser.get("\(new)?other=P-77")
      #expect(nobody.status == 422)
      #expect(nobody.body.contains("Nobody on the record has this number"))
      let found = try await browser.find(
        [("q", "Dee Quillfeather")], at: "/people/find?for=\(child)")
      #expect(found.page.body.contains("\(new)?other=\(mother)"))
      let form = try await browser.get("\(new)?other=\(mother)")
      #expect(form.body.contains("Who is Dee Quillfeather to Zebedee Quillfeather?"))
      let answers = [
        ("kind", "mother"), ("responsibility", "yes"), ("said-by", "the mother"),
      ]
      let unsaid = try await browser.fill("\(new)?other=\(mother)", [("responsibility", "yes")])
      #expect(unsaid.status == 422)
      let done = try await browser.fill("\(new)?other=\(mother)", answers)
      #expect(done.location == "/people/\(child)/family")
      let family = try await browser.get("/people/\(child)/family")
      #expect(family.body.contains("Mother"))
      #expect(family.body.contains("Yes, for Zebedee Quillfeather"))
      #expect(!family.body.contains("Say how they are related"))
      let other = try await browser.get("/people/\(mother)/family")
      #expect(other.body.contains("Dee Quillfeather has it for them"))
      // The same again is refused in words.
      let again = try await browser.fill("\(new)?other=\(mother)", answers)
      #expect(again.status == 422)
      #expect(again.body.contains("This relationship is on the record already"))
    }
  }

  @Test("A relationship ends with a day and a reason, from either side, and stays to be seen")
  func end() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person("Zebedee", "Quillfeather")
    let carer = try await council.person("Dee", "Hale", stage: .adult)
    _ = try await council.house.store.perform(
      Person.Command.relate(
        .init(kind: .carer), to: child, provenance: .init(saidBy: "the school")),
      on: carer, as: council.act)
    try await council.run { browser in
      try await browser.signIn("ada")
      let path = "/people/\(child)/relationships/end?by=\(carer)&position=0"
      let family = try await browser.get("/people/\(child)/family")
      #expect(family.body.contains(path.replacing("&", with: "&amp;")))
      let answers = [("ended-day", "1"), ("ended-month", "3"), ("ended-year", "2026")]
      let unsaid = try await browser.fillQuery(path, answers)
      #expect(unsaid.status == 422)
      #expect(unsaid.body.contains("Enter what happened"))
      let done = try await browser.fillQuery(path, answers + [("reason", "moved away")])
      #expect(done.status == 303)
      let after = try await browser.get("/people/\(child)/family")
      #expect(after.body.contains("Relationships that ended"))
      #expect(after.body.contains("until 1 March 2026"))
      #expect(
        try await browser.get("/people/\(child)/relationships/end?by=P-9&position=0").status == 404)
    }
    #expect(
      try await council.load(carer)?.relationships.first?.to == Day(iso: "2026-03-01"))
  }

  @Test("A relative whose record is closed is not named to others")
  func closed() async throws {
    let council = try await TestHouse()
    let owner = try await council.worker("ona", [.teamManager])
    try await council.worker("ada", [.contactWorker])
    let home = Person.Address(lines: "1 Mill Lane", postcode: "LS1 4AB")
    let child = try await council.person("Zebedee", "Quillfeather", address: home)
    let aunt = try await council.person("Petronella", "Hale", stage: .adult, address: home)
    _ = try await council.house.store.perform(
      Person.Command.relate(
        .init(kind: .auntOrUncle), to: child, provenance: .init(saidBy: "the school")),
      on: aunt, as: council.act)
    try await council.restrict(aunt, .locked, to: owner)
    try await council.run { browser in
      try await browser.signIn("ada")
      for path in ["/people/\(child)", "/people/\(child)/family"] {
        let page = try await browser.get(path)
        #expect(page.status == 200)
        #expect(!page.body.contains("Petronella"), "\(path)")
      }
      #expect(!(try await browser.find([("q", "Zebedee")]).page.body.contains("Petronella")))
      let form = try await browser.get("/people/\(child)/relationships/new?other=\(aunt)")
      #expect(form.status == 403)
      let named = await browser.another()
      try await named.signIn("ona")
      #expect(try await named.get("/people/\(child)/family").body.contains("Petronella"))
    }
  }
}
