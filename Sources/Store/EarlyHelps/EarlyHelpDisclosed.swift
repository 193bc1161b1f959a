import Domain

extension EarlyHelpTable.Whole {
  /// As somebody outside the council may read it: what workers typed, with every home taken out that must
  /// not be told; nothing of the story that was carried from the record, nor of who asked.
  package func takenOut(_ homes: UndisclosedHomes) -> EarlyHelpTable.Whole {
    func plain(_ text: String) -> String { homes.takenOut(of: text) }
    func views(_ views: [EarlyHelp.View]) -> [EarlyHelp.View] {
      views.map { EarlyHelp.View(child: $0.child, words: plain($0.words)) }
    }
    var help = self
    help.line.hope = plain(line.hope)
    help.proposals = []
    for place in plans.indices {
      help.plans[place].parents = plain(plans[place].parents)
      help.plans[place].views = views(plans[place].views)
      help.plans[place].outcomes = plans[place].outcomes.map { outcome in
        EarlyHelp.Outcome(
          what: plain(outcome.what),
          actions: outcome.actions.map {
            EarlyHelp.Action(what: plain($0.what), owner: plain($0.owner), by: $0.by)
          })
      }
    }
    for place in reviews.indices {
      help.reviews[place].present = plain(reviews[place].present)
      help.reviews[place].words = plain(reviews[place].words)
      help.reviews[place].views = views(reviews[place].views)
    }
    for place in progress.indices { help.progress[place].words = plain(progress[place].words) }
    return help
  }
}
