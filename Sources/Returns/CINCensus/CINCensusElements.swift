import Domain

/// The reading itself: one method a group of the file. Each is entered when its element has been
/// opened and leaves when it has been closed.
final class CINCensusElements {
  typealias Element = CINCensus.Element
  typealias Line = CINCensus.Line
  private typealias Fields = CINCensus.Fields

  private let xml: XMLPullReader
  private let warn: (CINCensusReader.Warning) throws -> Void
  private let refusesFalseDates: Bool
  private let limit: Int
  private let textSize: Int
  private var elementsOfChild = 0
  private var position = 0

  init(
    xml: XMLPullReader, warn: @escaping (CINCensusReader.Warning) throws -> Void,
    refusesFalseDates: Bool, limit: Int, textSize: Int
  ) {
    self.xml = xml
    self.warn = warn
    self.refusesFalseDates = refusesFalseDates
    self.limit = limit
    self.textSize = textSize
  }

  // MARK: The file: header first, then child by child

  /// Reads up to the first child.
  func begin() throws -> CINCensus.Header {
    guard let (root, line) = try nextRoot() else {
      throw FormatError(line: 1, "the file holds no XML.")
    }
    guard root == "Message" else {
      throw FormatError(
        line: line, element: root, "the root is not <Message>, so this is no census file.")
    }
    if xml.hasNamespace { try warning(.namespace, line, root) }
    var header: CINCensus.Header?
    while true {
      switch try nextElement(in: "Message") {
      case .close(let end):
        throw missing(header == nil ? "Header" : "Children", in: "Message", end)
      case .open("Header", let line):
        guard header == nil else { throw twice("Header", line, in: "Message") }
        header = try self.header(line)
      case .open("Children", let line):
        guard let header else {
          throw FormatError(line: line, element: "Children", "<Header> must stand before it.")
        }
        return header
      case .open(let name, let line): try unknown(name, line, in: "Message")
      }
    }
  }

  /// The next child; nil when the file has been read to its end.
  func nextChild() throws -> CINCensus.Child? {
    while true {
      elementsOfChild = 0
      switch try nextElement(in: "Children") {
      case .close:
        try finish()
        return nil
      case .open("Child", let line):
        position += 1
        return try child(line, position)
      case .open(let name, let line): try unknown(name, line, in: "Children")
      }
    }
  }

  private func finish() throws {
    while case .open(let name, let line) = try nextElement(in: "Message") {
      if name == "Header" || name == "Children" { throw twice(name, line, in: "Message") }
      try unknown(name, line, in: "Message")
    }
    while try xml.next() != .end {}
  }

  private func nextRoot() throws -> (String, Int)? {
    while true {
      switch try xml.next() {
      case .open(let name, let line): return (name, line)
      case .end: return nil
      case .text, .close: continue
      }
    }
  }

  // MARK: Header

  private func header(_ start: Int) throws -> CINCensus.Header {
    var header = CINCensus.Header()
    var sources = 0
    let order = ["CollectionDetails", "Source", "Content"]
    let end = try group("Header", order: order) { name, line in
      switch name {
      case "CollectionDetails":
        try self.fields(name, Fields.collectionDetails, into: &header)
      case "Source":
        sources += 1
        if sources > 1 { throw self.twice(name, line, in: "Header") }
        try self.fields(name, Fields.source, into: &header)
      case "Content": try self.xml.skip()
      default: return false
      }
      return true
    }
    guard let collection = header.collection else {
      throw missing("Collection", in: "Header", end)
    }
    guard collection.text == "CIN" else {
      throw FormatError(
        line: collection.line.number, element: "Collection",
        "the collection is not CIN, so this is no children in need census.")
    }
    guard let year = header.year else { throw missing("Year", in: "Header", end) }
    guard year.text.utf8.count == 4, let number = Int(year.text), number >= 1000 else {
      throw FormatError(line: year.line.number, element: "Year", "this is not a year.")
    }
    guard let reference = header.referenceDate else {
      throw missing("ReferenceDate", in: "Header", end)
    }
    if Day(iso: reference.text) != Day(year: number, month: 3, day: 31) {
      try warning(.yearAndReferenceDate, reference.line.number, "ReferenceDate")
    }
    return header
  }

  // MARK: A child

