import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1/professionals/…`: who works with the person outside the council.
enum Professionals {
  private static let definition = FormDefinition(
    "person-professional", edition: "2026-1",
    [
      Question(
        "professional-kind",
        .oneOfMany(Person.Professional.Kind.allCases.map { Choice($0.rawValue, $0.words) }),
        "What are they?"),
      Question(
        "professional-name", .text(.full), "Name", hint: "Leave empty if only the agency is known",
        optional: true),
      Question(
        "professional-role", .text(.full), "Role", hint: "For example: class teacher",
        optional: true),
      Question(
        "professional-agency", .text(.full), "Agency", hint: "For example: Lanrock School",
        optional: true),
      Question("professional-phone", .text(.twenty), "Phone", optional: true),
      Question("professional-from", .day, "Since when?", optional: true),
    ] + PersonQuestions.provenance)

  private static func page(_ context: Context) async throws -> (FormPage, PersonID) {
    let desk = try await FamilyForm.open(context)
    return (
      desk.form(
        "Who works with them?", definition, path: FamilyPaths.professional(desk.id),
        submit: "Save who works with \(desk.identity.name)", version: desk.identity.version),
      desk.id
    )
  }

  static func show(_ context: Context) async throws -> Response {
    try await context.show(try await page(context).0)
  }

  static func add(_ context: Context) async throws -> Response {
    let (form, id) = try await page(context)
    let today = context.today
    return try await context.submit(form) { reader in
      let kind: Person.Professional.Kind? = reader.code("professional-kind", "what they are")
      let name = reader.textIfAny("professional-name", "the name", longest: 200)
      let agency = reader.textIfAny("professional-agency", "the agency", longest: 200)
      let role = reader.textIfAny("professional-role", "the role", longest: 200)
      let phone = reader.textIfAny("professional-phone", "the phone number", longest: 40)
      let from = reader.dayIfAny("professional-from", "the date", latest: today)
      let provenance = PersonQuestions.provenance(&reader)
      if name == nil, agency == nil {
        reader.wrong("professional-name", "Enter a name or an agency")
      }
      guard let kind, let provenance, reader.errors.isEmpty else { return nil as Person.Command? }
      return .addProfessional(
        Person.Professional(
          kind: kind, name: name ?? "", role: role, agency: agency, phone: phone, from: from),
        provenance: provenance)
    } perform: { command, sending in
      try await FamilyForm.perform(command, on: id, sending, context)
    }
  }

  // MARK: - End

  private static func ending(
    _ context: Context
  ) async throws -> (form: FormPage, person: PersonID, key: Int) {
    let desk = try await FamilyForm.open(context)
    let id = desk.id
    let all = try await context.read { try PersonTable.professionals(of: [id], in: $0)[id] ?? [] }
    guard let key = context.query["key"].flatMap({ Int($0) }), all.indices.contains(key),
      all[key].to == nil
    else { throw NotHere() }
    var form = desk.form(
      "No longer involved",
      FormDefinition(
        "person-professional-end", edition: "2026-1",
        [
          Question("ended", .day, "Ended on"),
          Question(
            "reason", .text(.full), "What happened?", hint: "For example: changed school"),
        ]), path: FamilyPaths.endProfessional(id, key: key),
      submit: "Save that they no longer work with \(desk.identity.name)",
      version: desk.identity.version)
    form.before = inset("<p>\(all[key].kind.words): \(all[key].shortName)</p>")
    return (form, id, key)
  }

  static func showEnd(_ context: Context) async throws -> Response {
    try await context.show(try await ending(context).form)
  }

  static func end(_ context: Context) async throws -> Response {
    let (form, id, key) = try await ending(context)
    let today = context.today
    return try await context.submit(form) { reader in
      let ended = reader.day("ended", "the date it ended", latest: today)
      let reason = reader.text("reason", "what happened", longest: 500)
      guard let ended, let reason, reader.errors.isEmpty else { return nil as Person.Command? }
      return .endProfessional(key: key, on: ended, reason: reason)
    } perform: { command, sending in
      try await FamilyForm.perform(command, on: id, sending, context)
    }
  }
}
