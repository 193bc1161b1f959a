import Domain

/// The addresses of notes and visits.
package enum NotePaths {
  package static func new(_ child: PersonID) -> String { "/children/\(child)/notes/new" }
  /// One note about several children.
  package static func new(_ children: [PersonID]) -> String {
    "/notes/new?children=\(children.map(\.description).joined(separator: ","))"
  }
  package static func page(_ id: NoteID) -> String { "/notes/\(id)" }
  static func correct(_ id: NoteID) -> String { "/notes/\(id)/correct" }
  static func promote(_ id: NoteID) -> String { "/notes/\(id)/promote" }
  static func child(_ id: PersonID) -> String { "/children/\(id)" }
}
