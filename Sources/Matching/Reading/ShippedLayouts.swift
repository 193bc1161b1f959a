import Domain

/// The layouts that come with Threshold. A council's own force or agency is one value more.
extension Layout {
  package static let shipped: [Layout] = [
    policeForm, policeLog, ambulance, healthVisitor, schoolEmail, labels,
  ]

  /// A form of headed parts: subject, children present, circumstances.
  static let policeForm: Layout = {
    var layout = Layout("Police notification form")
    layout.signs = [
      "police", "notification", "incident number", "incident no", "officer in the case", "oic",
      "attending officer", "risk grading", "dash", "children present", "aggrieved", "suspect",
      "public protection", "vulnerable child", "constabulary", "grading:", "reporting officer",
      "police ref", "crime ref", "officer reporting",
    ]
    layout.least = 3
    layout.source = .police
    layout.method = .police
    layout.labels = common.merging(police) { $1 }
    layout.headings = parts.merging(policeParts) { $1 }
    layout.references = ["NPT", "INC", "CR", "OCC"]
    return layout
  }()

  /// A log: one line a person, the family's name first, columns kept apart by spaces or bars.
  static let policeLog: Layout = {
    var layout = Layout("Police log extract")
    layout.signs = [
      "log no", "log number", "cad", "niche", "nominal", "occurrence", "vpn", "merlin", "ppn",
      "rag", "collar", "linked persons", "police",
    ]
    layout.least = 3
    layout.source = .police
    layout.method = .police
    layout.isFamilyFirst = true
    layout.labels = common.merging(police) { $1 }
    layout.headings = parts.merging(policeParts) { $1 }
    layout.references = ["CAD", "LOG", "OCC", "PPN"]
    return layout
  }()

  static let ambulance: Layout = {
    var layout = Layout("Ambulance safeguarding form")
    layout.signs = [
      "ambulance", "crew", "call sign", "patient", "paramedic", "prf", "conveyed", "vehicle",
    ]
    layout.least = 3
    layout.source = .otherHealth
    layout.method = .form
    layout.labels = common.merging([
      "patient": .person(.anybody), "patient name": .person(.anybody),
      "patients name": .person(.anybody), "name of patient": .person(.anybody),
      "incident address": .place, "call sign": .other, "callsign": .other,
      "case number": .reference, "prf": .reference, "prf number": .reference,
      "cad number": .reference, "crew member": .callerName, "crew": .callerName,
      "clinician": .callerName, "crew concerns": .account, "clinical findings": .other,
      "others present": .other, "urgency": .grading,
    ]) { $1 }
    layout.headings = parts.merging([
      "patient": .people(.anybody), "patient details": .people(.anybody),
      "others at address": .people(.anybody), "others present": .people(.anybody),
      "crew details": .sender, "crew concerns": .account,
    ]) { $1 }
    return layout
  }()

  static let healthVisitor: Layout = {
    var layout = Layout("Health visitor letter")
    layout.signs = [
      "health visitor", "health visiting", "0-19", "hv", "nhs", "red book", "clinic",
      "development review", "yours sincerely", "specialist community public health",
    ]
    layout.least = 2
    layout.source = .healthVisitor
    layout.method = .letter
    layout.labels = common
    layout.headings = parts
    return layout
  }()

  static let schoolEmail: Layout = {
    var layout = Layout("School e-mail")
    layout.signs = [
      "dsl", "designated safeguarding lead", "pupil", "class teacher", "headteacher",
      "head teacher",
      "school office", ".sch.uk", "year group", "attendance", "deputy head", "safeguarding lead",
      "school", "cpoms",
    ]
    layout.least = 2
    layout.source = .school
    layout.method = .email
    layout.labels = common.merging([
      "school": .school, "name of school": .school, "pupil": .person(.child),
      "class": .other, "year": .other, "year group": .other,
    ]) { $1 }
    layout.headings = parts
    return layout
  }()

  /// Any other form of labels and values.
  static let labels: Layout = {
    var layout = Layout("Labels and values")
    layout.least = 0
    layout.labels = common
    layout.headings = parts
    return layout
  }()

  // MARK: - Words that many share

  private static func every(_ words: [String], _ field: Field) -> [String: Field] {
    Dictionary(words.map { ($0, field) }) { $1 }
  }

