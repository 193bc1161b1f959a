import Domain
import Store
import Testing

@testable import Web

@Suite("A contact on its pages") struct ContactPagesTests {
  @Test("From matching to the second check, each step in its page") func journey() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact(matched: false)
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let people = try await browser.get("/contacts/\(id)/people")
      #expect(people.status == 200)
      #expect(people.body.contains("same date of birth"))
      // Both sisters are candidates of a name alike; each is linked to her own record.
      for (key, child) in zip([1, 2], front.children) {
        let action = "/contacts/\(id)/people/\(key)/match"
        let page = try await browser.get("/contacts/\(id)/people")
        let hidden = ["csrf", "_form", "_version"].compactMap { name in
          page.hidden(name, in: action).map { (name, $0) }
        }
        let linked = try await browser.post(action, hidden + [("person", "\(child)")])
        #expect(linked.location == "/contacts/\(id)/people")
      }
      #expect(try await front.whole(id).matched == front.children)

      let form = try await browser.get("/contacts/\(id)/decision")
      #expect(form.body.contains("Record decision for Aisha Quillfeather and Samira Quillfeather"))
      #expect(form.body.contains("Bruises on both arms"))
      #expect(form.body.contains("What is known already"))
      #expect(form.body.contains("An assessment is then due by"))
      #expect(!form.body.contains(" checked>"))
      let decided = try await browser.fill("/contacts/\(id)/decision", front.referBoth)
      #expect(decided.location == "/contacts/\(id)?done=decided")
      let own = try await browser.get("/contacts/\(id)/check")
      #expect(own.body.contains("You made this decision yourself"))

