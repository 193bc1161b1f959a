import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1/family/moved`: several people moved to one address; written once.
enum FamilyMoved {
  private static func page(
    _ context: Context
  ) async throws -> (form: FormPage, choices: [PersonTable.Line]) {
    let desk = try await FamilyForm.open(context)
    let model = try await FamilyRoutes.model(context)
    let records = try await context.standing(of: model.everybody.map(\.id))
    let open = Set(
      records.filter { context.can(.changePerson, about: [$0]) }.compactMap(\.person))
    let choices = model.everybody.filter { open.contains($0.id) && $0.diedOn == nil }
    let asked = (context.query["who"] ?? "").split(separator: ",").compactMap {
      PersonID(String($0))
    }
    var record = Answers()
    record.set("who", (asked.isEmpty ? [desk.id] : asked).map(\.description))
    let definition = FormDefinition(
      "family-moved", edition: "2026-1",
      [
        Question(
          "who", .several(choices.map { Choice($0.id.description, $0.name) }), "Who moved?",
          hint: "Tick everybody who moved together"),
        Question("address", .longText(rows: 3), "New address", hint: "Without the postcode"),
        Question("postcode", .text(.ten), "Postcode", optional: true),
        Question(
          "uprn", .text(.twenty), "UPRN (unique property reference number)", optional: true),
        Question(
          "address-from", .day, "Living there since",
          hint: "For example, 16 6 2026. The address before ends the day before"),
      ] + PersonQuestions.provenance)
    let form = desk.form(
      "The family moved", definition, path: FamilyPaths.moved(desk.id, who: asked),
      submit: "Save the new address", record: record)
    return (form, choices)
  }

  static func show(_ context: Context) async throws -> Response {
    try await context.show(try await page(context).form)
  }

  private struct Move: Sendable {
    let who: [PersonID]
    let address: Person.Address
    let provenance: Person.Provenance
  }

  static func move(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    let (form, choices) = try await page(context)
    let today = context.today
    return try await context.submit(form) { reader in
      let who: [PersonID] = reader.ids("who", "who moved")
      if who.isEmpty { reader.wrong("who", "Select who moved") }
      if !Set(who).isSubset(of: choices.map(\.id)) {
        reader.wrong("who", "Select who moved from the list")
      }
      let from = reader.day("address-from", "the date of moving in", latest: today)
      let address = PersonQuestions.address(&reader, from: from)
      let provenance = PersonQuestions.provenance(&reader)
      if address == nil, reader.errors.isEmpty {
        reader.wrong("address", "Enter the address or a postcode")
      }
      guard let address, let provenance, reader.errors.isEmpty else { return nil as Move? }
      return Move(who: who, address: address, provenance: provenance)
    } perform: { move, sending in
      try await context.may(.changePerson, about: move.who)
      let store = context.house.store
      try await context.house.database.write { tx in
        for person in move.who {
          _ =
            try store.perform(
              .move(to: move.address, provenance: move.provenance), on: person,
              as: sending.act(person.description), in: tx) as Done<Person>
        }
      }
      return PersonPaths.family(id)
    }
  }
}