  static let common: [String: Field] = [
    every(
      [
        "patient", "patient name", "name", "full name", "person", "name and dob", "person name",
        "subject", "subject name", "client",
      ],
      .person(.anybody)),
    every(
      [
        "child", "childs name", "child name", "name of child", "childs full name", "children",
        "pupil name", "pupils name", "name of pupil", "student", "student name", "subject child",
        "young person", "young persons name", "infant", "name of child young person", "baby",
        "baby name", "child young person", "childs details", "re",
      ], .person(.child)),
    every(["sibling", "siblings", "sibling name"], .person(.child("Sibling"))),
    every(["brother"], .person(.child("Brother"))),
    every(["sister"], .person(.child("Sister"))),
    every(
      ["mother", "mothers name", "mum", "name of mother", "birth mother"], .person(.adult("Mother"))
    ),
    every(
      ["father", "fathers name", "dad", "name of father", "birth father"], .person(.adult("Father"))
    ),
    every(
      [
        "parent", "parent carer", "parents", "parents carers", "parent name", "name of parent",
        "name of parent carer",
      ],
      .person(.adult("Parent"))),
    every(["carer", "guardian", "main carer", "carers name"], .person(.adult("Carer"))),
    every(["partner", "mothers partner", "mums partner"], .person(.adult("Partner"))),
    every(["stepfather", "step father", "stepdad"], .person(.adult("Stepfather"))),
    every(["grandmother", "maternal grandmother"], .person(.adult("Grandmother"))),
    every(
      ["other adult", "adult", "other adults", "other adults in household", "adults"],
      .person(.adult)),
    every(
      ["forename", "forenames", "first name", "first names", "given name", "given names"], .given),
    every(["surname", "family name", "last name"], .family),
    every(
      ["dob", "date of birth", "born", "birth date", "d o b", "childs dob", "dob child"], .birth),
    every(["age", "aged", "age in years"], .age),
    every(["relationship", "relationship to child", "relation", "relation to child"], .relation),
    every(
      [
        "address", "home address", "address of child", "childs address", "family address",
        "current address",
      ],
      .address),
    every(["location", "venue", "place", "incident location", "location of incident"], .place),
    every(["postcode", "post code"], .postcode),
    every(
      [
        "tel", "telephone", "phone", "mobile", "contact number", "contact no", "tel no", "home tel",
        "mob", "telephone number", "phone number", "mobile number", "contact telephone", "contact",
        "direct line", "telephone no",
      ], .phone),
    every(["email", "e mail", "email address"], .email),
    every(
      [
        "reference", "ref", "our ref", "our reference", "ref no", "reference number",
        "referral ref", "case ref",
      ],
      .reference),
    every(
      ["grading", "risk", "risk level", "risk grading", "rag rating", "priority", "level of risk"],
      .grading),
    every(
      [
        "from", "referrer", "referrer name", "name of referrer", "referred by", "reported by",
        "completed by", "sender", "your name", "person making referral", "form completed by",
        "referrers name", "caller",
      ], .callerName),
    every(
      [
        "role", "job title", "designation", "position", "your role", "referrer role", "title",
        "rank", "job role",
      ],
      .callerRole),
    every(
      [
        "agency", "organisation", "agency organisation", "referring agency", "service", "team",
        "setting", "trust",
      ],
      .agency),
    every(["school", "school nursery", "nursery", "education setting"], .school),
    every(
      [
        "circumstances", "details of incident", "incident details", "details of concern",
        "concern", "concerns", "reason for referral", "reason for contact", "what happened",
        "narrative", "description", "account", "nature of concern", "summary", "details",
        "details of concerns", "summary of incident", "summary of concern", "summary of concerns",
        "what are you worried about", "description of concern", "brief circumstances", "background",
        "incident summary", "description of incident", "free text", "reason", "observations",
      ], .account),
    every(
      [
        "sex", "gender", "ethnicity", "religion", "language", "first language", "date", "time",
        "date of incident", "time of incident", "nhs", "nhs no", "nhs number", "upn", "gp",
        "occupation", "sent", "to", "cc", "subject line", "date of referral", "date time",
        "legal status", "disability", "consent", "warning markers", "date of report", "year group",
        "offence", "incident type", "type of incident", "self defined ethnicity", "nationality",
        "date and time", "date of birth known", "importance", "attachments", "fao",
        "interpreter", "parental responsibility",
      ], .other),
  ].reduce(into: [:]) { $0.merge($1) { $1 } }

  static let police: [String: Field] = [
    every(["victim", "aggrieved", "complainant", "injured party"], .person(.adult("Victim"))),
    every(
      ["suspect", "offender", "perpetrator", "alleged perpetrator"], .person(.adult("Suspect"))),
    every(["witness", "informant", "nominal", "missing person", "misper"], .person(.anybody)),
    every(["child present", "children present"], .person(.child)),
    every(
      [
        "incident no", "incident number", "log no", "log number", "crime ref", "crime reference",
        "crime number", "crime no", "niche", "niche ref", "niche no", "cad", "cad ref", "cad no",
        "occurrence no", "occurrence number", "occurrence", "urn", "ppn", "ppn ref", "log ref",
        "force reference", "force ref", "police ref", "police reference", "merlin",
      ], .reference),
    every(
      ["rag", "dash risk", "dash", "dash grading", "grade", "officers risk grading", "risk rag"],
      .grading),
    every(
      [
        "officer", "oic", "officer in the case", "reporting officer", "attending officer",
        "officer reporting", "officer attending", "collar no", "attending",
      ], .callerName),
    every(["force", "constabulary", "force area"], .agency),
    every(["station", "unit", "district"], .other),
    every(["injuries", "officer observations", "officers comments"], .other),
  ].reduce(into: [:]) { $0.merge($1) { $1 } }

