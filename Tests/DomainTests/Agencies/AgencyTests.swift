import Testing

@testable import Domain

@Suite("Agencies") struct AgencyTests {
  private let today = Day(number: 20_500)
  private let school = Agency(
    name: "Hill School", kind: .school, mailbox: "office@hill.school.example",
    professionals: [
      Agency.Professional(email: "head@hill.school.example", name: "H Head", job: "Head")
    ])

  private func decide(_ command: Agency.Command, given agency: Agency?) throws -> [Agency.Fact] {
    try Agency.decide(command, given: agency, around: Nothing(), by: .system, today: today)
  }

  private func refusal(_ command: Agency.Command, given agency: Agency?) -> String? {
    do {
      _ = try decide(command, given: agency)
      return nil
    } catch let refusal as Refusal {
      return refusal.rule
    } catch {
      return "\(error)"
    }
  }

  @Test("An agency has a name, a kind and a mailbox that mail can reach")
  func registering() throws {
    let command = Agency.Command.register(
      name: "Hill School", kind: .school, mailbox: "Office@Hill.School.Example")
    let facts = try decide(command, given: nil)
    #expect(
      facts == [
        .registered(
          name: "Hill School", kind: .school, mailbox: "office@hill.school.example", by: nil)
      ])
    let nameless = Agency.Command.register(name: "", kind: .school, mailbox: "a@b.example")
    #expect(refusal(nameless, given: nil) == "agency.name")
    let noMail = Agency.Command.register(name: "Hill", kind: .school, mailbox: "office")
    #expect(refusal(noMail, given: nil) == "agency.address")
    #expect(refusal(command, given: school) == "agency.already-there")
    #expect(refusal(.close(reason: "Gone"), given: nil) == "agency.not-there")
  }

  @Test("The same person is admitted once, whatever the case of their address")
  func admitting() throws {
    let same = Agency.Professional(email: "HEAD@hill.school.example", name: "H Head", job: "Head")
    let facts = try decide(.admit(same), given: school)
    #expect(facts.isEmpty)
    let other = Agency.Professional(email: "HEAD@hill.school.example", name: "H Head", job: "Lead")
    let renamed = try decide(.admit(other), given: school)
    let after = renamed.reduce(school) { Agency.evolve($0, $1) }
    #expect(after.professionals.count == 1)
    #expect(after.professionals.first?.job == "Lead")
  }

  @Test("Somebody is removed with a reason, and only where they were admitted")
  func removing() throws {
    let head = "head@hill.school.example"
    #expect(refusal(.remove(email: head, reason: ""), given: school) == "agency.remove-reason")
    #expect(
      refusal(.remove(email: "x@y.example", reason: "Left"), given: school)
        == "agency.not-admitted")
    let facts = try decide(.remove(email: head, reason: "Left"), given: school)
    #expect(facts.reduce(school) { Agency.evolve($0, $1) }.professionals.isEmpty)
  }

  @Test("One shared account at a time, with a name that can be typed")
  func accounts() throws {
    #expect(refusal(.openAccount(username: "hi ll"), given: school) == "agency.username")
    #expect(refusal(.openAccount(username: "hi"), given: school) == "agency.username")
    #expect(refusal(.closeAccount(reason: "Unused"), given: school) == "agency.no-account")
    let facts = try decide(.openAccount(username: "Hill-School"), given: school)
    let open = facts.reduce(school) { Agency.evolve($0, $1) }
    #expect(open.username == "hill-school")
    #expect(refusal(.openAccount(username: "other"), given: open) == "agency.account")
    #expect(refusal(.closeAccount(reason: ""), given: open) == "agency.account-reason")
  }

  @Test("An agency that left admits nobody, has no account, and is not asked to leave again")
  func leaving() throws {
    let facts = try decide(.close(reason: "Joined another"), given: school)
    let left = facts.reduce(school) { Agency.evolve($0, $1) }
    #expect(left.professionals.isEmpty)
    #expect(left.username == nil)
    #expect(refusal(.close(reason: "Again"), given: left) == "agency.closed")
    #expect(refusal(.close(reason: ""), given: school) == "agency.close-reason")
  }
}
