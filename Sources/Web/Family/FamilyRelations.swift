import Domain
import Store

/// Who everybody is to one person, in words: `mother`, `mother's partner`, `father's mother`.
struct FamilyRelations: Sendable {
  private(set) var words: [PersonID: String] = [:]

  init(_ graph: FamilyGraph, from person: PersonID) {
    let sex = Dictionary(uniqueKeysWithValues: graph.members.map { ($0.id, $0.sex) })
    var near: [PersonID: [(id: PersonID, kind: Person.Relationship.Kind, isOver: Bool)]] = [:]
    for tie in graph.ties {
      let isOver = tie.relationship.to != nil
      near[tie.other, default: []].append((tie.person, tie.kind, isOver))
      near[tie.person, default: []].append(
        (tie.other, tie.kind.reversed(sex: sex[tie.other] ?? nil), isOver))
    }
    let order = Person.Relationship.Kind.allCases
    func rank(_ tie: (id: PersonID, kind: Person.Relationship.Kind, isOver: Bool)) -> Int {
      (tie.isOver ? 100 : 0) + (order.firstIndex(of: tie.kind) ?? 0)
    }
    for id in near.keys { near[id]?.sort { (rank($0), $0.id) < (rank($1), $1.id) } }
    var steps: [PersonID: Int] = [person: 0]
    var open = [person]
    var next = 0
    while next < open.count {
      let one = open[next]
      next += 1
      for tie in near[one] ?? [] where steps[tie.id] == nil {
        let depth = (steps[one] ?? 0) + 1
        steps[tie.id] = depth
        open.append(tie.id)
        let word = Self.word(tie.kind, sex: sex[tie.id] ?? nil, isOver: tie.isOver)
        words[tie.id] =
          depth == 1 ? word : depth > 4 ? "wider family" : "\(words[one] ?? "")'s \(word)"
      }
    }
    for (id, word) in Self.siblings(graph, of: person, sex) { words[id] = word }
  }

  /// Brothers and sisters by the parents they share, where nobody said so.
  private static func siblings(
    _ graph: FamilyGraph, of person: PersonID, _ sex: [PersonID: Sex?]
  ) -> [PersonID: String] {
    var parents: [PersonID: Set<PersonID>] = [:]
    var told: Set<PersonID> = []
    for tie in graph.ties where tie.relationship.to == nil {
      switch tie.kind {
      case .mother, .father, .parent: parents[tie.other, default: []].insert(tie.person)
      case .child: parents[tie.person, default: []].insert(tie.other)
      default: break
      }
      if tie.person == person { told.insert(tie.other) }
      if tie.other == person { told.insert(tie.person) }
    }
    let own = parents[person] ?? []
    var words: [PersonID: String] = [:]
    for (id, theirs) in parents where id != person && !told.contains(id) {
      let shared = own.intersection(theirs).count
      let kind: Person.Relationship.Kind? =
        shared > 1
        ? .sibling : shared == 1 && own.count > 1 && theirs.count > 1 ? .halfSibling : nil
      if let kind { words[id] = word(kind, sex: sex[id] ?? nil, isOver: false) }
    }
    return words
  }

  /// What somebody is called by their sex, where it is known.
  static func word(_ kind: Person.Relationship.Kind, sex: Sex?, isOver: Bool) -> String {
    func by(_ female: String, _ male: String, _ either: String) -> String {
      sex == .female ? female : sex == .male ? male : either
    }
    let word =
      switch kind {
      case .mother: "mother"
      case .father: "father"
      case .parent: by("mother", "father", "parent")
      case .stepParent: by("stepmother", "stepfather", "step-parent")
      case .child: by("daughter", "son", "child")
      case .stepChild: by("stepdaughter", "stepson", "stepchild")
      case .sibling: by("sister", "brother", "brother or sister")
      case .halfSibling: by("half-sister", "half-brother", "half-brother or half-sister")
      case .grandparent: by("grandmother", "grandfather", "grandparent")
      case .grandchild: by("granddaughter", "grandson", "grandchild")
      case .auntOrUncle: by("aunt", "uncle", "aunt or uncle")
      case .nieceOrNephew: by("niece", "nephew", "niece or nephew")
      case .cousin: "cousin"
      case .partner: isOver ? "former partner" : "partner"
      case .formerPartner: "former partner"
      case .carer: "carer"
      case .caredFor: "child in their care"
      case .otherFamily: "other family"
      case .friend: "friend"
      }
    return isOver && !word.hasPrefix("former") ? "\(word) until then" : word
  }
}

/// Which generation everybody is in, counted from one person: for those whose place in the tree the
/// record does not tell (a grandmother, and nobody said on which side).
struct FamilyGenerations: Sendable {
  private(set) var of: [PersonID: Int]

  init(_ graph: FamilyGraph, from person: PersonID, day: Day) {
    of = [person: 0]
    var near: [PersonID: [(PersonID, Int)]] = [:]
    for tie in graph.ties {
      let step = Self.step(tie.kind)
      near[tie.other, default: []].append((tie.person, step))
      near[tie.person, default: []].append((tie.other, -step))
    }
    var open = [person]
    var next = 0
    while next < open.count {
      let one = open[next]
      next += 1
      for (other, step) in near[one] ?? [] where of[other] == nil {
        of[other] = (of[one] ?? 0) + step
        open.append(other)
      }
    }
    // Whoever only lives there stands with the children or with the grown-ups.
    let isChild = graph.member(person)?.line.stage != .adult
    for member in graph.members where of[member.id] == nil {
      let theirs = member.line.stage != .adult
      of[member.id] = isChild == theirs ? 0 : theirs ? 1 : -1
    }
  }

  /// How many rows below the other somebody of this kind stands.
  private static func step(_ kind: Person.Relationship.Kind) -> Int {
    switch kind {
    case .mother, .father, .parent, .stepParent, .carer, .auntOrUncle: -1
    case .child, .stepChild, .caredFor, .nieceOrNephew: 1
    case .grandparent: -2
    case .grandchild: 2
    case .sibling, .halfSibling, .cousin, .partner, .formerPartner, .otherFamily, .friend: 0
    }
  }
}