  private func child(_ start: Int, _ position: Int) throws -> CINCensus.Child {
    var child = CINCensus.Child()
    child.line = Line(start)
    child.position = position
    var seen: Set<String> = []
    let order = ["ChildIdentifiers", "ChildCharacteristics", "CINdetails"]
    let end = try group("Child", order: order) { name, line in
      if name == "ChildIdentifiers" || name == "ChildCharacteristics" {
        guard seen.insert(name).inserted else { throw self.twice(name, line, in: "Child") }
      }
      switch name {
      case "ChildIdentifiers": child.identifiers = try self.identifiers(line)
      case "ChildCharacteristics": child.characteristics = try self.characteristics(line)
      case "CINdetails": child.episodes.append(try self.episode(line))
      default: return false
      }
      return true
    }
    if !seen.contains("ChildIdentifiers") { throw missing("ChildIdentifiers", in: "Child", end) }
    return child
  }

  private func identifiers(_ start: Int) throws -> CINCensus.Identifiers {
    var identifiers = CINCensus.Identifiers()
    identifiers.line = Line(start)
    try fields("ChildIdentifiers", Fields.identifiers, into: &identifiers) {
      identifiers, name, line in
      guard name == "GenderCurrent" else { return false }
      try self.warning(.genderCurrent, line, name)
      guard var gender = try self.value(name, line, isDate: false) else { return true }
      if identifiers.sex != nil { throw self.twice("Sex", line, in: "ChildIdentifiers") }
      // An unknown code is left as it stands: it is for the rules to refuse.
      gender.text = ["0": "U", "1": "M", "2": "F", "9": "U"][gender.text] ?? gender.text
      identifiers.sex = gender
      return true
    }
    return identifiers
  }

  private func characteristics(_ start: Int) throws -> CINCensus.Characteristics {
    var characteristics = CINCensus.Characteristics()
    characteristics.line = Line(start)
    try fields(
      "ChildCharacteristics", Fields.characteristics, and: ["Disabilities"],
      into: &characteristics
    ) { characteristics, name, _ in
      guard name == "Disabilities" else { return false }
      characteristics.disabilities += try self.list("Disability", in: name)
      return true
    }
    return characteristics
  }

  private func episode(_ start: Int) throws -> CINCensus.Episode {
    var episode = CINCensus.Episode()
    episode.line = Line(start)
    let parts = ["Assessments", "CINPlanDates", "Section47", "ReferralNFA", "ChildProtectionPlans"]
    try fields("CINdetails", Fields.episode, and: parts, into: &episode) { episode, name, line in
      switch name {
      case "Assessments": episode.assessments.append(try self.assessment(line))
      case "CINPlanDates":
        var plan = CINCensus.CINPlan()
        plan.line = Line(line)
        try self.fields(name, Fields.cinPlan, into: &plan)
        episode.cinPlans.append(plan)
      case "Section47":
        var enquiry = CINCensus.Section47()
        enquiry.line = Line(line)
        try self.fields(name, Fields.section47, into: &enquiry)
        episode.section47s.append(enquiry)
      case "ReferralNFA":
        guard let value = try self.value(name, line, isDate: false) else { return true }
        if episode.referralNFA != nil { throw self.twice(name, line, in: "CINdetails") }
        episode.referralNFA = value
      case "ChildProtectionPlans":
        episode.childProtectionPlans.append(try self.childProtectionPlan(line))
      case "PreProceedingsandFGDM":
        // New in the return of 2026-27.
        try self.warning(.notHeld, line, name)
        try self.xml.skip()
      default: return false
      }
      return true
    }
    return episode
  }

  private func assessment(_ start: Int) throws -> CINCensus.Assessment {
    var assessment = CINCensus.Assessment()
    assessment.line = Line(start)
    let parts = ["FactorsIdentifiedAtAssessment"]
    try fields("Assessments", Fields.assessment, and: parts, into: &assessment) {
      assessment, name, _ in
      guard name == "FactorsIdentifiedAtAssessment" else { return false }
      assessment.factors += try self.list("AssessmentFactors", in: name)
      return true
    }
    return assessment
  }

  private func childProtectionPlan(_ start: Int) throws -> CINCensus.ChildProtectionPlan {
    var plan = CINCensus.ChildProtectionPlan()
    plan.line = Line(start)
    try fields(
      "ChildProtectionPlans", Fields.childProtectionPlan, and: ["Reviews"], into: &plan
    ) { plan, name, _ in
      guard name == "Reviews" else { return false }
      plan.reviews += try self.list("CPPreviewDate", in: name, isDate: true)
      return true
    }
    return plan
  }

  // MARK: Any group

