import Domain
import HTML

/// The addresses of histories: `/contacts/C-1/history`.
package enum HistoryPaths {
  package static func of<N: Identified>(_ id: Identifier<N>) -> String {
    "/\(N.noun == Person.noun ? "people" : N.noun + "s")/\(id)/history"
  }
}

/// The way from a record to every fact it was made of.
func historyLink<N: Identified>(_ id: Identifier<N>) -> HTML {
  "<p>\(textLink("History of this record", to: HistoryPaths.of(id)))</p>"
}
