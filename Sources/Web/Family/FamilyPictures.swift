import Domain
import HTML
import Store

/// A family as its picture and its table say it: who everybody is to the person whose page it is.
/// The graph holds only those the worker may see.
struct FamilyPicture: Sendable {
  let graph: FamilyGraph
  /// Whose page it is.
  let person: PersonID
  /// Around whom it is drawn: the person, or somebody chosen in the picture.
  let centre: PersonID
  /// Three generations and 25 people, or all.
  let everybody: Bool
  /// Today, or the day looked at.
  let day: Day
  let asAt: Day?

  var name: String { called(person) }

  func called(_ id: PersonID) -> String { graph.member(id)?.line.name ?? id.description }

  func address(centre: PersonID? = nil, everybody: Bool? = nil) -> String {
    FamilyPicturePaths.family(
      person, centre: centre ?? self.centre, everybody: everybody ?? self.everybody, asAt: asAt)
  }

  // MARK: - The picture

  /// The whole family around the one in the middle, before it is limited.
  var genogram: Genogram {
    let (couples, parents, siblings) = (self.couples, self.parents, self.siblings)
    let drawn = Set(
      couples.flatMap { [$0.first, $0.second] } + parents.flatMap { [$0.parent, $0.child] }
        + siblings.flatMap { [$0.first, $0.second] })
    let relations = FamilyRelations(graph, from: person)
    let generations = FamilyGenerations(graph, from: centre, day: day)
    let friends = Set(graph.ties.filter { $0.kind == .friend }.flatMap { [$0.person, $0.other] })
    let members = graph.members.filter {
      // Friends are in the ecomap.
      $0.id == person || $0.id == centre || drawn.contains($0.id.description)
        || !friends.contains($0.id)
    }
    let kept = Set(members.map(\.id))
    return Genogram(
      centre: centre.description,
      members: members.map { member in
        self.member(
          member, relations.words[member.id], isDrawn: drawn.contains(member.id.description),
          generation: generations.of[member.id])
      },
      couples: couples, parents: parents, siblings: siblings,
      homes: graph.homes.map { home in
        Genogram.Home(
          homeName(home),
          graph.members.map(\.id).filter { home.since[$0] != nil && kept.contains($0) }
            .map(\.description))
      })
  }

  /// The first line of the address, or that it must not be told.
  func homeName(_ home: FamilyGraph.Home) -> String {
    guard let address = home.address.open else { return UndisclosedHomes.words }
    let lines = address.lines.split(whereSeparator: \.isNewline)
    return lines.first.map(String.init) ?? address.postcode ?? "One home"
  }

  /// Where somebody is for a part of the time: with whom, never at what address.
  private func elsewhere(_ id: PersonID) -> [String] {
    graph.homes.compactMap { home in
      home.part[id].map { part in
        let with = graph.members.first { home.since[$0.id] != nil && $0.id != id }
        return with.map { "\(part): with \($0.line.name)" } ?? "\(part): in a second home"
      }
    }
  }

  /// Who has parental responsibility for the person whose page it is, whoever stated it.
  func isResponsible(_ id: PersonID) -> Bool {
    graph.ties.contains { tie in
      (tie.person == id && tie.other == person && tie.relationship.parentalResponsibility)
        || (tie.person == person && tie.other == id
          && tie.relationship.terms?.otherResponsible == true)
    }
  }