  /// Reads a group's values, and hands other elements to `other`.
  private func fields<Group>(
    _ name: String, _ fields: [CINCensus.Field<Group>], and parts: [String] = [],
    into target: inout Group,
    other: (inout Group, String, Int) throws -> Bool = { _, _, _ in false }
  ) throws {
    try group(name, order: fields.map(\.name) + parts) { child, line in
      guard let field = fields.first(where: { $0.name == child }) else {
        return try other(&target, child, line)
      }
      if let value = try self.value(child, line, isDate: field.isDate) {
        if target[keyPath: field.path] != nil { throw self.twice(child, line, in: name) }
        target[keyPath: field.path] = value
      }
      return true
    }
  }

  private func list(_ name: String, in group: String, isDate: Bool = false) throws -> [Element] {
    var values: [Element] = []
    let line = try self.group(group, order: [name]) { child, line in
      guard child == name else { return false }
      if let value = try self.value(child, line, isDate: isDate) { values.append(value) }
      return true
    }
    if values.isEmpty { try warning(.emptyElement, line, group) }
    return values
  }

  /// Reads to the end of a group. `take` reads one element in it to its close, or says that it does
  /// not know it.
  /// - Returns: the line on which the group closes.
  @discardableResult
  private func group(
    _ group: String, order: [String], _ take: (String, Int) throws -> Bool
  ) throws -> Int {
    var reached = 0
    while true {
      switch try nextElement(in: group) {
      case .close(let line): return line
      case .open(let name, let line):
        if let index = order.firstIndex(of: name) {
          if index < reached { try warning(.outOfOrder, line, name) }
          reached = max(reached, index)
        }
        if try !take(name, line) { try unknown(name, line, in: group) }
      }
    }
  }

  private enum Next {
    case open(String, Int)
    case close(Int)
  }

  /// The next element of a group, or the group's end. Text between elements is passed over.
  private func nextElement(in group: String) throws -> Next {
    while true {
      switch try xml.next() {
      case .close(_, let line): return .close(line)
      case .end: throw FormatError(line: 1, element: group, "the file is cut short.")
      case .text(let text, let line):
        if let stray = text.unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }) {
          let newlines = text.unicodeScalars[..<stray].count { $0 == "\n" }
          try warning(.strayText, line + newlines, group)
        }
      case .open(let name, let line):
        try count(line)
        return .open(name, line)
      }
    }
  }

  /// The text of an element; nil with a warning where it has none.
  private func value(_ name: String, _ start: Int, isDate: Bool) throws -> Element? {
    var text = ""
    reading: while true {
      switch try xml.next() {
      case .close: break reading
      case .end: throw FormatError(line: start, element: name, "the file is cut short.")
      case .text(let piece, let line):
        text += piece
        guard text.utf8.count <= textSize else {
          throw FormatError(
            line: line, element: name, "the text is longer than \(textSize) bytes.")
        }
      case .open(let inner, let line):
        try count(line)
        try unknown(inner, line, in: name)
      }
    }
    let trimmed = CINCensusElements.trimmed(text)
    guard !trimmed.isEmpty else {
      try warning(.emptyElement, start, name)
      return nil
    }
    if isDate, refusesFalseDates, Day(iso: trimmed) == nil {
      throw FormatError(
        line: start, element: name, "this is not a date. Dates are written like 2026-03-31.")
    }
    return Element(trimmed, line: Line(start))
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// An element that its group does not have: nobody's is passed over, one of the specification
  /// stands in the wrong place, and reading on would lose what it means.
  private func unknown(_ name: String, _ line: Int, in group: String) throws {
    guard !CINCensus.vocabulary.contains(name) else {
      throw FormatError(line: line, element: name, "may not stand inside <\(group)>.")
    }
    try warning(.unknownElement, line, name)
    try xml.skip()
  }

  private func count(_ line: Int) throws {
    elementsOfChild += 1
    guard elementsOfChild <= limit else {
      throw FormatError(line: line, element: "Child", "has more than \(limit) elements.")
    }
  }

  private func warning(
    _ kind: CINCensusReader.Warning.Kind, _ line: Int, _ element: String
  ) throws {
    try warn(CINCensusReader.Warning(kind: kind, line: line, element: element))
  }

  private func twice(_ name: String, _ line: Int, in group: String) -> FormatError {
    FormatError(line: line, element: name, "stands twice in one <\(group)>.")
  }

  private func missing(_ name: String, in group: String, _ line: Int) -> FormatError {
    FormatError(line: line, element: name, "is missing from <\(group)>.")
  }
}
