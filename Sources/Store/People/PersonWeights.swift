import Domain
import Foundation
import Matching

/// `search_weights`: how much each agreement says, as it was learnt from this authority's own people.
/// Not part of the record and not in the ledger; without it the weights that are shipped are used.
package struct PersonWeights: Sendable, Equatable {
  package let trainedOn: Day
  /// How many people they were learnt from.
  package let people: Int
  package let weights: Weights

  package init(trainedOn: Day, people: Int, weights: Weights) {
    self.trainedOn = trainedOn
    self.people = people
    self.weights = weights
  }

  static let schema = [
    """
    CREATE TABLE search_weights (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      trained_on TEXT NOT NULL CHECK (length(trained_on) = 10),
      people INTEGER NOT NULL CHECK (people > 0),
      weights TEXT NOT NULL
    )
    """
  ]

  package static func load(in tx: any Transaction) throws -> PersonWeights? {
    try tx.row("SELECT trained_on, people, weights FROM search_weights WHERE id = 1").map {
      PersonWeights(
        trainedOn: try $0.day("trained_on"), people: try $0.int("people"),
        weights: try JSONDecoder().decode(Weights.self, from: Data(try $0.text("weights").utf8)))
    }
  }

  package func save(in tx: any Transaction) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let weights = String(decoding: try encoder.encode(weights), as: UTF8.self)
    try tx.run(
      """
      INSERT INTO search_weights (id, trained_on, people, weights)
      VALUES (1, \(trainedOn), \(people), \(weights))
      ON CONFLICT (id) DO UPDATE SET trained_on = excluded.trained_on,
        people = excluded.people, weights = excluded.weights
      """)
  }

  /// Back to the weights that are shipped.
  package static func forget(in tx: any Transaction) throws {
    try tx.run("DELETE FROM search_weights")
  }
}
