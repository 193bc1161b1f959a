extension Assessment {
  /// The clock of an assessment of one child, by the law of the referral's day: a core assessment
  /// from its own start, any other from the referral. Stopped by the manager's authorisation.
  /// - Parameter children: whom it times, where the children's clocks differ.
  package static func clock(
    _ kind: Kind, referredOn: Day, startedOn: Day, authorisedOn: Day? = nil,
    recordedBy: String? = nil, of children: String? = nil
  ) -> Clock {
    let rule = Timescales.assessment(kind: kind, referralDate: referredOn)
    let fromStart = kind == .core && Regime.inForce(onReferral: referredOn) == .initialAndCore
    let started =
      fromStart
      ? Clock.Started(on: startedOn, by: "core assessment begun", recordedBy: recordedBy)
      : Clock.Started(on: referredOn, by: "referral received")
    return Clock(
      children.map { "\(kind.name): \($0)" } ?? kind.name, started: started, rule: rule,
      stopped: authorisedOn.map { Clock.Stopped(on: $0, by: "assessment authorised") })
  }

  /// The kinds that can be begun for an episode: what the law of the referral's day knows, less what
  /// the episode has had. A prenatal one only before birth.
  package static func kinds(for episode: Around.Episode, unborn: Bool) -> [Kind] {
    var kinds: [Kind] =
      switch Regime.inForce(onReferral: episode.receivedOn) {
      case .single: [.single]
      case .initialAndCore: episode.kinds.contains(.initial) ? [.core] : [.initial]
      }
    if unborn { kinds.append(.prenatal) }
    return kinds.filter { $0 == .single || !episode.kinds.contains($0) }
  }
}
