import Domain
import EngineTesting
import Store
import Testing

@testable import Web

/// Where a worker must meet an alert: beside a contact that is decided, on a day looked back on, and
/// what a contact must not betray.
@Suite("Alerts where they are needed") struct AlertsElsewhereTests {
  @Test("Beside a contact that is decided, the alerts of everybody in it stand with their past")
  func historyPanel() async throws {
    let front = try await FrontHouse()
    let contact = try await front.contact()
    let man = try await front.council.person("Dean", "Hale", stage: .adult)
    _ = try await front.store.perform(
      Person.Command.relate(
        .init(kind: .father), to: front.children[0], provenance: .init(saidBy: "the school")),
      on: man, as: front.council.act)
    try await front.council.raise(.posesRiskToChildren, on: man)
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let page = try await browser.get("/contacts/\(contact)/decision")
      #expect(page.status == 200)
      #expect(page.body.contains("Adults who pose a risk to children"))
      #expect(page.body.contains("<strong>Dean Hale</strong> (Aisha Quillfeather: father"))
    }
  }

  @Test("A day looked back on has the alerts that were known then, by the ties known then")
  func asAt() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let child = try await council.person("Zebedee", "Quillfeather")
    let man = try await council.person("Dean", "Hale", stage: .adult)
    let first = council.clock.now.day
    council.clock.advance(minutes: 1440)
    let second = council.clock.now.day
    try await council.raise(.posesRiskToChildren, on: man)
    council.clock.advance(minutes: 1440)
    let third = council.clock.now.day
    _ = try await council.house.store.perform(
      Person.Command.relate(
        .init(kind: .stepParent, from: first), to: child, provenance: .init(saidBy: "the school")),
      on: man, as: council.act)
    council.clock.advance(minutes: 1440)
    try await council.run { browser in
      try await browser.signIn("ada")
      for (day, shows) in [(first, false), (second, false), (third, true)] {
        let page = try await browser.get("/children/\(child)?as-at=\(day)")
        #expect(page.status == 200)
        #expect(page.body.contains("Poses a risk to children") == shows, "\(day)")
        let family = try await browser.get("/children/\(child)/family?as-at=\(day)")
        #expect(family.status == 200)
        #expect(family.body.contains("Dean Hale") == shows, "\(day)")
      }
    }
  }

  @Test("A home kept back today is kept back on a day before anybody raised the alert")
  func keptBackBefore() async throws {
    let council = try await TestHouse()
    try await council.worker("ada", [.contactWorker])
    let home = Person.Address(
      lines: "1 Mill Lane", postcode: "LS1 4AB", from: Day(iso: "2026-01-01"))
    let child = try await council.person("Zebedee", "Quillfeather", address: home)
    let mother = try await council.person("Dee", "Quillfeather", stage: .adult, address: home)
    let before = council.clock.now.day
    council.clock.advance(minutes: 1440)
    try await council.run { browser in
      try await browser.signIn("ada")
      let paths = ["", "/family", "/chronology?show=everything"].map { path in
        "/children/\(child)\(path)\(path.contains("?") ? "&" : "?")as-at=\(before)"
      }
      #expect(try await browser.get(paths[0]).body.contains("LS1 4AB"))
      try await council.raise(.doNotDiscloseAddress, on: mother)
      for path in paths + ["/children/\(child)", "/people/\(child)", "/people/\(child)/history"] {
        let page = try await browser.get(path)
        #expect(page.status == 200)
        #expect(!page.body.contains("LS1 4AB") && !page.body.contains("1 Mill Lane"), "\(path)")
      }
    }
  }

  @Test("What a caller said of where a child lives is kept back once the child is known to hide")
  func contactPostcode() async throws {
    let front = try await FrontHouse()
    let child = front.children[0]
    let taken: Done<Contact> = try await front.store.perform(
      .receive(
        Contact.Details(
          receivedOn: front.today, receivedMinute: nil, method: .phone, source: .school,
          account: "Came hungry", inDanger: .no, consent: .yes),
        named: [
          .init(
            key: 1, given: "Aisha", family: "Rahman", postcode: "LS7 9ZZ", isChild: true,
            person: nil)
        ]), as: front.act(front.dana))
    _ = try await front.store.perform(
      Contact.Command.match(key: 1, to: child, because: "Same name"), on: taken.id,
      as: front.act(front.dana))
    _ = try await front.store.perform(
      Person.Command.move(
        to: .init(lines: "1 Mill Lane", postcode: "LS7 9ZZ", from: front.today),
        provenance: .init(saidBy: "the school")), on: child, as: front.council.act)
    try await front.council.run { browser in
      try await browser.signIn("dana")
      #expect(try await browser.get("/contacts/\(taken.id)").body.contains("LS7 9ZZ"))
      try await front.council.raise(.doNotDiscloseAddress, on: child)
      for path in ["", "/people", "/decision", "/history"] {
        let page = try await browser.get("/contacts/\(taken.id)\(path)")
        #expect(!page.body.contains("LS7 9ZZ"), "\(path)")
      }
    }
  }
}
