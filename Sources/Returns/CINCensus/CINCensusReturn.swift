import Domain
import Store

/// The children in need census of one year, from the tables: who belongs in it and what of each
/// record (DfE CIN census guide; the period is 1 April to 31 March, both days inside).
///
/// The order is that of the content alone: children by their LAchildID, parts by their dates. So the
/// same records give the same bytes, in whichever order they were recorded.
package struct CINCensusReturn: Sendable {
  /// What was written, and the head of the ledger it was written from: a changed past shows.
  package struct Summary: Codable, Sendable, Equatable {
    package var year = 0
    package var from = ""
    package var to = ""
    package var children = 0
    package var episodes = 0
    package var noFurtherAction = 0
    package var assessments = 0
    package var enquiries = 0
    package var childInNeedPlans = 0
    package var childProtectionPlans = 0
    /// Seq and hash.
    package var ledgerHead = ""
  }

  /// The period must end on a 31 March.
  package let year: Int
  package let period: ClosedRange<Day>
  private let header: CINCensus.Header

  /// Nil for a year that is no year.
  /// - Parameters:
  ///   - laCode: the authority's three digits.
  ///   - serialNo: three digits or more; a second extract of the same data counts on.
  package init?(year: Int, laCode: String, release: String, serialNo: String = "001") {
    guard let reference = Day(year: year, month: 3, day: 31), year > 1000 else { return nil }
    self.year = year
    period = CINCensus.period(endingOn: reference)
    var header = CINCensus.Header()
    header.collection = "CIN"
    header.year = CINCensus.Element(String(year))
    header.referenceDate = CINCensus.Element(reference.iso)
    header.sourceLevel = "L"
    header.lea = CINCensus.Element(laCode)
    header.softwareCode = "Threshold"
    header.release = CINCensus.Element(release)
    header.serialNo = CINCensus.Element(serialNo)
    self.header = header
  }

  /// Writes the file from one moment of the database, in pieces, with flat memory.
  package func write(
    from tx: any Transaction, to sink: @escaping ([UInt8]) throws -> Void
  ) throws -> Summary {
    var summary = Summary()
    summary.year = year
    summary.from = period.lowerBound.iso
    summary.to = period.upperBound.iso
    summary.ledgerHead = try Ledger.head(in: tx).text
    var writer = CINCensusWriter(sink: sink)
    try writer.begin(header)
    let rows = CINCensusRows(period: period)
    let people = try rows.children(in: tx)
    for start in stride(from: 0, to: people.count, by: 200) {
      let some = Array(people[start..<min(start + 200, people.count)])
      for child in try rows.records(of: some, in: tx) {
        summary.count(child)
        try writer.write(child)
      }
    }
    try writer.end()
    return summary
  }
}

extension CINCensusReturn.Summary {
  fileprivate mutating func count(_ child: CINCensus.Child) {
    children += 1
    episodes += child.episodes.count
    for episode in child.episodes {
      if episode.referralNFA == "1" { noFurtherAction += 1 }
      assessments += episode.assessments.count
      enquiries += episode.section47s.count
      childInNeedPlans += episode.cinPlans.count
      childProtectionPlans += episode.childProtectionPlans.count
    }
  }
}
