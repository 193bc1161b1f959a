import Domain
import Store
import Testing

@testable import Web

@Suite("Two who write at once") struct BothTextsTests {
  private struct Met {
    let house: AssessmentHouse
    let id: AssessmentID
    var path: String { AssessmentPaths.section(id, .history) }
  }

  /// Leila has typed into a section that Kim changed meanwhile.
  private func meeting(
    _ then: @escaping @Sendable (Met, Browser, Browser.Answer) async throws -> Void
  ) async throws {
    let house = try await AssessmentHouse()
    let met = Met(house: house, id: try await house.begun())
    try await house.council.run { browser in
      try await browser.signIn("leila")
      let opened = try await browser.unseen(met.path)
      _ =
        try await house.store.perform(
          Assessment.Command.write(
            .history, Assessment.Written(text: "Kim wrote this", completed: false)),
          on: met.id, as: house.act(house.morgan)) as Done<Assessment>
      let answer = try await browser.post(
        met.path, opened + [("text", "Leila wrote this"), ("completed", "no")])
      try await then(met, browser, answer)
    }
  }

  private func carried(_ answer: Browser.Answer, _ path: String) -> [(String, String)] {
    ["csrf", "_form", "_version"].compactMap { name in
      answer.hidden(name, in: path).map { (name, $0) }
    }
  }

  @Test("Both are kept, one after the other, at a press; and sent again they are on the record")
  func both() async throws {
    try await meeting { met, browser, answer in
      #expect(answer.status == 409)
      #expect(answer.body.contains("value=\"both text\""))
      #expect(answer.body.contains("value=\"theirs text\""))
      let chosen = try await browser.post(
        met.path,
        carried(answer, met.path) + [
          ("text", "Leila wrote this"), ("completed", "no"), ("_choose", "both text"),
        ])
      #expect(chosen.body.contains("Kim wrote this\n\nLeila wrote this</textarea>"))
      // Nothing is recorded until it is sent.
      #expect(try await met.house.state(met.id).sections[.history]?.text == "Kim wrote this")
      let sent = try await browser.post(
        met.path,
        carried(chosen, met.path) + [
          ("text", "Kim wrote this\n\nLeila wrote this"), ("completed", "no"),
        ])
      #expect(sent.status == 303)
      let written = try await met.house.state(met.id).sections[.history]?.text
      #expect(written == "Kim wrote this\n\nLeila wrote this")
    }
  }

  @Test("The record's words are taken at a press, and what was typed is still in the draft")
  func theirs() async throws {
    try await meeting { met, browser, answer in
      let chosen = try await browser.post(
        met.path,
        carried(answer, met.path) + [
          ("text", "Leila wrote this"), ("completed", "no"), ("_choose", "theirs text"),
        ])
      #expect(chosen.body.contains("Kim wrote this</textarea>"))
      #expect(!chosen.body.contains("\nLeila wrote this</textarea>"))
      let again = try await browser.get(met.path)
      #expect(again.body.contains("Leila wrote this"))
    }
  }

  @Test("A choice that no button offers changes nothing of what was typed")
  func nonsense() async throws {
    try await meeting { met, browser, answer in
      for choice in ["", "both", "both nothing", "mine text", "theirs csrf"] {
        let shown = try await browser.post(
          met.path,
          carried(answer, met.path) + [
            ("text", "Leila wrote this"), ("completed", "no"), ("_choose", choice),
          ])
        #expect(shown.status == 409)
        #expect(shown.body.contains("Leila wrote this</textarea>"))
      }
    }
  }
}