      let second = await browser.another()
      try await second.signIn("sol")
      let review = try await second.get("/review")
      #expect(review.body.contains("Check \(id)"))
      let check = try await second.get("/contacts/\(id)/check")
      #expect(check.body.contains("An injury without an explanation that fits it"))
      #expect(check.body.contains("Opens a referral for Aisha Quillfeather"))
      let agreed = try await second.fill(
        "/contacts/\(id)/check", [("verdict", "agree"), ("comment", "Read it")])
      #expect(agreed.location == "/contacts/\(id)?done=checked")
      let page = try await second.get("/contacts/\(id)?done=checked")
      #expect(page.body.contains("Referral R-1 for Aisha Quillfeather"))
      #expect(page.body.contains("Referral R-2 for Samira Quillfeather"))
      let told = try await second.fill(
        "/contacts/\(id)/feedback",
        [("words", "A social worker will visit"), ("how", "phone")] + front.day("on", front.today))
      #expect(told.location == "/contacts/\(id)?done=fedBack")
    }
    let contact = try await front.whole(id)
    #expect(contact.decision?.indicators == ["4.injury", "4.told"])
    #expect(contact.referrals.count == 2)
    #expect(contact.feedback.count == 1)
  }

  @Test("A decision without what it needs stays on the page, with every word") func refused()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let page = try await browser.fill(
        "/contacts/\(id)/decision",
        [("level", "4"), ("outcome-1", "referral"), ("reason", "Because of the bruises")])
      #expect(page.status == 422)
      #expect(page.body.contains("Select an outcome for Samira Quillfeather"))
      #expect(page.body.contains("Say what the history adds"))
      #expect(page.body.contains("Because of the bruises"))
      #expect(page.body.contains("href=\"#outcome-2\""))
      // One decision for both, and a word for each by name.
      #expect(page.body.contains("Say what is particular to Samira Quillfeather"))
      #expect(page.body.contains("Confirm the decision for Aisha Quillfeather"))
      // A rule of the record itself is said the same way.
      let open = try await browser.fill(
        "/contacts/\(id)/decision",
        front.referBoth.filter { !$0.0.hasPrefix("outcome") } + [
          ("outcome-1", "passedToOpenWork"), ("outcome-2", "noFurtherAction"),
        ])
      #expect(open.status == 422)
      #expect(open.body.contains("Aisha Quillfeather has no open work to pass this to"))
      #expect(open.body.contains("An injury without an explanation that fits it"))
    }
    #expect(try await front.whole(id).decision == nil)
  }

  @Test("Who decides on a page that is out of date sees that, and nothing is overwritten")
  func conflict() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let mine = try await browser.unseen("/contacts/\(id)/decision")
      let _: Done<Contact> = try await front.store.perform(
        .addInformation("The GP rang"), on: id, as: front.act(front.sol))
      let page = try await browser.post("/contacts/\(id)/decision", mine + front.referBoth)
      #expect(page.status == 409)
      #expect(page.body.contains("Somebody else changed this record"))
      #expect(page.body.contains("Said it hurts"))
    }
    #expect(try await front.whole(id).decision == nil)
  }

  @Test("A decision sent twice is one decision") func twice() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("dana")
      let fields = try await browser.unseen("/contacts/\(id)/decision") + front.referBoth
      let first = try await browser.post("/contacts/\(id)/decision", fields)
      let second = try await browser.post("/contacts/\(id)/decision", fields)
      #expect(first.status == 303)
      #expect(second.location == first.location)
    }
    let steps = try await front.store.database.read { try ContactTable.steps(of: id, in: $0) }
    #expect(steps.map(\.kind) == ["received", "decided"])
  }

  @Test("A decision sent back says why, and waits for a new one") func sentBack() async throws {
    let front = try await FrontHouse()
    let id = try await front.decided()
    try await front.council.run { browser in
      try await browser.signIn("sol")
      let silent = try await browser.fill("/contacts/\(id)/check", [("verdict", "return")])
      #expect(silent.status == 422)
      #expect(silent.body.contains("Say what should be looked at again"))
      let back = try await browser.fill(
        "/contacts/\(id)/check", [("verdict", "return"), ("comment", "Ask the health visitor")])
      #expect(back.location == "/contacts/\(id)?done=returned")
      let page = try await browser.get("/contacts/\(id)")
      #expect(page.body.contains("Ask the health visitor"))
      #expect(page.body.contains("Returned"))
    }
    #expect(try await front.whole(id).referrals.isEmpty)
  }

  @Test("Information added, somebody named, a match undone") func smallForms() async throws {
    let front = try await FrontHouse()
    let id = try await front.contact()
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let added = try await browser.fill(
        "/contacts/\(id)/information", [("information", "The GP rang at noon")])
      #expect(added.location == "/contacts/\(id)?done=added")
      let named = try await browser.fill(
        "/contacts/\(id)/people/name",
        [("person-1-given", "Noor"), ("person-1-kind", "adult"), ("person-1-relation", "mother")])
      #expect(named.location == "/contacts/\(id)/people")
      let silent = try await browser.fill("/contacts/\(id)/people/1/unmatch", [])
      #expect(silent.status == 422)
      let undone = try await browser.fill(
        "/contacts/\(id)/people/1/unmatch", [("reason", "Another Aisha")])
      #expect(undone.location == "/contacts/\(id)/people")
    }
    let contact = try await front.whole(id)
    #expect(contact.added == ["The GP rang at noon"])
    #expect(contact.named.map(\.key) == [1, 2, 3])
    #expect(contact.named[0].person == nil)
  }

  @Test("None of these leads to the search, with no name in the address") func search()
    async throws
  {
    let front = try await FrontHouse()
    let id = try await front.contact(matched: false)
    try await front.council.run { browser in
      try await browser.signIn("cora")
      let page = try await browser.get("/contacts/\(id)/people")
      let action = "/contacts/\(id)/people/2/search"
      let hidden = ["csrf", "_form"].compactMap { name in
        page.hidden(name, in: action).map { (name, $0) }
      }
      let found = try await browser.post(action, hidden)
      let location = try #require(found.location)
      #expect(location.hasPrefix("/people/find?search="))
      #expect(location.hasSuffix("&contact=\(id)&key=2"))
      #expect(!location.contains("Samira"))
      #expect(try await browser.get(location).body.contains("This is the person"))
    }
  }
}
