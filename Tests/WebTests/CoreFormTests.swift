import Domain
import HTML
import Testing

@testable import Web

@Suite("Reading forms") struct CoreFormTests {
  @Test("Names and values come apart as a browser put them together")
  func bodies() throws {
    func parse(_ text: String) throws -> [String] {
      try #require(FormBody.parse(text.utf8)).map { "\($0.name)=\($0.value)" }
    }
    #expect(try parse("a=1&a=2&b=") == ["a=1", "a=2", "b="])
    #expect(try parse("a=1+2%2B%263") == ["a=1 2+&3"])
    #expect(try parse("a=x%3Dy=z&&=") == ["a=x=y=z", "="])
    #expect(try parse("na%C3%AFve=%F0%9F%8C%B1") == ["naïve=🌱"])
    #expect(try parse("a=100%&b=%4") == ["a=100%", "b=%4"])
    #expect(try parse("") == [])
    #expect(FormBody.parse("a=%00".utf8) == nil)
    #expect(FormBody.parse("a=%C3".utf8) == nil)
    #expect(FormBody.parse(String(repeating: "a&", count: 2001).utf8) == nil)
    let text = "Zoë & Søn = 50% \"+\"\n🌱"
    #expect(FormBody.decode(Array(FormBody.encode(text).utf8)) == text)
  }

  func reader(_ pairs: [String: String]) -> AnswerReader {
    AnswerReader(Answers(pairs.mapValues { [$0] }))
  }

  @Test("A date is read from three boxes, and what is wrong is said in words")
  func days() {
    let today = Day(number: 20_000)  // 4 October 2024
    let cases: [(String, String, String, String?)] = [
      ("4", "10", "2024", nil), ("04", "Oct", "2024", nil), ("4", "october", "2024", nil),
      ("", "", "", "Enter the date of the visit"),
      ("4", "10", "", "The date of the visit must include a year"),
      ("", "10", "", "The date of the visit must include a day and a year"),
      ("31", "9", "2024", "The date of the visit must be a real date"),
      ("x", "9", "2024", "The date of the visit must be a real date"),
      ("4", "10", "24", "The year must have 4 numbers"),
      ("5", "10", "2024", "The date of the visit must be 4 October 2024 or before"),
    ]
    for (day, month, year, message) in cases {
      var reader = reader(["v-day": day, "v-month": month, "v-year": year])
      let read = reader.day("v", "the date of the visit", latest: today)
      #expect(reader.errors.first?.message == message)
      #expect(reader.errors.count == (message == nil ? 0 : 1))
      #expect(read == (message == nil ? today : nil))
    }
    var none = reader([:])
    #expect(none.dayIfAny("v", "the date") == nil)
    #expect(none.errors.isEmpty)
  }

  @Test(
    "A time is read as people write it",
    arguments: [
      ("9:32am", 9, 32), ("9.32 AM", 9, 32), ("14:05", 14, 5), ("12am", 0, 0), ("12:30pm", 12, 30),
      ("2pm", 14, 0), ("00:00", 0, 0),
    ])
  func times(text: String, hour: Int, minute: Int) {
    var reader = reader(["t": text])
    let time = reader.time("t", "the time")
    #expect(time?.hour == hour)
    #expect(time?.minute == minute)
    #expect(reader.errors.isEmpty)
  }