  static let parts: [String: Section] = {
    let people: [([String], Section)] = [
      (
        [
          "child", "children", "child details", "childs details", "details of child",
          "details of children", "children in household", "children in the household", "siblings",
          "pupil", "pupil details", "children in the family", "about the child",
          "details of the child",
          "the child", "child information", "subject child",
        ], .people(.child)
      ),
      (
        [
          "parents", "parent carer details", "parents carers", "parent carers", "adults",
          "adults in household", "parent details", "adults in the household", "other adults",
          "parents and carers", "parents carers details",
        ], .people(.adult)
      ),
      (["mother", "mothers details", "details of mother"], .people(.adult("Mother"))),
      (["father", "fathers details", "details of father"], .people(.adult("Father"))),
      (
        [
          "family", "family members", "household", "household members", "family composition",
          "people", "persons", "who lives at home", "family details", "others in household",
          "people in the home", "subject", "subject details",
        ], .people(.anybody)
      ),
      (
        [
          "referrer", "referrer details", "details of referrer", "your details", "referred by",
          "about you", "person completing this form", "reporter", "professionals", "school details",
        ], .sender
      ),
      (
        [
          "circumstances", "details of incident", "incident details", "details of concern",
          "concern", "concerns", "reason for referral", "reason for contact", "what happened",
          "narrative", "summary", "details of concerns", "nature of concern", "background",
          "summary of concerns", "description of concern", "crew observations",
          "reason for contact",
        ], .account
      ),
      (["consent", "for office use", "office use only", "distribution"], .other),
    ]
    var parts: [String: Section] = [:]
    for (words, section) in people { for word in words { parts[word] = section } }
    return parts
  }()

  static let policeParts: [String: Section] = {
    let all: [([String], Section)] = [
      (
        ["children present", "children linked", "child subjects", "children at address"],
        .people(.child)
      ),
      (["victim", "victim details", "aggrieved"], .people(.adult("Victim"))),
      (["suspect", "suspect details", "offender"], .people(.adult("Suspect"))),
      (["linked persons", "nominals", "persons involved", "persons present"], .people(.anybody)),
      (["officer", "officer details", "reporting officer", "officer in the case"], .sender),
      (["officer assessment", "previous incidents", "previous history", "incident"], .other),
    ]
    var parts: [String: Section] = [:]
    for (words, section) in all { for word in words { parts[word] = section } }
    return parts
  }()
}

/// A number that the source gave its own text, where no label says so: `CAD 1123 of 14 March`.
enum References {
  static func first(in text: some StringProtocol, _ beginnings: [String]) -> String? {
    guard !beginnings.isEmpty else { return nil }
    let words = text.split(whereSeparator: { " \t\n".contains($0) })
    for (place, raw) in words.enumerated() {
      let word = raw.trimmed(of: "(),;:.[]")
      guard let beginning = beginnings.first(where: { word.uppercased().hasPrefix($0) }) else {
        continue
      }
      let rest = word.dropFirst(beginning.count)
      if rest.contains(where: \.isNumber), (4...30).contains(word.count),
        rest.allSatisfy({ $0.isLetter || $0.isNumber || "-/".contains($0) })
      {
        return String(word)
      }
      if rest.isEmpty, place + 1 < words.count {
        let number = words[place + 1].trimmed(of: "(),;:.[]")
        if number.contains(where: \.isNumber), number.count <= 20,
          number.allSatisfy({ $0.isLetter || $0.isNumber || "-/".contains($0) })
        {
          return "\(word) \(number)"
        }
      }
    }
    return nil
  }
}

/// Words by which the source of a text is known, where its layout does not say.
enum SourceSigns {
  static let all: [(words: [String], source: ReferralSource)] = [
    (["health visitor", "health visiting"], .healthVisitor),
    (["school nurse", "school nursing"], .schoolNurse),
    (["police constable", "constabulary", "police officer", "detective"], .police),
    (["emergency department", "a&e", "accident and emergency"], .emergencyDepartment),
    (["midwife", "maternity", "paediatric", "ward", "camhs"], .otherHealth),
    (
      ["general practitioner", "surgery", "medical practice", "medical centre"],
      .generalPractitioner
    ),
    (["ambulance", "paramedic"], .otherHealth),
    (
      ["school", "teacher", "academy", "dsl", "headteacher", "designated safeguarding lead"],
      .school
    ),
    (["nursery", "preschool"], .educationServices),
    (["housing officer", "housing association", "tenancy"], .housing),
    (["probation", "cafcass", "solicitor"], .otherLegal),
    (["neighbour"], .acquaintance),
    (["children's centre", "charity", "refuge", "women's aid"], .other),
  ]

  /// By who wrote it first: their role and agency; then by the text's own beginning and end.
  static func source(of reading: Reading, _ text: String) -> ReferralSource? {
    let who = [reading.callerRole, reading.agency, reading.callerReach].compactMap { $0 }
      .joined(separator: " ").lowercased()
    if let found = all.first(where: { $0.words.contains { who.contains($0) } }) {
      return found.source
    }
    let ends = (text.prefix(300) + " " + text.suffix(400)).lowercased()
    return all.first { $0.words.contains { ends.contains($0) } }?.source
  }
}
