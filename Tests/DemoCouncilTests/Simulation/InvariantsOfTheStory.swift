import Domain
import Store

/// A curated chronology says nothing that the record does not bear, takes nothing away, and a document
/// stays what it was.
extension Invariant {
  static let eventsOfTheChild = Invariant(
    "a promoted event points at a fact of each child it is shown for"
  ) { tx in
    try tx.rows(
      """
      SELECT significantevent, child, source FROM significantevent_child
      WHERE source IS NOT NULL ORDER BY significantevent, child
      """
    ).compactMap { row in
      let child: PersonID = try row.id("child")
      let id = try row.int("significantevent")
      guard let pointer = SignificantEvent.Pointer(try row.text("source")) else { return "Z-\(id)" }
      // Records that were once one person's may be two people's today.
      let ever = try PersonRecords.ever(with: [child], in: tx)
      let stands = try tx.exists(
        """
        SELECT 1 FROM fact f JOIN fact g ON g.noun = f.noun AND g.number = f.number
        JOIN fact_subject s ON s.seq = g.seq
        WHERE f.noun = \(pointer.noun) AND f.number = \(pointer.number)
          AND f.version = \(pointer.version) AND s.person IN (\(list: ever))
        """)
      return stands ? nil : "Z-\(id) of \(child): \(pointer.text)"
    }
  }

  static let hiddenStays = Invariant(
    "what is left out of the curated view is on the record, with the reason"
  ) { tx in
    try tx.rows(
      "SELECT id, source, standing, reason, same FROM significantevent WHERE standing <> 'shown'"
    ).compactMap { row in
      let id: SignificantEventID = try row.id("id")
      let event = try Store.load(id, in: tx)?.state
      let isTold = event?.standing.reason == (try row.textIfAny("reason"))
      let pointers = [try row.textIfAny("source"), try row.textIfAny("same")].compactMap { $0 }
      let stands = try pointers.allSatisfy { text in
        guard let pointer = SignificantEvent.Pointer(text) else { return false }
        return try tx.exists(
          """
          SELECT 1 FROM fact WHERE noun = \(pointer.noun) AND number = \(pointer.number)
            AND version = \(pointer.version)
          """)
      }
      return isTold && stands && event?.standing.reason?.isEmpty == false ? nil : "\(id)"
    }
  }

  static let documentsStay = Invariant("a document's versions are what they were") { tx in
    try tx.rows("SELECT id, versions FROM document").flatMap { row -> [String] in
      let id: DocumentID = try row.id("id")
      guard let document = try Store.load(id, in: tx)?.state else { return ["\(id) is gone"] }
      let sums = try tx.rows(
        "SELECT digest FROM document_version WHERE document = \(id) ORDER BY place"
      ).map { try $0.text("digest") }
      let count = try row.int("versions")
      var wrong: [String] = []
      if sums != document.versions.map(\.digest) || sums.count != count {
        wrong.append("\(id): the versions differ")
      }
      for version in document.versions {
        guard let text = version.content.text else { continue }
        if DocumentTable.digest(of: text) != version.digest { wrong.append("\(id): its words") }
      }
      return wrong
    }
  }
}