  @Test(
    "What is no time is said to be none", arguments: ["25:00", "9", "9:5", "13pm", "x", "9:60"])
  func noTimes(text: String) {
    var reader = reader(["t": text])
    #expect(reader.time("t", "the time of the call") == nil)
    #expect(
      reader.errors.map(\.message)
        == ["The time of the call must be a time, like 2:05pm or 14:05"])
  }

  @Test("A moment is London's, and not in the future")
  func moments() throws {
    let now = try #require(Instant(iso: "2026-07-01T12:00:00.000Z"))
    let day = ["r-day": "1", "r-month": "7", "r-year": "2026"]
    var good = reader(day.merging(["r-time": "1pm"]) { $1 })
    #expect(good.moment("r", "the call", latest: now) == now)
    var late = reader(day.merging(["r-time": "1:01pm"]) { $1 })
    #expect(late.moment("r", "the call", latest: now) == nil)
    #expect(late.errors.map(\.message) == ["The time of the call must not be in the future"])
  }

  @Test("Codes, yes and no, numbers of records, whole numbers")
  func values() {
    var reader = reader([
      "kind": "assessment", "bad": "x", "yes": "yes", "no": "no", "child": " p-12 ", "wrong": "C-1",
      "count": "7",
    ])
    #expect(reader.code("kind", "the kind", of: Team.Kind.self) == .assessment)
    #expect(reader.yesOrNo("yes", "it was") == true)
    #expect(reader.yesOrNo("no", "it was") == false)
    #expect(reader.id("child", "the child", of: Person.self) == PersonID(12))
    #expect(reader.number("count", "how many", in: 1...10) == 7)
    #expect(reader.codeIfAny("gone", "the kind", of: Team.Kind.self) == nil)
    #expect(reader.errors.isEmpty)
    #expect(reader.code("bad", "the kind", of: Team.Kind.self) == nil)
    #expect(reader.code("gone", "the kind", of: Team.Kind.self) == nil)
    #expect(reader.yesOrNo("gone", "Aisha was seen alone") == nil)
    #expect(reader.id("wrong", "the child", of: Person.self) == nil)
    #expect(reader.number("count", "how many", in: 1...5) == nil)
    #expect(
      reader.errors.map(\.message) == [
        "Select the kind from the list", "Select the kind", "Select whether Aisha was seen alone",
        "The child must be a number like P-12", "How many must be a number from 1 to 5",
      ])
  }

  @Test("Text keeps its lines and loses only the space around it")
  func text() {
    var reader = reader(["t": "  \r\n a\r\n\r\nb \n ", "long": "abcdef"])
    #expect(reader.text("t", "the text") == "a\n\nb")
    #expect(reader.text("long", "the text", longest: 5) == nil)
    #expect(reader.errors.map(\.message) == ["The text must be 5 characters or fewer"])
  }

  @Test("One definition gives the page and the words to check before sending")
  func definition() {
    let definition = FormDefinition(
      "visit", edition: "1",
      [
        Question("on", .day, "When was the visit?"),
        Question("alone", .yesOrNo, "Was Aisha seen alone?"),
        Question(
          "where", .one([Choice("home", "At home"), Choice("school", "At school")]), "Where?"),
        Question("who", .several([Choice("a", "Aisha"), Choice("s", "Sam")]), "Who?"),
        Question("words", .longText(rows: 3), "What happened?", optional: true),
      ])
    var answers = Answers(["who": ["a", "s"], "where": ["school"], "alone": ["no"]])
    answers.set("on", day: Day(iso: "2026-06-16"))
    let view = FormView(
      definition, answers: answers, errors: [FormError("alone", "Say why not")])
    let page = view.all.string
    #expect(page.contains("name=\"on-day\""))
    #expect(page.contains("value=\"16\""))
    #expect(page.contains("Say why not"))
    #expect(view.error("on") == nil)
    let summary = summaryList(definition.summary(of: answers)).string
    for words in ["16 June 2026", "No", "At school", "Aisha, Sam", "Not recorded"] {
      #expect(summary.contains(words))
    }
  }

  @Test("A form's token opens only as it was signed, for a day")
  func tokens() throws {
    let keys = Keys(pepper: [UInt8](repeating: 3, count: 32))
    let now = try #require(Instant(iso: "2026-03-16T09:00:00.000Z"))
    let token = FormToken(worker: WorkerID(5), issued: now, path: "/a/b?c=d|e")
    let text = token.signed(with: keys)
    #expect(FormToken(text, keys: keys, now: now) == token)
    #expect(FormToken(text, keys: keys, now: now.adding(seconds: 86_400)) == token)
    #expect(FormToken(text, keys: keys, now: now.adding(seconds: 86_401)) == nil)
    #expect(FormToken(text, keys: keys, now: now.adding(seconds: -120)) == nil)
    #expect(
      FormToken(text, keys: Keys(pepper: [UInt8](repeating: 4, count: 32)), now: now) == nil)
    #expect(FormToken(text + ".x", keys: keys, now: now) == nil)
    #expect(
      FormToken(worker: WorkerID(5), issued: now, path: "/a").key
        != FormToken(worker: WorkerID(5), issued: now, path: "/a").key)
  }

  @Test("A limit counts in its window and begins anew")
  func limiter() throws {
    let limiter = Limiter(2, in: 60)
    let now = Instant(milliseconds: 0)
    #expect(limiter.allows("a", now: now))
    #expect(limiter.allows("a", now: now))
    #expect(!limiter.allows("a", now: now.adding(seconds: 59)))
    #expect(limiter.allows("b", now: now))
    #expect(limiter.allows("a", now: now.adding(seconds: 60)))
  }
}