  private func member(
    _ member: FamilyGraph.Member, _ relation: String?, isDrawn: Bool, generation: Int?
  ) -> Genogram.Member {
    let line = member.line
    let age = PersonWords.age(line.birth, diedOn: line.diedOn, on: day)
    let isExpected = line.stage == .unborn
    var words: [String] = []
    if isExpected {
      words += [age.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? "Expected"]
    }
    if case .estimated = line.birth, let age { words.append(age) }
    if shape(member) == .unknown, !isExpected, let age, !words.contains(age) { words.append(age) }
    if !isDrawn, member.id != person, let relation { words.append(relation.sentence) }
    if isResponsible(member.id) { words.append("Has PR") }
    words += elsewhere(member.id)
    let told = [
      line.name, member.id == person ? "this record" : relation,
      line.diedOn.map { "died \($0.long)\(age.map { ", aged \($0)" } ?? "")" } ?? age,
    ].compactMap { $0 }.joined(separator: ", ")
    return Genogram.Member(
      id: line.id.description, name: line.name, shape: shape(member),
      age: isExpected ? nil : age.map(Self.short), words: words, hasDied: line.diedOn != nil,
      born: line.birth?.day.number, generation: generation,
      spoken: member.id == centre ? "\(told). In the middle" : "\(told). Put in the middle",
      url: address(centre: member.id) + "#genogram")
  }

  private func shape(_ member: FamilyGraph.Member) -> Genogram.Shape {
    if member.line.stage == .unborn { return .triangle }
    let gender = member.gender?.lowercased() ?? ""
    if ["male", "man", "boy", "trans man", "trans boy"].contains(gender) { return .square }
    if ["female", "woman", "girl", "trans woman", "trans girl"].contains(gender) { return .circle }
    if !gender.isEmpty { return .diamond }
    switch member.sex {
    case .male: return .square
    case .female: return .circle
    case .unknown, nil: break
    }
    // A mother is a woman on the record, even where nobody asked.
    let kinds = Set(graph.ties.filter { $0.person == member.id }.map(\.kind))
    if kinds.contains(.mother) { return .circle }
    return kinds.contains(.father) ? .square : .unknown
  }

  /// `9 years` is 9, `14 months` 14m, `3 weeks` 3w.
  static func short(_ age: String) -> String {
    let digits = age.filter(\.isNumber)
    if digits.isEmpty { return "0" }
    if age.contains("month") { return digits + "m" }
    if age.contains("week") { return digits + "w" }
    return age.contains("day") ? digits + "d" : digits
  }

  // MARK: - Ties

  /// Those that go on; of couples also those that ended.
  private var standing: [FamilyGraph.Tie] { graph.ties.filter { $0.relationship.to == nil } }

  private var couples: [Genogram.Couple] {
    var couples: [Genogram.Couple] = []
    let ties = graph.ties.filter { $0.kind == .partner || $0.kind == .formerPartner }
    // What goes on before what ended: some couples come together again.
    let isOver: (FamilyGraph.Tie) -> Bool = {
      $0.relationship.to != nil || $0.kind == .formerPartner
    }
    for tie in ties.filter({ !isOver($0) }) + ties.filter(isOver) {
      let pair = [tie.person.description, tie.other.description].sorted()
      guard !couples.contains(where: { $0.first == pair[0] && $0.second == pair[1] }) else {
        continue
      }
      couples.append(couple(pair, tie, isOver: isOver(tie)))
    }
    for step in stepCouples {
      let pair = step.sorted()
      if !couples.contains(where: { $0.first == pair[0] && $0.second == pair[1] }) {
        couples.append(Genogram.Couple(pair[0], pair[1], .notRecorded))
      }
    }
    return couples
  }

  private func couple(
    _ pair: [String], _ tie: FamilyGraph.Tie, isOver: Bool
  ) -> Genogram.Couple {
    let terms = tie.relationship.terms
    let isMarried = terms?.couple == .married || terms?.couple == .civilPartners
    if let day = terms?.divorcedOn {
      return Genogram.Couple(pair[0], pair[1], .divorced, words: ["divorced", day.shortMonth])
    }
    if isOver || terms?.separatedOn != nil {
      let day = terms?.separatedOn ?? tie.relationship.to
      return Genogram.Couple(
        pair[0], pair[1], .separated,
        words: ["separated"] + (day.map { [$0.shortMonth] } ?? []))
    }
    let since = (isMarried ? terms?.marriedOn : nil) ?? tie.relationship.from
    return Genogram.Couple(
      pair[0], pair[1], isMarried ? .married : .together,
      words: since.map { [isMarried ? "married" : "since", $0.shortMonth] } ?? [])
  }

