import Domain
import HTML
import Store

/// Addresses of people. A child's own page is `/children/P-1`; what is known of anybody, child or
/// adult, is under `/people/P-1`.
package enum PersonPaths {
  package static let find = "/people/find"

  /// A saved search: its number stands for what was typed, so that no name is ever in an address.
  package static func results(_ search: String, for purpose: FindPurpose = .open) -> String {
    "/people/find?search=\(search)\(purpose.query)"
  }
  package static func find(for purpose: FindPurpose) -> String {
    let query = purpose.query
    return query.isEmpty ? find : "/people/find?\(query.dropFirst())"
  }
  /// - Parameter sibling: the new person is to be recorded as their brother or sister.
  package static func new(
    _ search: String, for purpose: FindPurpose = .open, sibling: PersonID? = nil
  ) -> String {
    // Somebody said in one line has a form of their own, with what could be read of it.
    if case .join(let person) = purpose { return FamilyPaths.add(person, search: search) }
    return "/people/new?search=\(search)\(purpose.query)\(sibling.map { "&sibling=\($0)" } ?? "")"
  }
  /// Answers with a piece of a page while somebody types.
  static func live(for purpose: FindPurpose) -> String {
    let query = purpose.query
    return query.isEmpty ? "/people/find/live" : "/people/find/live?\(query.dropFirst())"
  }
  /// One value: what was ever said of it, and saying how it was checked.
  static func value(_ person: PersonID, _ field: Person.Field) -> String {
    "/people/\(person)/values/\(field.rawValue)"
  }
  static func proposal(_ person: PersonID, _ key: Int) -> String {
    "/people/\(person)/proposals/\(key)"
  }
  static func breakGlass(_ person: PersonID) -> String { "/people/\(person)/open-in-need" }
  static let openings = "/openings"
  static func reviewOpening(_ person: PersonID, _ key: Int) -> String {
    "/openings/\(person)/\(key)"
  }
  static let restrictions = "/restrictions"
  static func handOver(_ person: PersonID) -> String { "/restrictions/\(person)" }
  static func lookAlike(_ person: PersonID, _ other: PersonID) -> String {
    "/people/\(person)/look-alikes/\(other)"
  }

  package static func details(_ person: PersonID) -> String { "/people/\(person)" }
  package static func family(_ person: PersonID) -> String { "/people/\(person)/family" }
  package static func child(_ person: PersonID) -> String { "/children/\(person)" }
  /// The page to open for somebody found: a child's own page, or what is known of an adult.
  package static func page(_ line: PersonTable.Line) -> String {
    line.stage == .adult ? details(line.id) : child(line.id)
  }

  static func change(_ person: PersonID, _ what: String) -> String { "/people/\(person)/\(what)" }
  static func relate(_ person: PersonID, to other: PersonID? = nil) -> String {
    "/people/\(person)/relationships/new\(other.map { "?other=\($0)" } ?? "")"
  }
  static func end(_ person: PersonID, _ relative: PersonTable.Relative) -> String {
    "/people/\(person)/relationships/end?by=\(relative.statedBy)&position=\(relative.position)"
  }

  /// The pages of one person.
  package static func navigation(
    _ line: PersonTable.Line, current: String
  ) -> [NavigationItem] {
    let id = line.id
    var items: [(String, String)] = []
    if line.stage != .adult {
      items += [
        ("Overview", child(id)), ("Chronology", "/children/\(id)/chronology"),
        ("Documents", DocumentPaths.list(id)),
      ]
    }
    items += [("Details", details(id)), ("Family", family(id)), ("Alerts", AlertPaths.list(id))]
    return items.map { NavigationItem($0.0, $0.1, isCurrent: $0.1 == current) }
  }
}

/// Why somebody is looked for: what is done with the one who is found.
package enum FindPurpose: Sendable, Equatable {
  /// To open the record.
  case open
  /// To match somebody named in a contact.
  case match(ContactID, key: Int)
  /// To say how they are related to this person.
  case relate(PersonID)
  /// To add them to this person's family, as one line says.
  case join(PersonID)

  /// Goes after another parameter.
  var query: String {
    switch self {
    case .open: ""
    case .match(let contact, let key): "&contact=\(contact)&key=\(key)"
    case .relate(let person): "&for=\(person)"
    case .join(let person): "&family=\(person)"
    }
  }

  init(_ query: Answers) {
    if let contact = query["contact"].flatMap({ ContactID($0) }),
      let key = query["key"].flatMap({ Int($0) })
    {
      self = .match(contact, key: key)
    } else if let person = query["for"].flatMap({ PersonID($0) }) {
      self = .relate(person)
    } else if let person = query["family"].flatMap({ PersonID($0) }) {
      self = .join(person)
    } else {
      self = .open
    }
  }
}
