@testable import Domain

extension Examples {
  static let moment = Instant(milliseconds: 1_771_200_000_000)
  static let signed = Handover.Signed(by: worker, at: moment)

  static let handovers: [Handover.Fact] = [
    .raised(
      warning: .init(
        child: child, what: "He may come to the house", act: "Ring the police, then the mother",
        ring: "Sian Powell, 01632 960150", from: moment, until: moment.adding(seconds: 86_400)),
      by: worker, at: moment),
    .happened(
      about: .init(child: child, who: "Aisha and her friend"),
      action: .init(
        kind: .visit, at: moment, words: "He had gone", outcome: .accommodationPrevented,
        instead: "Nan stays", tookPart: "Sergeant Moyle", by: worker), at: moment),
    .acknowledged(child: child, signed: signed),
    .acted(
      child: child,
      action: .init(kind: .call, at: moment, words: "Rang", outcome: .noChange, by: worker)),
    .passed(
      child: child,
      need: .init(
        words: "See her before school ends", team: TeamID(2), worker: worker, at: moment,
        due: moment.adding(seconds: 7_200), by: worker)),
    .accepted(child: child, signed: signed),
    .chased(child: child, chase: .init(words: "Rang the manager", by: worker, at: moment)),
    .closed(child: child, closing: .init(words: "Seen by the police", by: worker, at: moment)),
  ]
}
