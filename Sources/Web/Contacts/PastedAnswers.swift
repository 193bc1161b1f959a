import Domain
import HTML
import Matching

/// What was read from a pasted text, as answers of the form: only where nothing is typed, and each one
/// marked. Whether a child is in danger and whether anybody agreed is never answered from a text.
struct PastedAnswers {
  private(set) var answers: Answers
  private var found: Set<String>
  private let reading: Reading
  private let isEmpty: Bool
  private var people = 0

  init(_ answers: Answers, layouts: [Layout], today: Day) {
    self.answers = answers
    let pasted = answers["pasted"] ?? ""
    isEmpty = !pasted.contains { !$0.isWhitespace }
    found = Set(answers.all("found"))
    reading = PastedText.read(pasted, layouts: layouts, today: today)
    guard !isEmpty else { return }
    for person in reading.people { fill(person) }
    fill("postcode", reading.postcode)
    fill("address", reading.address)
    fill("reference", reading.reference)
    fill("grading", reading.grading)
    fill("source", reading.source?.code)
    fill("method", reading.method?.rawValue)
    fill("agency", reading.agency)
    fill("caller-name", reading.callerName)
    fill("caller-role", reading.callerRole)
    fill("caller-reach", reading.callerReach)
    fill("account", reading.account)
    self.answers.set("found", found.sorted())
  }

  private mutating func fill(_ id: String, _ value: String?) {
    guard let value, !value.isEmpty, (answers[id] ?? "").isEmpty else { return }
    answers[id] = value
    found.insert(id)
  }

  private mutating func fill(_ person: Reading.Somebody) {
    let rows = ContactForm.rows(in: answers)
    func name(_ row: Int) -> String {
      Folding.joined(
        (answers["person-\(row)-given"] ?? "") + " " + (answers["person-\(row)-family"] ?? ""))
    }
    if (1...rows).contains(where: { name($0) == Folding.joined(person.full) }) { return }
    guard
      let row = (1...(rows + 1)).first(where: { isFree($0) }), row <= ContactForm.mostRows
    else { return }
    people += 1
    let key = "person-\(row)"
    for part in ["given", "family", "age", "relation", "phone"]
    where answers["\(key)-\(part)"] == nil {
      answers["\(key)-\(part)"] = ""
    }
    fill("\(key)-given", person.given)
    fill("\(key)-family", person.family)
    fill("\(key)-age", person.age)
    fill("\(key)-relation", person.relation)
    fill("\(key)-phone", person.phone)
    fill("\(key)-kind", person.isChild.map { $0 ? "child" : "adult" })
    if let birth = person.birth {
      answers.set("\(key)-birth", day: birth)
      found.insert("\(key)-birth")
    }
  }

  /// A block in which nothing is typed.
  private func isFree(_ row: Int) -> Bool {
    [
      "given", "family", "kind", "age", "relation", "phone", "birth-day", "birth-month",
      "birth-year",
    ].allSatisfy { (answers["person-\(row)-\($0)"] ?? "").isEmpty }
  }

  var banner: HTML {
    if isEmpty {
      return notificationBanner(
        "Nothing is pasted yet. Paste the text, then read it.", kind: .notice)
    }
    guard reading.hasFound else {
      return notificationBanner(
        "Nothing could be told apart in this text. All of it is kept as what you were told, unless "
          + "you write something else there.", kind: .notice)
    }
    let whole = reading.account == nil
    return notificationBanner(
      "Read as: \(reading.layout.lowercased()). \(counted(people, "person", "people")) filled in. "
        + "Check every answer that is marked against the text, which stays below word for word."
        + (whole ? " What happened could not be told from the rest: the whole text is kept." : ""),
      kind: .notice)
  }
}

extension ContactForm {
  static let mostRows = 60

  /// With room for everybody in the answers, and the marks that they bring.
  init(keeping answers: Answers) {
    self.init(rows: Self.rows(in: answers), found: Set(answers.all("found")))
  }
}
