import HTML

/// Families made up from a seed, as large and as tangled as records are: several partners, half and
/// step families, single parents, adopted and fostered children, brothers and sisters without
/// parents, people tied to nobody, three homes.
struct InventedFamily {
  struct Chance: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    mutating func number(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(next() % UInt64(range.count))
    }
    mutating func happens(_ percent: Int) -> Bool { number(1...100) <= percent }
    mutating func one<T>(of list: [T]) -> T { list[number(0...(list.count - 1))] }
  }

  private static let girls = [
    "Aisha", "Mia", "Zofia", "Grace", "Ella", "Ruby", "Amara", "Isla", "Freya", "Noor",
    "Anne-Marie", "Wilhelmina",
  ]
  private static let boys = [
    "Sam", "Dean", "Leo", "Kofi", "Tomasz", "Harry", "Idris", "Finn", "Max", "Yusuf", "Mohammed",
    "Bartholomew",
  ]
  private static let surnames = [
    "Khan", "Cole", "Penrose", "Kowalski", "Okafor", "Smith", "Tregidga", "Hartley-Jones",
    "Featherstonehaugh", "Lee", "Adeyemi-Robinson",
  ]

  private var chance: Chance
  private let size: Int
  private var people: [Genogram.Member] = []
  private var couples: [Genogram.Couple] = []
  private var parents: [Genogram.Parent] = []
  private var siblings: [Genogram.Siblings] = []
  private var homes: [[String]] = [[], [], []]

  static func of(_ size: Int, seed: UInt64) -> Genogram {
    var family = InventedFamily(size, seed)
    family.fill()
    return Genogram(
      centre: "P-1", members: family.people, couples: family.couples, parents: family.parents,
      siblings: family.siblings,
      homes: zip(
        ["12 Rowan Close", "Flat 3, 40 Harbour Road", "Gran's, 7 Mill Lane"], family.homes
      )
      .map { Genogram.Home($0, $1) }.filter { !$0.members.isEmpty })
  }

  private init(_ size: Int, _ seed: UInt64) {
    self.size = size
    chance = Chance(seed)
  }

  private var isFull: Bool { people.count >= size }

  private mutating func add(_ years: Int, home: Int?, female: Bool? = nil, words: [String] = [])
    -> String
  {
    let isGirl = female ?? chance.happens(50)
    let id = "P-\(people.count + 1)"
    let shape: Genogram.Shape =
      chance.happens(4) ? .unknown : chance.happens(3) ? .diamond : isGirl ? .circle : .square
    people.append(
      Genogram.Member(
        id: id,
        name: "\(chance.one(of: isGirl ? Self.girls : Self.boys)) \(chance.one(of: Self.surnames))",
        shape: years < 0 ? .triangle : shape, age: years < 0 ? nil : "\(years)",
        words: years < 0 ? ["Due 3 May 2026"] : words, hasDied: chance.happens(years > 60 ? 35 : 3),
        born: chance.happens(93) ? -years * 365 - chance.number(0...364) : nil,
        url: "?centre=\(id)"))
    if let home { homes[home].append(id) }
    return id
  }

  private mutating func couple(_ one: String, _ other: String) -> Genogram.Couple.Kind {
    let kind = chance.one(of: [
      Genogram.Couple.Kind.married, .married, .together, .together, .separated, .divorced,
    ])
    let words =
      switch kind {
      case .separated: ["separated", "May 2021"]
      case .divorced: ["divorced", "2019"]
      case .married: ["since 2012"]
      default: [String]()
      }
    couples.append(Genogram.Couple(one, other, kind, words: words))
    return kind
  }

  /// Children of a couple or of one parent, with a few lines of their own.
  private mutating func children(
    _ mother: String, _ father: String?, most: Int, age: ClosedRange<Int>, home: Int?
  ) -> [String] {
    var made: [String] = []
    for _ in 0..<chance.number(1...most) where !isFull {
      let pregnant = made.isEmpty == false && age.lowerBound < 3 && chance.happens(12)
      let child = add(
        pregnant ? -1 : chance.number(age), home: chance.happens(85) ? home : nil,
        words: chance.happens(8) ? ["Lives here Mon to Thu"] : [])
      let kind: Genogram.Parent.Kind =
        chance.happens(92) ? .birth : chance.one(of: [.adopted, .fostered])
      for parent in [mother, father].compactMap({ $0 }) {
        parents.append(
          Genogram.Parent(
            parent, of: child, kind, word: kind == .birth ? nil : "\(kind.rawValue)"))
      }
      made.append(child)
    }
    return made
  }

  private mutating func fill() {
    let centre = add(chance.number(2...15), home: 0)
    guard !isFull else { return }
    let mother = add(chance.number(24...42), home: 0, female: true, words: ["Has PR"])
    parents.append(Genogram.Parent(mother, of: centre))
    var father: String?
    if !isFull, chance.happens(75) {
      let dad = add(chance.number(25...48), home: nil, female: false)
      father = dad
      parents.append(Genogram.Parent(dad, of: centre))
      if couple(mother, dad) == .married { homes[0].append(dad) }
    }
    _ = children(mother, father, most: 4, age: 0...16, home: 0)
    var grown = [mother] + (father.map { [$0] } ?? [])
    var turn = 0
    while !isFull, turn < 200 {
      turn += 1
      switch chance.number(1...12) {
      case 1, 2:
        // Another partner, with children.
        let one = chance.one(of: grown)
        let other = add(chance.number(24...50), home: chance.happens(40) ? 1 : nil)
        _ = couple(one, other)
        if chance.happens(70) {
          _ = children(one, other, most: 3, age: 0...14, home: chance.happens(50) ? 1 : 0)
        }
        grown.append(other)
      case 3, 4, 5:
        // Parents of somebody grown, and their other children.
        let one = chance.one(of: grown)
        guard !parents.contains(where: { $0.child == one }) else { continue }
        let gran = add(chance.number(50...80), home: chance.happens(60) ? 2 : nil, female: true)
        parents.append(Genogram.Parent(gran, of: one))
        var grandad: String?
        if !isFull, chance.happens(70) {
          let he = add(chance.number(52...84), home: chance.happens(50) ? 2 : nil, female: false)
          grandad = he
          parents.append(Genogram.Parent(he, of: one))
          if chance.happens(85) { _ = couple(gran, he) }
        }
        if !isFull {
          grown += children(gran, grandad, most: 3, age: 20...48, home: nil)
        }
      case 6, 7, 8:
        let one = chance.one(of: grown)
        _ = children(one, nil, most: 2, age: 0...18, home: chance.happens(30) ? 1 : nil)
      case 9:
        let one = chance.one(of: people.map(\.id))
        let other = add(chance.number(1...40), home: nil)
        siblings.append(Genogram.Siblings(one, other, areHalf: chance.happens(40)))
      case 10:
        let generation = chance.number(-2...0)
        let id = add(40 - generation * 12, home: chance.happens(30) ? 0 : nil, words: ["Carer"])
        let last = people.removeLast()
        people.append(
          Genogram.Member(
            id: id, name: last.name, shape: last.shape, age: last.age,
            words: ["Aunt or uncle, side not recorded"], born: last.born, generation: generation))
      case 11 where people.count > 12:
        // What records get wrong: a tie between any two.
        let (one, other) = (chance.one(of: people.map(\.id)), chance.one(of: people.map(\.id)))
        if chance.happens(50) {
          couples.append(Genogram.Couple(one, other, .together))
        } else if chance.happens(50) {
          parents.append(Genogram.Parent(one, of: other))
        }
      default: break
      }
    }
  }
}
