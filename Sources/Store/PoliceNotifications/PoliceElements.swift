import Domain
import Matching

/// What a file from the police may say of an incident, and of each person in it.
package enum PoliceElement: String, CaseIterable, Sendable {
  case reference, force, received
  case incidentDate = "incident_date", incidentTime = "incident_time"
  case incidentKind = "incident_kind"
  case grade, marks
  case childrenPresent = "children_present"
  case address, postcode, uprn, text
  case given, family, birth, age, role, child

  var isOfPerson: Bool {
    switch self {
    case .given, .family, .birth, .age, .role, .child: true
    case .reference, .force, .received, .incidentDate, .incidentTime, .incidentKind, .grade,
      .marks, .childrenPresent, .address, .postcode, .uprn, .text:
      false
    }
  }

  /// The names that forces give it, as ``PersonColumns/plain(_:)`` writes them.
  var usual: [String] {
    switch self {
    case .reference:
      ["reference", "force_reference", "incident_reference", "incident_number", "crime_reference"]
    case .force: ["force", "police_force"]
    case .received: ["received", "received_at", "sent", "sent_at"]
    case .incidentDate: ["incident_date", "date_of_incident", "date"]
    case .incidentTime: ["incident_time", "time_of_incident", "time"]
    case .incidentKind: ["incident_kind", "incident_type", "kind", "type"]
    case .grade: ["grade", "risk", "risk_grade", "rag"]
    case .marks: ["marks", "flags", "markers"]
    case .childrenPresent: ["children_present", "child_present"]
    case .address: ["address", "incident_address", "location"]
    case .postcode: ["postcode", "post_code"]
    case .uprn: ["uprn"]
    case .text: ["text", "narrative", "details", "summary"]
    case .given: ["given", "forename", "forenames", "first_name", "given_name"]
    case .family: ["family", "surname", "last_name", "family_name"]
    case .birth: ["birth", "dob", "date_of_birth"]
    case .age: ["age"]
    case .role: ["role", "involvement"]
    case .child: ["child", "is_child"]
    }
  }

  /// Which element a name is, however it is written.
  init?(name: String) {
    let plain = PersonColumns.plain(name)
    guard let found = PoliceElement.allCases.first(where: { $0.usual.contains(plain) }) else {
      return nil
    }
    self = found
  }
}

/// What a file says of one incident, as text, before anything is made of it.
struct PoliceText: Sendable {
  var line: Int
  var texts: [PoliceElement: String]
  var people: [(line: Int, texts: [PoliceElement: String])] = []
  /// What the file got wrong already.
  var problem: PoliceImport.Rejected?

  /// Longer than any name, number or address; and than any text of an incident.
  static let longest = 500
  static let longestText = 20_000
  static let mostPeople = 60

  /// - Throws: ``PoliceImport/Rejected``.
  func report(force: String, at now: Instant) throws -> PoliceNotification.Report {
    if let problem { throw problem }
    for (element, text) in texts { try check(element, text, line) }
    for person in people {
      for (element, text) in person.texts { try check(element, text, person.line) }
    }
    guard people.count <= Self.mostPeople else {
      throw wrong(.family, "more than \(Self.mostPeople) people are in it")
    }
    let reference = try required(.reference, "there is no reference")
    let happened = try day(.incidentDate, required(.incidentDate, "there is no date"), line)
    let received = try texts[.received].map { try moment($0) } ?? now
    let named = try people.enumerated().compactMap { place, person in
      try self.person(person.texts, key: place + 1, on: happened, line: person.line)
    }
    return PoliceNotification.Report(
      receivedAt: received, force: texts[.force] ?? force, reference: reference,
      happenedOn: happened, happenedMinute: try texts[.incidentTime].map { try minute($0) },
      kind: try required(.incidentKind, "say what kind of incident it was"),
      grade: try texts[.grade].map { try grade($0) }, marks: try marks(),
      childrenPresent: try texts[.childrenPresent].map { try answer($0) } ?? .notKnown,
      address: address, text: try required(.text, "there is no text"), named: named)
  }

  private func wrong(_ element: PoliceElement, _ reason: String, line: Int? = nil)
    -> PoliceImport.Rejected
  {
    PoliceImport.Rejected(line: line ?? self.line, element: element, reason: reason)
  }

  private func check(_ element: PoliceElement, _ text: String, _ line: Int) throws {
    let most = element == .text ? Self.longestText : Self.longest
    if text.utf8.count > most * 4 || text.count > most {
      throw wrong(element, "longer than \(most) letters", line: line)
    }
    if text.utf8.contains(0) {
      throw wrong(element, "holds a character that is no letter", line: line)
    }
  }

  private func required(_ element: PoliceElement, _ reason: String) throws -> String {
    guard let text = texts[element] else { throw wrong(element, reason) }
    return text
  }

