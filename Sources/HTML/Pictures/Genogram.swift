/// A family as a genogram tells it: who there is, who is or was a couple, whose child each one is,
/// and who lives together. Words and numbers only; ``GenogramLayout`` says where everything stands.
///
/// Whoever makes it has already left out what the reader may not see.
package struct Genogram: Sendable, Equatable {
  /// Square: male. Circle: female. Diamond: another gender, as the person describes it. Question
  /// mark: not known. Triangle: a pregnancy.
  package enum Shape: String, Sendable, CaseIterable {
    case square, circle, diamond, unknown, triangle
  }

  package struct Member: Sendable, Equatable {
    /// Unique in the picture.
    package let id: String
    package let name: String
    package let shape: Shape
    /// Inside the symbol, a few letters: `9`, `14m`.
    package let age: String?
    /// Under the name: `Has PR`, `Lives here Mon to Thu`.
    package let words: [String]
    package let hasDied: Bool
    /// Brothers and sisters stand by this, lowest at left; those without it last.
    package let born: Int?
    /// Which generation, counted from the one in the middle (parents -1, children 1): for those who
    /// are tied to nobody in the picture.
    package let generation: Int?
    /// All of it in words, for those who hear the page.
    package let spoken: String
    /// Where the symbol leads.
    package let url: String?

    package init(
      id: String, name: String, shape: Shape, age: String? = nil, words: [String] = [],
      hasDied: Bool = false, born: Int? = nil, generation: Int? = nil, spoken: String? = nil,
      url: String? = nil
    ) {
      self.id = id
      self.name = name
      self.shape = shape
      self.age = age
      self.words = words
      self.hasDied = hasDied
      self.born = born
      self.generation = generation
      self.spoken = spoken ?? name
      self.url = url
    }
  }

  package struct Couple: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
      case married, together, separated, divorced
      /// Parents of one child; whether they are a couple is not on the record.
      case notRecorded

      package var isFormer: Bool { self == .separated || self == .divorced }
    }
    package let first: String
    package let second: String
    package let kind: Kind
    /// Over their line, a word and a date: `separated`, `May 2021`.
    package let words: [String]

    package init(_ first: String, _ second: String, _ kind: Kind, words: [String] = []) {
      self.first = first
      self.second = second
      self.kind = kind
      self.words = words
    }
  }

  package struct Parent: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
      case birth, adopted, fostered, step, caredFor
    }
    package let parent: String
    package let child: String
    package let kind: Kind
    /// Beside a dashed line: `fostered`.
    package let word: String?

    package init(_ parent: String, of child: String, _ kind: Kind = .birth, word: String? = nil) {
      self.parent = parent
      self.child = child
      self.kind = kind
      self.word = word
    }
  }

  /// Brothers or sisters whose parents are not on the record.
  package struct Siblings: Sendable, Equatable {
    package let first: String
    package let second: String
    package let areHalf: Bool

    package init(_ first: String, _ second: String, areHalf: Bool = false) {
      self.first = first
      self.second = second
      self.areHalf = areHalf
    }
  }

  package struct Home: Sendable, Equatable {
    package let name: String
    package let members: [String]

    package init(_ name: String, _ members: [String]) {
      self.name = name
      self.members = members
    }
  }

  package var members: [Member]
  package var couples: [Couple]
  package var parents: [Parent]
  package var siblings: [Siblings]
  package var homes: [Home]
  /// Whom the picture is about: drawn with a double outline.
  package var centre: String

  package init(
    centre: String, members: [Member], couples: [Couple] = [], parents: [Parent] = [],
    siblings: [Siblings] = [], homes: [Home] = []
  ) {
    self.centre = centre
    self.members = members
    self.couples = couples
    self.parents = parents
    self.siblings = siblings
    self.homes = homes
  }
}

/// The same by places in the list of members, without what names nobody, twice the same, or a person
/// and themselves: records can say anything.
struct Kin: Sendable {
  struct Couple: Sendable {
    let first: Int
    let second: Int
    let kind: Genogram.Couple.Kind
    let words: [String]

    func isOf(_ one: Int, _ other: Int) -> Bool {
      (first == one && second == other) || (first == other && second == one)
    }
  }
  struct Link: Sendable {
    let parent: Int
    let child: Int
    let kind: Genogram.Parent.Kind
    let word: String?
  }

  let members: [Genogram.Member]
  let centre: Int
  var couples: [Couple] = []
  var links: [Link] = []
  var siblings: [(first: Int, second: Int, areHalf: Bool)] = []
  /// The home of each member, by its place in the list of homes.
  var home: [Int?]
  private let homeNames: [String]

  init(_ genogram: Genogram) {
    var place: [String: Int] = [:]
    var members: [Genogram.Member] = []
    for member in genogram.members where place[member.id] == nil {
      place[member.id] = members.count
      members.append(member)
    }
    self.members = members
    centre = place[genogram.centre] ?? 0
    home = Array(repeating: nil, count: members.count)
    homeNames = genogram.homes.map(\.name)
    for couple in genogram.couples {
      guard let first = place[couple.first], let second = place[couple.second], first != second,
        !couples.contains(where: { $0.isOf(first, second) })
      else { continue }
      couples.append(Couple(first: first, second: second, kind: couple.kind, words: couple.words))
    }
    for link in genogram.parents {
      guard let parent = place[link.parent], let child = place[link.child], parent != child,
        !links.contains(where: { $0.parent == parent && $0.child == child })
      else { continue }
      links.append(Link(parent: parent, child: child, kind: link.kind, word: link.word))
    }
    for pair in genogram.siblings {
      guard let first = place[pair.first], let second = place[pair.second], first != second
      else { continue }
      siblings.append((first, second, pair.areHalf))
    }
    for (index, household) in genogram.homes.enumerated() {
      for id in household.members {
        if let member = place[id], home[member] == nil { home[member] = index }
      }
    }
  }

  var count: Int { members.count }

  func homeName(_ home: Int) -> String { homeNames[home] }

  /// Oldest first; of those born on one day, or on a day nobody knows, in the order given.
  func isOlder(_ one: Int, _ other: Int) -> Bool {
    (members[one].born ?? Int.max, one) < (members[other].born ?? Int.max, other)
  }
}
