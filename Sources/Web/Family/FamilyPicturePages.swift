import Domain
import HTML
import Store

/// Addresses of the pictures of a family. Whom it is drawn around, and whether everybody is in it,
/// stand in the address, so that a picture can be sent to a colleague.
enum FamilyPicturePaths {
  static func family(
    _ person: PersonID, centre: PersonID? = nil, everybody: Bool = false, asAt day: Day? = nil
  ) -> String {
    var query: [String] = []
    if let centre, centre != person { query.append("centre=\(centre)") }
    if everybody { query.append("show=everybody") }
    if let day { query.append("as-at=\(day)") }
    return PersonPaths.family(person) + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  static func ecomap(_ person: PersonID, blank: Bool = false, asAt day: Day? = nil) -> String {
    var query: [String] = []
    if blank { query.append("show=blank") }
    if let day { query.append("as-at=\(day)") }
    return "/people/\(person)/family/ecomap"
      + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }
}

extension FamilyPicture {
  /// The genogram, with whom it is drawn around, what it leaves out, and everybody in it as a table.
  var section: HTML {
    let whole = genogram
    let limited = whole.near()
    let (picture, left) = everybody ? (whole, 0) : limited
    let layout = GenogramLayout(picture)
    guard layout.people.count > 1 else { return "" }
    let tabs = recordNavigation(
      [
        NavigationItem("Genogram", address(centre: person, everybody: false), isCurrent: true),
        NavigationItem("Ecomap", FamilyPicturePaths.ecomap(person, asAt: asAt)),
      ], label: "Pictures of the family")
    let size = counted(layout.people.count + left, "person", "people")
    var links: [HTML] = []
    if left > 0 {
      links.append(
        "<p>\(layout.people.count) of \(size) are drawn: those nearest to \(called(centre)), in "
          + "three generations. \(textLink("Show everybody", to: address(everybody: true)))</p>")
    } else if everybody, limited.left > 0 {
      links.append(
        "<p>All \(size) are drawn. \(textLink("Show the nearest", to: address(everybody: false)))</p>"
      )
    }
    if centre != person {
      links.append(
        """
        <p>Drawn around \(called(centre)). \
        \(textLink("Put \(name) in the middle again", to: address(centre: person)))</p>
        """)
    }
    return """
      <section aria-labelledby="genogram">\(tabs)<h2 id="genogram">Genogram</h2>
      <p>\(finding(layout))</p>\(each: links, { $0 })
      \(genogramPicture(
        layout, id: "genogram-picture", title: finding(layout),
        description: description(picture, layout), skip: "#genogram-table"))
      \(each: layout.contradictions, { pair in
        inset("<p>Not drawn: \(pair.parent) as a parent of \(pair.child). Other relationships on "
          + "the record say the opposite. Look at both, and end the one that is wrong.</p>")
      })
      \(peopleTable(picture))</section>
      """
  }

  /// `Aisha Khan lives with Nadia Khan and Sam Khan. 9 people in 3 generations.`
  private func finding(_ layout: GenogramLayout) -> String {
    let rows = Set(layout.people.map(\.row)).count
    let who = called(centre)
    let with = housemates(centre)
    let home =
      graph.home(of: centre) == nil
      ? "Where \(who) lives is not recorded."
      : with.isEmpty
        ? "Nobody else in the family is recorded at \(who)'s address."
        : "\(who) lives with \(listed(with))."
    return "\(home) \(counted(layout.people.count, "person", "people")) in "
      + "\(counted(rows, "generation", "generations"))."
  }

  private func housemates(_ id: PersonID) -> [String] {
    guard let home = graph.home(of: id) else { return [] }
    return graph.members.filter { $0.id != id && home.since[$0.id] != nil }.map(\.line.name)
  }

  private func description(_ picture: Genogram, _ layout: GenogramLayout) -> String {
    let homes = picture.homes.map { home in
      let names = picture.members.filter { home.members.contains($0.id) }.map(\.name)
      return "\(home.name): \(listed(names))."
    }
    return (["The table after the picture says the same."] + homes).joined(separator: " ")
  }

  private func peopleTable(_ picture: Genogram) -> HTML {
    let drawn = Set(picture.members.map(\.id))
    let relations = FamilyRelations(graph, from: person)
    let rows = graph.members.filter { drawn.contains($0.id.description) }.map {
      member -> TableRow in
      let line = member.line
      let ties = graph.ties.filter {
        ($0.person == line.id && $0.other == person) || ($0.person == person && $0.other == line.id)
      }
      let relation =
        line.id == person ? "This record" : (relations.words[line.id] ?? "lives there").sentence
      let age = PersonWords.age(line.birth, diedOn: line.diedOn, on: day) ?? "Not recorded"
      return TableRow([
        textLink(line.name, to: PersonPaths.page(line)), "\(relation)",
        "\(line.diedOn == nil ? age : "Died at \(age)")", "\(livesWith(line.id))",
        "\(isResponsible(line.id) ? "Yes, for \(name)" : "")",
        "\(ties.compactMap(\.relationship.from).min()?.long ?? "")",
      ])
    }
    return table(
      id: "genogram-table", caption: "Everybody in the picture",
      columns: [
        Column("Name"), Column("Who they are to \(name)"), Column("Age"), Column("Lives with"),
        Column("Parental responsibility"), Column("Since"),
      ], rows: rows)
  }

