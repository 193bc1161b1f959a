import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1/address/also`: a second home for a part of the time.
enum SecondHome {
  private static let definition = FormDefinition(
    "person-address-also", edition: "2026-1",
    [
      Question("address", .longText(rows: 3), "Address", hint: "Without the postcode"),
      Question("postcode", .text(.ten), "Postcode", optional: true),
      Question(
        "part", .text(.full), "When are they there?",
        hint: "For example: Monday to Thursday, every other weekend"),
      Question("address-from", .day, "Since when?"),
    ] + PersonQuestions.provenance)

  private static func page(_ context: Context) async throws -> (FormPage, PersonID) {
    let desk = try await FamilyForm.open(context)
    return (
      desk.form(
        "A second home", definition, path: FamilyPaths.secondHome(desk.id),
        submit: "Save the second home of \(desk.identity.name)", version: desk.identity.version),
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
      let from = reader.day("address-from", "the date", latest: today)
      let part = reader.text(
        "part", "", ask: "Say when they are there, for example Monday to Thursday", longest: 200)
      let address = PersonQuestions.address(&reader, from: from)
      let provenance = PersonQuestions.provenance(&reader)
      if address == nil, reader.errors.isEmpty {
        reader.wrong("address", "Enter the address or a postcode")
      }
      guard var address, let part, let provenance, reader.errors.isEmpty else {
        return nil as Person.Command?
      }
      address.part = part
      return .liveAlso(at: address, provenance: provenance)
    } perform: { command, sending in
      try await FamilyForm.perform(command, on: id, sending, context)
    }
  }

  // MARK: - No longer

  private static func leaving(
    _ context: Context
  ) async throws -> (form: FormPage, person: PersonID, home: Person.Address) {
    let desk = try await FamilyForm.open(context)
    let person = try context.found(try await context.house.store.load(desk.id)).state
    guard let position = context.query["position"].flatMap({ Int($0) }),
      person.addresses.indices.contains(position)
    else { throw NotHere() }
    let home = person.addresses[position]
    guard home.to == nil, let part = home.part else { throw NotHere() }
    var form = desk.form(
      "No longer at the second home",
      FormDefinition(
        "person-address-also-left", edition: "2026-1",
        [Question("left", .day, "Last there on")] + PersonQuestions.provenance),
      path: FamilyPaths.leaveSecondHome(desk.id, position: position),
      submit: "Save that \(desk.identity.name) no longer lives there",
      version: desk.identity.version)
    form.before = inset("<p>The home where \(desk.identity.name) is: \(part)</p>")
    return (form, desk.id, home)
  }

  static func showLeft(_ context: Context) async throws -> Response {
    try await context.show(try await leaving(context).form)
  }

  static func leave(_ context: Context) async throws -> Response {
    let (form, id, home) = try await leaving(context)
    let today = context.today
    return try await context.submit(form) { reader in
      let day = reader.day("left", "the date", latest: today)
      let provenance = PersonQuestions.provenance(&reader)
      guard let day, let provenance else { return nil as Person.Command? }
      return .liveNoLonger(at: home, on: day, provenance: provenance)
    } perform: { command, sending in
      try await FamilyForm.perform(command, on: id, sending, context)
    }
  }
}
