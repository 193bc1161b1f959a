import Domain
import EngineTesting
import Foundation
import Store
import Testing

@testable import Web

extension TestHouse {
  func relate(
    _ one: PersonID, _ kind: Person.Relationship.Kind, of other: PersonID,
    responsible: Bool = false, from: Day? = nil
  ) async throws {
    _ = try await house.store.perform(
      Person.Command.relate(
        .init(kind: kind, parentalResponsibility: responsible, from: from), to: other,
        provenance: .init(saidBy: "the school")),
      on: one, as: act)
  }
}

/// A child with mother, the mother's partner, a baby to come and a grandmother on her own.
struct DrawnFamily: Sendable {
  let council: TestHouse
  let child: PersonID
  let mother: PersonID
  let partner: PersonID
  let gran: PersonID
  let baby: PersonID

  init() async throws {
    council = try await TestHouse()
    let home = Person.Address(lines: "1 Mill Lane\nLanrock", postcode: "LS1 4AB")
    let born = try #require(Day(iso: "2017-05-03"))
    child = try await council.person(
      "Zebedee", "Quillfeather", birth: .exact(born), address: home)
    mother = try await council.person(
      "Dee", "Quillfeather", stage: .adult, birth: .estimated(born.adding(years: -24)),
      address: home)
    partner = try await council.person("Dean", "Cole", stage: .adult, address: home)
    gran = try await council.person(
      "Petronella", "Hale", stage: .adult,
      address: .init(lines: "9 Quay Street", postcode: "TR1 2XN"))
    let due = try #require(Day(iso: "2026-07-01"))
    baby = try await council.person("Baby", "Cole", stage: .unborn, birth: .expected(due))
    try await council.relate(mother, .mother, of: child, responsible: true)
    let since = try #require(Day(iso: "2025-03-01"))
    try await council.relate(partner, .partner, of: mother, from: since)
    try await council.relate(gran, .mother, of: mother)
    try await council.relate(mother, .mother, of: baby)
    try await council.relate(partner, .father, of: baby)
  }
}

