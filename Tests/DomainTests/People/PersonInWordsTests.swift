import Testing

@testable import Domain

@Suite("Somebody said in one line") struct PersonInWordsTests {
  /// 16 March 2026, a Monday.
  let today = Day(iso: "2026-03-16") ?? Day(number: 0)

  func read(_ text: String) -> PersonInWords { PersonInWords(text, today: today) }

  @Test("Mum's partner, who moved in")
  func partner() {
    let said = read("mum's partner Dean, moved in in March")
    #expect(said.whose == .relative(.mother))
    #expect(said.kind == .partner)
    #expect(said.given == "Dean")
    #expect(said.livesHere)
    #expect(said.movedIn == Day(iso: "2026-03-01"))
    #expect(said.isDayRough)
    #expect(said.text == "mum's partner Dean, moved in in March")
  }

  @Test(
    "The same is understood in other words",
    arguments: [
      "Mum’s new partner Dean moved in March", "mums partner Dean, moved in March 2026",
      "her mum's partner Dean, living with them since March", "Dean, mum's partner, moved in March",
      "mother's boyfriend dean moved in in march",
      "add mum's fiancé Dean, who moved in around March",
    ])
  func others(text: String) {
    let said = read(text)
    #expect(said.given == "Dean", "\(text)")
    #expect(said.kind == .partner, "\(text)")
    #expect(said.movedIn == Day(iso: "2026-03-01"), "\(text)")
  }

  @Test("Whose, who and the name")
  func who() {
    let nan = read("her nan Rita Hale, aged 61")
    #expect(nan.whose == .page)
    #expect(nan.kind == .grandparent)
    #expect(nan.sex == .female)
    #expect(nan.name == "Rita Hale")
    #expect(nan.age == 61)
    #expect(!nan.livesHere)
    let uncle = read("Karen's brother Joe")
    #expect(uncle.whose == .named("Karen"))
    #expect(uncle.kind == .sibling)
    #expect(uncle.sex == .male)
    let ex = read("dad's ex-wife Mary Ann Rowe")
    #expect(ex.kind == .formerPartner)
    #expect(ex.given == "Mary")
    #expect(ex.family == "Ann Rowe")
    #expect(read("the children's step dad Lee").kind == .stepParent)
    #expect(read("half-brother Kai").kind == .halfSibling)
    #expect(read("foster carer Mrs Gill").kind == .carer)
  }

  @Test("Since when")
  func since() {
    func day(_ words: String) -> String? { read("uncle Joe, \(words)").movedIn?.iso }
    #expect(day("moved in on 3 February 2026") == "2026-02-03")
    #expect(day("moved in 3/2/2026") == "2026-02-03")
    #expect(day("moved in last week") == "2026-03-09")
    #expect(day("moved in two weeks ago") == "2026-03-02")
    #expect(day("living here since 2024") == "2024-01-01")
    #expect(day("moved in yesterday") == "2026-03-15")
    // The last December, not the next.
    #expect(day("moved in in December") == "2025-12-01")
    #expect(day("moved in in March 2031") == nil)
    #expect(day("moved out in March") == nil)
    #expect(!read("uncle Joe, moved out in March").livesHere)
    #expect(read("uncle Joe, lives with them").livesHere)
  }

  @Test(
    "What cannot be read is kept whole and made nothing of",
    arguments: ["", "??? 12", "moved in in March", "1 2 3 ' ’ , , s's"])
  func unread(text: String) {
    let said = read(text)
    #expect(said.text == text)
    #expect(said.kind == nil)
    #expect(!said.isRead)
  }
}