  /// With the person whose page it is, or with whom else.
  private func livesWith(_ id: PersonID) -> String {
    guard let home = graph.home(of: id) else { return "Not recorded" }
    let names = id != person && home.since[person] != nil ? [name] : housemates(id)
    let since = (home.since[id] ?? nil).map { ", since \($0.long)" } ?? ""
    return names.isEmpty ? "Nobody of the family\(since)" : listed(names) + since
  }
}

/// Those around one person as an ecomap: family, friends, school, health, and who works with them.
struct EcomapModel: Sendable {
  let identity: PersonIdentity
  let picture: FamilyPicture
  let network: Person.Network
  /// Those who still work with the person.
  let professionals: [Person.Professional]
  /// To fill in by hand.
  let isBlank: Bool

  private struct Around {
    let name: String
    let role: String
    let since: Day?
    let url: String?
    var strength: Person.Relationship.Terms.Strength?
  }

  private var around: [Around] {
    let graph = picture.graph
    let relations = FamilyRelations(graph, from: picture.person)
    var around: [Around] = []
    let near = graph.ties.filter {
      $0.relationship.to == nil && ($0.person == picture.person || $0.other == picture.person)
    }
    for member in graph.members where member.id != picture.person {
      let ties = near.filter { $0.person == member.id || $0.other == member.id }
      guard !ties.isEmpty, member.line.diedOn == nil else { continue }
      around.append(
        Around(
          name: member.line.name, role: (relations.words[member.id] ?? "").sentence,
          since: ties.compactMap(\.relationship.from).min(), url: PersonPaths.page(member.line),
          strength: ties.compactMap(\.relationship.terms?.strength).first))
    }
    if let school = network.school {
      around.append(Around(name: school, role: "School or nursery", since: nil, url: nil))
    }
    if let gp = network.gp {
      around.append(Around(name: gp, role: "GP practice", since: nil, url: nil))
    }
    around += professionals.map { one in
      Around(
        name: one.name.isEmpty ? one.agency ?? one.kind.words : one.name,
        role: one.role ?? one.kind.words, since: one.from, url: nil)
    }
    if let worker = identity.model.worker {
      around.append(
        Around(name: worker, role: identity.model.team ?? "Social worker", since: nil, url: nil))
    }
    return around
  }

  /// What stands on the page below the tabs.
  var content: HTML {
    let name = identity.name
    let around = isBlank ? [] : self.around
    let ecomap =
      isBlank
      ? Ecomap.blank([name])
      : Ecomap(
        centre: [name],
        circles: around.map {
          Ecomap.Circle($0.name, role: $0.role, tie: $0.strength?.tie, word: $0.strength?.word)
        })
    let other: HTML =
      isBlank
      ? "<p>\(textLink("Show what is on the record", to: FamilyPicturePaths.ecomap(picture.person)))</p>"
      : """
      <p>\(textLink("A blank one to print and fill in with \(name)",
        to: FamilyPicturePaths.ecomap(picture.person, blank: true)))</p>
      """
    guard isBlank || !around.isEmpty else {
      return emptyState(
        "Nobody around \(name) is recorded yet. Add family, school and GP, and they are drawn here.",
        action: other)
    }
    let title =
      isBlank
      ? "A blank ecomap for \(name)"
      : "\(counted(around.count, "person or service", "people and services")) around \(name)"
    return """
      <p>\(isBlank
        ? "Draw the lines together: who helps, who is there sometimes, where it is hard." : title + ".")</p>
      \(ecomapPicture(
        EcomapLayout(ecomap), id: "ecomap-picture", title: title,
        description: isBlank ? "Ten empty circles around the name." : "The table says the same."))
      \(other)\(isBlank ? "" : people(around))
      """
  }

  private func people(_ around: [Around]) -> HTML {
    table(
      id: "ecomap-table", caption: "Everybody around \(identity.name)",
      columns: [Column("Name"), Column("Who they are"), Column("Tie"), Column("Since")],
      rows: around.map { one in
        TableRow([
          one.url.map { textLink(one.name, to: $0) } ?? "\(one.name)", "\(one.role)",
          "\(one.strength?.words ?? "Not recorded")",
          "\(one.since?.long ?? "")",
        ])
      })
  }
}

extension Person.Relationship.Terms.Strength {
  fileprivate var tie: Ecomap.Tie {
    switch self {
    case .strong: .strong
    case .weak: .weak
    case .stressful: .stressful
    case .cutOff: .tenuous
    }
  }
  /// On the line.
  fileprivate var word: String { words.lowercased() }
}

func ecomapPage(_ model: EcomapModel) -> Page {
  let picture = model.picture
  let tabs = recordNavigation(
    [
      NavigationItem("Genogram", FamilyPicturePaths.family(picture.person, asAt: picture.asAt)),
      NavigationItem(
        "Ecomap", FamilyPicturePaths.ecomap(picture.person, asAt: picture.asAt), isCurrent: true),
    ], label: "Pictures of the family")
  return Page("Ecomap", main: "\(tabs)\(model.content)")
}
