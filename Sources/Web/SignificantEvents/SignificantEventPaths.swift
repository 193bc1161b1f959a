import Domain

/// The addresses of the curated chronology.
package enum SignificantEventPaths {
  package static func page(_ id: SignificantEventID) -> String { "/significantevents/\(id)" }
  static func correct(_ id: SignificantEventID) -> String { "\(page(id))/correct" }
  static func hide(_ id: SignificantEventID) -> String { "\(page(id))/leave-out" }
  static func show(_ id: SignificantEventID) -> String { "\(page(id))/put-back" }
  static func merge(_ id: SignificantEventID) -> String { "\(page(id))/same" }

  package static func promote(_ child: PersonID, _ entry: SignificantEvent.Pointer) -> String {
    "/children/\(child)/chronology/promote?entry=\(entry.text)"
  }
  static func leaveOut(_ child: PersonID, _ entry: SignificantEvent.Pointer) -> String {
    "/children/\(child)/chronology/leave-out?entry=\(entry.text)"
  }
  package static func add(_ child: PersonID) -> String { "/children/\(child)/chronology/add" }
  package static func bring(_ child: PersonID) -> String { "/children/\(child)/chronology/bring" }
  static func bringFile(_ child: PersonID) -> String { "/children/\(child)/chronology/bring/file" }
  package static func save(_ child: PersonID) -> String { "/children/\(child)/chronology/save" }
}
