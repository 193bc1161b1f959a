import Domain

/// Reads a text that was pasted: a notification, an e-mail, a letter. Pure, in a time that grows with
/// the length of the text and no faster; whatever it holds, what comes back is names, dates and
/// numbers of the shapes they have, without a sign that cannot be seen.
package struct PastedText {
  /// More is read by nobody; what is beyond stays in the original.
  package static let longest = 100_000
  static let mostLines = 3000
  static let mostPeople = 20

  private let layout: Layout
  private let today: Day
  private var reading: Reading
  private var section: Layout.Section?
  private var isList = false
  private var current: Int?
  private var pending: Layout.Field?
  private var account: [String] = []
  private var addressLines: [String] = []
  private var place: String?
  private var isReadingAddress = false

  package static func read(
    _ text: String, layouts: [Layout] = Layout.shipped, today: Day
  ) -> Reading {
    let plain = Legible.plain(String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest))))
    let layout = choose(plain, layouts)
    var reader = PastedText(layout, today: today)
    let lines = plain.split(separator: "\n", maxSplits: mostLines, omittingEmptySubsequences: false)
      .prefix(mostLines)
    let labelled = reader.hasLabels(lines)
    if labelled {
      reader.walk(lines)
    } else {
      reader.reading.layout = "Prose"
      reader.readHead(lines)
    }
    reader.finish(plain, lines, labelled: labelled)
    return reader.reading
  }

  private init(_ layout: Layout, today: Day) {
    self.layout = layout
    self.today = today
    reading = Reading(layout: layout.name)
    reading.source = layout.source
    reading.method = layout.method
    reading.agency = layout.agency
  }

  /// The layout with most of its signs in the text, the council's own before others; the last, which has none, for any other.
  private static func choose(_ text: String, _ layouts: [Layout]) -> Layout {
    let low = text.prefix(20_000).lowercased()
    var best: (layout: Layout, found: Int)?
    for layout in layouts {
      let found = layout.signs.count { low.contains($0) }
      guard found >= layout.least, found > 0 else { continue }
      if let best, layout.isOwn == best.layout.isOwn ? found <= best.found : best.layout.isOwn {
        continue
      }
      best = (layout, found)
    }
    return best?.layout ?? layouts.first { $0.signs.isEmpty } ?? Layout("No layout")
  }

  /// Two labels for people make a form of it; else it is prose.
  private func hasLabels(_ lines: ArraySlice<Substring>) -> Bool {
    var found = 0
    for line in lines {
      if heading(line) != nil { found += 1 }
      for piece in LabelledLine(line, layout.labels, inProse: false).pieces {
        if case .value(let field, _, _) = piece, field != .other { found += 1 }
      }
      if found >= 3 { return true }
    }
    return false
  }

  private func heading(_ line: Substring) -> Layout.Section? {
    guard line.count <= 60, !line.trimmed(of: ":=-*#_").contains(":") else { return nil }
    return layout.headings[LabelWords.plain(line)]
  }

  // MARK: - Line by line

  private mutating func walk(_ lines: ArraySlice<Substring>) {
    for line in lines {
      if line.allSatisfy(\.isWhitespace) {
        isReadingAddress = false
        if section == .account, !account.isEmpty { account.append("") }
        continue
      }
      if let section = heading(line) {
        begin(section)
        continue
      }
      let inProse = section == .account
      for piece in LabelledLine(line, layout.labels, inProse: inProse).pieces {
        switch piece {
        case .value(let field, let label, let value): take(field, label, value, line)
        case .unknown(_, let value):
          if inProse { account.append(String(line)) } else { pending = nil }
          _ = value
        case .text(let text): take(text)
        }
      }
    }
  }

  /// The lines above a letter that say from whom it is, as far as the first that is empty.
  private mutating func readHead(_ lines: ArraySlice<Substring>) {
    for line in lines.prefix(12) {
      if line.allSatisfy(\.isWhitespace) { return }
      for piece in LabelledLine(line, layout.labels, inProse: false).pieces {
        if case .value(let field, _, let value) = piece,
          [.callerName, .reference, .callerRole, .agency].contains(field)
        {
          set(field, value)
        }
      }
    }
  }

  private mutating func begin(_ section: Layout.Section) {
    self.section = section
    isList = false
    if case .people = section { isList = true }
    current = nil
    pending = nil
    isReadingAddress = false
  }

  private var who: Layout.Who {
    if case .people(let who) = section { return who }
    return .anybody
  }

  private mutating func take(
    _ field: Layout.Field, _ label: String, _ value: String, _ line: Substring
  ) {
    isReadingAddress = false
    // A letter's account ends where a form's next part begins, and nowhere else.
    if section == .account {
      switch field {
      case .person, .callerName, .given, .family, .account: section = nil
      case .reference, .grading: break
      default:
        account.append(String(line))
        return
      }
    }
    if value.isEmpty {
      pending = field
      if case .account = field { begin(.account) }
      if case .address = field { isReadingAddress = true }
      if case .person(let who) = field, who != .anybody { begin(.people(who)) }
      return
    }
    pending = nil
    set(field, value)
  }

  private mutating func take(_ text: String) {
    if section == .account {
      account.append(text)
      return
    }
    if let field = pending {
      pending = nil
      set(field, text)
      isReadingAddress = field == .address
      return
    }
    if isReadingAddress, addressLines.count < 5 {
      addressLines.append(text)
      return
    }
    guard isList, reading.people.count < Self.mostPeople,
      let read = PersonLine(text, who, isFamilyFirst: layout.isFamilyFirst, today: today)
    else { return }
    add(read.person)
  }

  private mutating func add(_ person: Reading.Somebody) {
    guard reading.people.count < Self.mostPeople else { return }
    reading.people.append(person)
    current = reading.people.count - 1
  }

  /// The person that the labels now speak of.
  private mutating func change(_ body: (inout Reading.Somebody) -> Void) {
    if section == .sender || section == .other { return }
    if current == nil {
      var person = Reading.Somebody()
      (person.isChild, person.relation) = (who.isChild, who.relation)
      add(person)
    }
    if let current { body(&reading.people[current]) }
  }

  private mutating func set(_ field: Layout.Field, _ value: String) {
    switch field {
    case .person(let labelled): person(value, labelled)
    case .given: name(\.given, value)
    case .family: name(\.family, value)
    case .birth:
      guard let day = Dates.first(in: value, today: today, labelled: true) else { return }
      change { if $0.birth == nil { $0.birth = day } }
    case .age:
      guard let age = Ages.read(value) else { return }
      change { if $0.age == nil { $0.age = age } }
    case .relation:
      let words = value.prefix(60).trimmed(of: ".")
      change { if $0.relation == nil { $0.relation = String(words) } }
    case .address, .place: address(field, value)
    case .postcode: if reading.postcode == nil { reading.postcode = Postcodes.first(in: value) }
    case .phone: phone(value)
    case .email:
      if let email = Phones.email(in: value), reading.callerReach == nil, current == nil {
        reading.callerReach = email
      }
    case .reference: if reading.reference == nil { reading.reference = Self.short(value) }
    case .grading: if reading.grading == nil { reading.grading = Self.short(value) }
    case .callerName: caller(value)
    case .callerRole: if reading.callerRole == nil { reading.callerRole = Self.short(value) }
    case .agency: if reading.agency == nil { reading.agency = Self.short(value) }
    case .school:
      if reading.agency == nil, layout.source == .school { reading.agency = Self.short(value) }
    case .account:
      begin(.account)
      account.append(value)
    case .other: break
    }
  }

  private mutating func person(_ value: String, _ labelled: Layout.Who) {
    if section == .sender || section == .other, labelled == .anybody {
      if section == .sender { caller(value) }
      return
    }
    if section == .sender || section == .other { section = nil }
    let meant = labelled == .anybody ? who : labelled
    guard
      let read = PersonLine(value, meant, isFamilyFirst: layout.isFamilyFirst, today: today)
    else { return }
    // A block that began with its date of birth, and comes to its name.
    if let current, !reading.people[current].isNamed, labelled == .anybody {
      var person = reading.people[current]
      (person.given, person.family) = (read.person.given, read.person.family)
      person.birth = person.birth ?? read.person.birth
      reading.people[current] = person
      return
    }
    add(read.person)
    if labelled != .anybody { isList = false }
  }

  private mutating func name(_ part: WritableKeyPath<Reading.Somebody, String>, _ value: String) {
    guard let name = NameReading.read(value), section != .sender, section != .other else { return }
    if let current, !reading.people[current][keyPath: part].isEmpty { self.current = nil }
    let text = [name.given, name.family].filter { !$0.isEmpty }.joined(separator: " ")
    change { $0[keyPath: part] = text }
  }

  private mutating func phone(_ value: String) {
    guard let phone = Phones.first(in: value) else { return }
    if section != .sender, section != .other, let current {
      if reading.people[current].phone == nil { reading.people[current].phone = phone }
    } else if reading.callerReach == nil {
      reading.callerReach = phone
    }
  }

  private mutating func address(_ field: Layout.Field, _ value: String) {
    guard section != .sender, section != .other else { return }
    if field == .place {
      if place == nil { place = value }
    } else if addressLines.isEmpty {
      addressLines = [value]
      isReadingAddress = true
    }
  }

  private mutating func caller(_ value: String) {
    let parts = value.split(separator: "<", maxSplits: 1)
    let text = parts.first.map(String.init) ?? value
    if reading.callerReach == nil {
      reading.callerReach = Phones.email(in: value) ?? Phones.first(in: value)
    }
    guard reading.callerName == nil else { return }
    let pieces = text.split(whereSeparator: { ",(;".contains($0) })
    guard let first = pieces.first, let name = Self.officer(first) else { return }
    reading.callerName = name
    if reading.callerRole == nil, pieces.count > 1 {
      let role = pieces[1].trimmed(of: ").")
      if !role.contains(where: { $0.isNumber || $0 == "@" }), role.count <= 60, !role.isEmpty {
        reading.callerRole = String(role)
      }
    }
  }

  /// `PC 4471 Lowther`: the number belongs to the name.
  private static func officer(_ text: Substring) -> String? {
    let words = text.split(separator: " ").prefix(6)
    let rest = words.filter { !$0.contains(where: \.isNumber) }
    guard rest.contains(where: { NameReading.isWord($0) && $0.first?.isUppercase == true }),
      rest.allSatisfy({ NameReading.isWord($0.trimmed(of: ".")) }),
      NameReading.read(rest.joined(separator: " ")) != nil
    else { return nil }
    return words.joined(separator: " ").trimmed(of: ".,").description
  }

  private static func short(_ value: String) -> String? {
    let text = value.prefix(120).trimmed(of: ".,;")
    return text.isEmpty ? nil : String(text)
  }

  // MARK: - What is left to tell

  private mutating func finish(
    _ plain: String, _ lines: ArraySlice<Substring>, labelled: Bool
  ) {
    if !account.isEmpty {
      let text = account.joined(separator: "\n").trimmed(of: "")
      if !text.isEmpty { reading.account = String(text) }
    }
    let home = addressLines.isEmpty ? place : addressLines.joined(separator: ", ")
    if let home {
      reading.postcode = reading.postcode ?? Postcodes.first(in: home)
      let address = Postcodes.without(reading.postcode, home.prefix(300))
      if !address.isEmpty { reading.address = address }
    }
    var prose = ProseReading(today: today)
    // Who wrote it stands at the end of a letter, whatever its form.
    prose.readSender(Array(lines.suffix(60)))
    reading.callerName = reading.callerName ?? prose.callerName
    reading.callerRole = reading.callerRole ?? prose.callerRole
    reading.callerReach = reading.callerReach ?? prose.callerReach
    reading.agency = reading.agency ?? prose.agency
    if !labelled || reading.people.isEmpty {
      prose.read(plain.prefix(20_000))
      reading.people += prose.people.filter { $0.full != reading.callerName }
      reading.postcode = reading.postcode ?? Postcodes.first(in: plain)
      if reading.address == nil { reading.address = prose.address }
    }
    reading.reference =
      reading.reference ?? References.first(in: plain.prefix(20_000), layout.references)
    reading.source = reading.source ?? SourceSigns.source(of: reading, plain)
    reading.people = reading.people.filter(\.isNamed).reduce(into: []) { kept, person in
      var person = person
      PersonLine.settle(&person, today: today)
      person.relation = Self.line(person.relation)
      Self.join(person, to: &kept)
    }
    for part: WritableKeyPath<Reading, String?> in [
      \.address, \.reference, \.grading, \.agency, \.callerName, \.callerRole, \.callerReach,
    ] {
      reading[keyPath: part] = Self.line(reading[keyPath: part])
    }
  }

  /// In one line, with one space between words.
  private static func line(_ text: String?) -> String? {
    text.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  /// The same name twice is one person.
  private static func join(_ person: Reading.Somebody, to kept: inout [Reading.Somebody]) {
    let same = kept.firstIndex { known in
      Folding.joined(known.full) == Folding.joined(person.full)
        && (known.birth == nil || person.birth == nil || known.birth == person.birth)
    }
    guard let same else {
      kept.append(person)
      return
    }
    kept[same].birth = kept[same].birth ?? person.birth
    kept[same].age = kept[same].birth == nil ? kept[same].age ?? person.age : nil
    kept[same].relation = kept[same].relation ?? person.relation
    kept[same].isChild = kept[same].isChild ?? person.isChild
    kept[same].phone = kept[same].phone ?? person.phone
  }
}