  /// A step-parent is the partner of a parent: of the one they live with, or of the only one known.
  private var stepCouples: [[String]] {
    standing.filter { $0.kind == .stepParent || $0.kind == .stepChild }.compactMap { tie in
      let (step, child) =
        tie.kind == .stepParent ? (tie.person, tie.other) : (tie.other, tie.person)
      let own = parentPairs.filter { $0.child == child }.map(\.parent).filter { $0 != step }
      let partners = graph.ties.contains { couple in
        (couple.kind == .partner || couple.kind == .formerPartner)
          && own.contains { [couple.person, couple.other].contains($0) }
          && [couple.person, couple.other].contains(step)
      }
      guard !partners else { return nil }
      let home = graph.home(of: step)
      let together = own.filter { home?.since[$0] != nil }
      guard let parent = together.count == 1 ? together[0] : own.count == 1 ? own[0] : nil
      else { return nil }
      return [step.description, parent.description]
    }
  }

  private var parentPairs: [(parent: PersonID, child: PersonID)] {
    standing.compactMap { tie in
      switch tie.kind {
      case .mother, .father, .parent: (tie.person, tie.other)
      case .child: (tie.other, tie.person)
      default: nil
      }
    }
  }

  private var parents: [Genogram.Parent] {
    var parents: [Genogram.Parent] = []
    for tie in standing {
      let isBelow = [.child, .stepChild, .caredFor].contains(tie.kind)
      let (up, down) = isBelow ? (tie.other, tie.person) : (tie.person, tie.other)
      let bond = tie.relationship.terms?.bond
      switch tie.kind {
      case .mother, .father, .parent, .child:
        parents.append(
          bond.map { parent(up, down, $0) }
            ?? Genogram.Parent(up.description, of: down.description))
      case .stepParent, .stepChild: parents.append(parent(up, down, bond ?? .step))
      case .carer, .caredFor:
        if let bond {
          parents.append(parent(up, down, bond))
        } else if !isBlood(up, down) {
          // A grandmother who cares for a child is drawn as a grandmother; the table says the rest.
          parents.append(
            Genogram.Parent(up.description, of: down.description, .caredFor, word: "cared for"))
        }
      default: break
      }
    }
    return parents
  }

  private func parent(
    _ parent: PersonID, _ child: PersonID, _ bond: Person.Relationship.Terms.Bond
  ) -> Genogram.Parent {
    let (kind, word): (Genogram.Parent.Kind, String?) =
      switch bond {
      case .birth: (.birth, nil)
      case .adopted: (.adopted, "adopted")
      case .fostered: (.fostered, "fostered")
      case .step: (.step, "step")
      }
    return Genogram.Parent(parent.description, of: child.description, kind, word: word)
  }

  /// On the record as family in another way than by care.
  private func isBlood(_ one: PersonID, _ other: PersonID) -> Bool {
    standing.contains { tie in
      Set([tie.person, tie.other]) == [one, other]
        && ![.carer, .caredFor, .friend, .otherFamily].contains(tie.kind)
    }
      || parentPairs.contains { pair in
        pair.parent == one && parentPairs.contains { $0.parent == pair.child && $0.child == other }
      }
  }

  private var siblings: [Genogram.Siblings] {
    standing.filter { $0.kind == .sibling || $0.kind == .halfSibling }.map {
      Genogram.Siblings(
        $0.person.description, $0.other.description, areHalf: $0.kind == .halfSibling)
    }
  }
}

extension Day {
  /// `May 2021`, and with three letters for the longer months.
  var shortMonth: String {
    let name = Day.monthNames[month - 1]
    return "\(name.count > 4 ? String(name.prefix(3)) : name) \(year)"
  }
}

extension String {
  /// With a capital at its beginning.
  var sentence: String { prefix(1).uppercased() + dropFirst() }
}
