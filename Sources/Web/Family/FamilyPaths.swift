import Domain
import Store

/// The addresses of the family page and its forms.
package enum FamilyPaths {
  /// A form that says who somebody is: found by a search, or new.
  package static func add(
    _ person: PersonID, search: String, found: PersonID? = nil
  ) -> String {
    "/people/\(person)/family/add?search=\(search)\(found.map { "&person=\($0)" } ?? "")"
  }
  static func words(_ person: PersonID) -> String { "/people/\(person)/family/words" }
  static func several(_ person: PersonID) -> String { "/people/\(person)/family/several" }
  static func moved(_ person: PersonID, who: [PersonID] = []) -> String {
    let list = who.map(\.description).joined(separator: ",")
    return "/people/\(person)/family/moved" + (list.isEmpty ? "" : "?who=\(list)")
  }
  static func change(_ person: PersonID, _ relative: PersonTable.Relative) -> String {
    "/people/\(person)/relationships/change?by=\(relative.statedBy)&position=\(relative.position)"
  }
  static func secondHome(_ person: PersonID) -> String { "/people/\(person)/address/also" }
  static func leaveSecondHome(_ person: PersonID, position: Int) -> String {
    "/people/\(person)/address/also/left?position=\(position)"
  }
  static func professional(_ person: PersonID) -> String { "/people/\(person)/professionals/new" }
  static func endProfessional(_ person: PersonID, key: Int) -> String {
    "/people/\(person)/professionals/end?key=\(key)"
  }
  /// Opens what is kept back, and is written down as a look.
  static func reveal(_ person: PersonID) -> String { "/people/\(person)/address/undisclosed" }
}
