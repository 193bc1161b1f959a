/// What somebody undertook to do: agreed at a strategy discussion, a core group or in a plan.
/// An action becomes a task of the worker who owns it, due on its day.
package struct AgreedAction: Codable, Sendable, Equatable {
  package var what: String
  package var owner: Owner
  /// By when, that day included.
  package var by: Day

  package enum Owner: Codable, Sendable, Equatable {
    case worker(WorkerID)
    /// Of the family, or of another service: in words.
    case other(words: String)
  }

  package init(what: String, owner: Owner, by: Day) {
    self.what = what
    self.owner = owner
    self.by = by
  }

  package var worker: WorkerID? {
    switch owner {
    case .worker(let worker): worker
    case .other: nil
    }
  }
}