  private var address: Person.Address? {
    let lines = (texts[.address] ?? "")
      .split(whereSeparator: { $0.isNewline || $0 == "," || $0 == ";" })
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
    guard !lines.isEmpty || texts[.postcode] != nil || texts[.uprn] != nil else { return nil }
    return Person.Address(
      lines: lines.joined(separator: "\n"),
      postcode: texts[.postcode].map { Postcode($0)?.text ?? $0.uppercased() },
      uprn: texts[.uprn])
  }

  private func day(_ element: PoliceElement, _ text: String, _ line: Int) throws -> Day {
    guard let day = Self.day(text) else {
      throw wrong(element, "this is no date: write 2026-03-14 or 14/03/2026", line: line)
    }
    return day
  }

  /// `2026-03-14`, `14/03/2026`.
  static func day(_ text: String) -> Day? {
    if let day = Day(iso: text) { return day }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let number = parts[0], let month = parts[1], let year = parts[2] else {
      return nil
    }
    return Day(year: year, month: month, day: number)
  }

  private func minute(_ text: String) throws -> Int {
    guard let minute = Self.minute(text) else {
      throw wrong(.incidentTime, "this is no time: write 23:10")
    }
    return minute
  }

  /// `23:10`, `23:10:45`.
  static func minute(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour),
      (0...59).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }

  /// `2026-03-14 08:12` by London's clocks, or `2026-03-14T08:12:00Z`. Never a day alone: a time that
  /// nobody knows is not made up.
  private func moment(_ text: String) throws -> Instant {
    let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
    guard parts.count == 2, let day = Self.day(String(parts[0])) else {
      throw wrong(.received, "write a date and a time: 2026-03-14 08:12")
    }
    let isUTC = parts[1].hasSuffix("Z")
    let time = isUTC ? String(parts[1].dropLast()) : String(parts[1])
    guard let minute = Self.minute(String(time.prefix { $0 != "." })) else {
      throw wrong(.received, "write a date and a time: 2026-03-14 08:12")
    }
    return isUTC
      ? Instant(milliseconds: (Int64(day.number) * 1440 + Int64(minute)) * 60_000)
      : Instant(london: day, hour: minute / 60, minute: minute % 60)
  }

  private func grade(_ text: String) throws -> PoliceNotification.Grade {
    switch text.lowercased() {
    case "red", "r", "high": .red
    case "amber", "a", "medium": .amber
    case "green", "g", "standard", "low": .green
    default: throw wrong(.grade, "write red, amber or green")
    }
  }

  private func marks() throws -> [PoliceNotification.Mark] {
    let written = (texts[.marks] ?? "").split { ";,|".contains($0) }
      .map { PersonColumns.plain(String($0)) }.filter { !$0.isEmpty }
    let found = try written.map { word -> PoliceNotification.Mark in
      switch word {
      case "domestic_abuse", "domestic_violence", "domesticabuse", "da", "dv": .domesticAbuse
      case "missing", "missing_person", "misper": .missing
      case "exploitation", "cse", "cce", "child_exploitation": .exploitation
      case "mental_health", "mentalhealth", "mh": .mentalHealth
      case "alcohol_or_drugs", "alcohol", "drugs", "alcoholordrugs", "substance_misuse":
        .alcoholOrDrugs
      case "weapon", "weapons", "knife": .weapon
      default:
        throw wrong(
          .marks,
          "no mark is called that; there are domestic abuse, missing, exploitation, mental health, "
            + "alcohol or drugs, weapon")
      }
    }
    return PoliceNotification.Mark.allCases.filter { found.contains($0) }
  }

  private func answer(_ text: String) throws -> Contact.Answer {
    switch text.lowercased() {
    case "yes", "y", "true", "1": .yes
    case "no", "n", "false", "0": .no
    case "not known", "unknown", "notknown", "u": .notKnown
    default: throw wrong(.childrenPresent, "write yes, no or not known")
    }
  }

  private func person(
    _ texts: [PoliceElement: String], key: Int, on happened: Day, line: Int
  ) throws -> PoliceNotification.Named? {
    guard !texts.isEmpty else { return nil }
    let birth = try texts[.birth].map { try day(.birth, $0, line) }
    if let birth, birth > happened {
      throw wrong(.birth, "born after the incident", line: line)
    }
    guard texts[.given] != nil || texts[.family] != nil || texts[.age] != nil || birth != nil
    else {
      throw wrong(.family, "there is no name, age or date of birth", line: line)
    }
    let isChild: Bool
    switch texts[.child]?.lowercased() {
    case "yes", "y", "true", "1": isChild = true
    case "no", "n", "false", "0": isChild = false
    case nil:
      guard let birth else {
        throw wrong(.child, "say whether this is a child: yes or no", line: line)
      }
      isChild = birth.age(on: happened) < 18
    default: throw wrong(.child, "write yes or no", line: line)
    }
    return PoliceNotification.Named(
      key: key, given: texts[.given] ?? "", family: texts[.family] ?? "", birth: birth,
      age: texts[.age], role: texts[.role], isChild: isChild)
  }
}
