import Domain

/// The addresses of documents.
package enum DocumentPaths {
  package static func list(_ child: PersonID) -> String { "/children/\(child)/documents" }
  static func choose(_ child: PersonID) -> String { "/children/\(child)/documents/new" }
  package static func write(_ child: PersonID, _ template: String) -> String {
    "/children/\(child)/documents/write?template=\(template)"
  }
  static func summary(_ child: PersonID) -> String { "/children/\(child)/documents/summary" }
  package static func bring(_ child: PersonID) -> String { "/children/\(child)/documents/bring" }
  package static func page(_ id: DocumentID) -> String { "/documents/\(id)" }
  package static func version(_ id: DocumentID, _ place: Int) -> String {
    "/documents/\(id)/versions/\(place)"
  }
  package static func pdf(_ id: DocumentID, _ place: Int) -> String {
    "/documents/\(id)/versions/\(place)/pdf"
  }
  static func file(_ id: DocumentID, _ place: Int) -> String {
    "/documents/\(id)/versions/\(place)/file"
  }
  static func rewrite(_ id: DocumentID) -> String { "/documents/\(id)/rewrite" }
  static func bringAgain(_ id: DocumentID) -> String { "/documents/\(id)/bring" }
  static func readers(_ id: DocumentID) -> String { "/documents/\(id)/readers" }
  static func withdraw(_ id: DocumentID) -> String { "/documents/\(id)/withdraw" }
}