@Suite("The pictures of a family") struct FamilyPictureTests {
  @Test("The family page draws everybody, says the same in words, and puts anybody in the middle")
  func drawn() async throws {
    let family = try await DrawnFamily()
    try await family.council.worker("ada", [.contactWorker])
    let path = "/people/\(family.child)/family"
    try await family.council.run { browser in
      try await browser.signIn("ada")
      let page = try await browser.get(path)
      #expect(page.status == 200)
      #expect(
        page.body.contains(
          "Zebedee Quillfeather lives with Dee Quillfeather and Dean Cole. 5 people in 3 generations."
        ))
      #expect(
        page.body.contains("aria-label=\"Dean Cole, mother&#39;s partner. Put in the middle\""))
      #expect(page.body.contains("Mar 2025"))
      #expect(page.body.contains("Has PR"))
      #expect(page.body.contains("Due 1 July 2026"))
      #expect(page.body.contains(">1 Mill Lane</text>"))
      #expect(page.body.contains("Mother&#39;s mother"))
      #expect(page.body.contains("Yes, for Zebedee Quillfeather"))
      #expect(page.body.contains("Everybody in the picture"))
      #expect(try await family.council.looks(at: family.partner).isEmpty)
      let centred = try await browser.get("\(path)?centre=\(family.partner)")
      #expect(centred.status == 200)
      #expect(centred.body.contains("Drawn around Dean Cole."))
      #expect(
        centred.body.contains("href=\"\(path)\">Put Zebedee Quillfeather in the middle again"))
      for centre in ["P-99", "nobody", "", "P-1%20"] {
        let wrong = try await browser.get("\(path)?centre=\(centre)")
        #expect(wrong.status == (centre.isEmpty ? 200 : 404), "\(centre)")
      }
    }
    #expect(try await family.council.looks(at: family.partner).count == 1)
  }

  @Test("The ecomap has the family, school and GP around the child, and a blank one to print")
  func ecomap() async throws {
    let family = try await DrawnFamily()
    try await family.council.worker("ada", [.contactWorker])
    let alone = try await family.council.person("Lone", "Ranger")
    let friend = try await family.council.person("Kit", "Marlow")
    try await family.council.relate(friend, .friend, of: family.child)
    _ = try await family.council.house.store.perform(
      Person.Command.recordNetwork(
        .init(school: "Lanrock Primary", gp: "Quay Surgery"), provenance: .init(saidBy: "school")),
      on: family.child, as: family.council.act)
    let path = "/people/\(family.child)/family/ecomap"
    try await family.council.run { browser in
      try await browser.signIn("ada")
      let page = try await browser.get(path)
      #expect(page.status == 200)
      #expect(page.body.contains("4 people and services around Zebedee Quillfeather."))
      for words in ["Lanrock Primary", "Quay Surgery", "Kit Marlow", "Dee Quillfeather"] {
        #expect(page.body.contains(words), "\(words)")
      }
      // The friend is not family.
      let genogram = try await browser.get("/people/\(family.child)/family")
      #expect(!genogram.body.contains("aria-label=\"Kit Marlow"))
      let blank = try await browser.get("\(path)?show=blank")
      #expect(blank.body.contains("A blank ecomap for Zebedee Quillfeather"))
      #expect(!blank.body.contains("Quay Surgery"))
      let empty = try await browser.get("/people/\(alone)/family/ecomap")
      #expect(empty.body.contains("Nobody around Lone Ranger is recorded yet"))
      let none = try await browser.get("/people/\(alone)/family")
      #expect(!none.body.contains("<svg class=\"genogram\""))
    }
  }

  @Test(
    "Somebody whose record is closed is in no picture, nor is anybody who is known only through them",
    arguments: [Person.Restriction.Level.locked, .hidden])
  func closed(level: Person.Restriction.Level) async throws {
    let family = try await DrawnFamily()
    let owner = try await family.council.worker("ona", [.teamManager])
    try await family.council.worker("ada", [.contactWorker])
    try await family.council.worker("eve", [.performanceAnalyst])
    // The partner's brother belongs to the family through the partner alone.
    let brother = try await family.council.person("Rufus", "Cole", stage: .adult)
    try await family.council.relate(brother, .sibling, of: family.partner)
    try await family.council.restrict(family.partner, level, to: owner)
    let paths = [
      "/people/\(family.child)/family", "/people/\(family.child)/family?show=everybody",
      "/people/\(family.child)/family/ecomap", "/people/\(family.mother)/family",
      "/people/\(family.child)/family?centre=\(family.mother)",
      "/people/\(family.child)/family?as-at=2026-03-16",
    ]
    try await family.council.run { browser in
      try await browser.signIn("ada")
      for path in paths {
        let page = try await browser.get(path)
        #expect(page.status == 200, "\(path)")
        for name in ["Dean", "Rufus", "\(family.partner)\"", "\(brother)\""] {
          #expect(!page.body.contains(name), "\(path): \(name)")
        }
      }
      // Put in the middle: the same answer as for somebody who is no relative at all.
      let closed = try await browser.get(paths[0] + "?centre=\(family.partner)")
      let nobody = try await browser.get(paths[0] + "?centre=P-77")
      #expect(closed.status == 404)
      #expect(nobody.status == 404)
      let named = await browser.another()
      try await named.signIn("ona")
      let open = try await named.get(paths[0])
      #expect(open.body.contains("aria-label=\"Dean Cole, mother&#39;s partner."))
      #expect(open.body.contains("aria-label=\"Rufus Cole"))
      let stranger = await browser.another()
      try await stranger.signIn("eve")
      for path in paths { #expect(try await stranger.get(path).status == 403, "\(path)") }
    }
  }

  @Test("The picture of a day in the past has those who were known then")
  func asAt() async throws {
    let family = try await DrawnFamily()
    try await family.council.worker("ada", [.contactWorker])
    family.council.clock.advance(minutes: 3 * 24 * 60)
    let late = try await family.council.person("Late", "Comer")
    try await family.council.relate(late, .sibling, of: family.child)
    let path = "/people/\(family.child)/family"
    try await family.council.run { browser in
      try await browser.signIn("ada")
      #expect(try await browser.get(path).body.contains("aria-label=\"Late Comer"))
      let past = try await browser.get("\(path)?as-at=2026-03-17")
      #expect(past.body.contains("You are looking at 17 March 2026"))
      #expect(!past.body.contains("Late Comer"))
      #expect(past.body.contains("aria-label=\"Dean Cole"))
      #expect(past.body.contains("?centre=\(family.partner)&amp;as-at=2026-03-17#genogram"))
      #expect(!past.body.contains("Add a relationship"))
      let ecomap = try await browser.get("\(path)/ecomap?as-at=2026-03-17")
      #expect(!ecomap.body.contains("Late Comer"))
      let before = try await browser.get("\(path)?as-at=2026-03-10")
      #expect(before.body.contains("There was no record yet"))
    }
  }

  @Test(
    "Of a family of thirty, 25 are drawn until everybody is asked for; what contradicts is told")
  func large() async throws {
    let family = try await DrawnFamily()
    try await family.council.worker("ada", [.contactWorker])
    for number in 1...26 {
      let cousin = try await family.council.person("Cousin", "Number\(number)")
      try await family.council.relate(cousin, .cousin, of: family.child)
    }
    try await family.council.relate(family.child, .mother, of: family.gran)
    let path = "/people/\(family.child)/family"
    try await family.council.run { browser in
      try await browser.signIn("ada")
      let page = try await browser.get(path)
      #expect(page.body.contains("25 of 31 people are drawn"))
      #expect(page.body.contains("href=\"\(path)?show=everybody\">Show everybody"))
      let all = try await browser.get("\(path)?show=everybody")
      #expect(all.body.contains("All 31 people are drawn."))
      #expect(all.body.contains("aria-label=\"Cousin Number26, cousin. Put in the middle\""))
      #expect(all.body.contains("Not drawn:"))
      #expect(all.body.contains("end the one that is wrong"))
    }
  }
}

@Suite("What a family is drawn from") struct FamilyRelationTests {
  @Test("Ages fit in a symbol")
  func ages() {
    let ages = ["9 years", "14 months", "3 weeks", "5 days", "born today", "about 40 years"]
    #expect(ages.map(FamilyPicture.short) == ["9", "14m", "3w", "5d", "0", "40"])
  }

  @Test("A relative is called by their sex where it is known")
  func words() {
    #expect(FamilyRelations.word(.sibling, sex: .female, isOver: false) == "sister")
    #expect(FamilyRelations.word(.sibling, sex: nil, isOver: false) == "brother or sister")
    #expect(FamilyRelations.word(.partner, sex: .male, isOver: true) == "former partner")
    #expect(FamilyRelations.word(.grandparent, sex: .male, isOver: false) == "grandfather")
    #expect(FamilyRelations.word(.carer, sex: .male, isOver: true) == "carer until then")
  }

  @Test("What is put over a couple's line is short")
  func months() throws {
    #expect(try #require(Day(iso: "2021-05-09")).shortMonth == "May 2021")
    #expect(try #require(Day(iso: "2021-09-09")).shortMonth == "Sep 2021")
    #expect(try #require(Day(iso: "2021-03-09")).shortMonth == "Mar 2021")
  }
}
