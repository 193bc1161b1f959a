import Domain
import HTML
import Hummingbird
import Store

/// `/review/sample`: decisions that closed a contact, drawn by chance for a second look (A4).
enum SampleRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/review/sample") { context in
      try await context.may(.seeSample)
      let samples = try await samples(context)
      guard context.can(.drawSample) else { return context.page(samplesPage(samples)) }
      return try await context.show(form(samples, context))
    }
    routes.post("/review/sample") { try await draw($0) }
    routes.get("/samples/:sample") { try await sample($0) }
  }

  private static func samples(_ context: Context) async throws -> SampleList {
    SampleList(
      lines: try await context.read { try SampleTable.all(in: $0) },
      names: Names(workers: try await context.workerNames()))
  }

  private static func form(_ samples: SampleList, _ context: Context) -> FormPage {
    let reviews = context.can(.checkContact)
    var form = FormPage(
      "Samples of decisions",
      FormDefinition(
        "sample", edition: "1",
        [
          Question("from", .day, "First day on which they were decided"),
          Question("to", .day, "Last day"),
          Question(
            "of", .one(Sample.Population.allCases.map { Choice($0.rawValue, $0.words) }),
            "Which decisions",
            hint: "Those that closed the contact and that no second person has looked at."),
          Question("size", .number, "How many to draw", hint: "A number, for example 20"),
          Question(
            "unit",
            .one([
              Choice("number", "That many decisions"),
              Choice("share", "That many of every hundred"),
            ]), "What the number means"),
          Question(
            "seed", .text(.ten), "Seed",
            hint: "Leave it empty and one is made for you. Type one where somebody else gives it, "
              + "such as an inspector: a number from 1 to 999999999.", optional: true),
        ]), path: SamplePaths.list, submit: "Draw the sample")
    form.around = { page in
      page.width = .work
      if reviews { page.trail = .back("Decisions to review", to: "/review") }
    }
    form.before = samplesTable(samples) + "<h2>Draw a sample</h2>" + sampleWords
    return form
  }

  private static func draw(_ context: Context) async throws -> Response {
    try await context.may(.drawSample)
    let today = context.today
    let form = form(try await samples(context), context)
    return try await context.submit(form) { reader -> Sample.Command? in
      let from = reader.day("from", "the first day", latest: today)
      let to = reader.day("to", "the last day", latest: today)
      let of: Sample.Population? = reader.code("of", "which decisions")
      let size = reader.number("size", "how many to draw", in: 1...100_000)
      let unit = reader.textIfAny("unit")
      if unit != "number", unit != "share" {
        reader.wrong("unit", "Select what the number means")
      }
      let seed =
        reader.textIfAny("seed") == nil
        ? chosenByChance() : reader.number("seed", "the seed", in: Sample.seeds)
      guard reader.errors.isEmpty, let from, let to, let of, let size, let seed else { return nil }
      return .draw(
        from: from, to: to, of: of,
        size: unit == "share" ? .share(percent: size) : .number(of: size), seed: seed)
    } perform: { command, sending in
      let done: Done<Sample> = try await context.house.store.perform(command, as: sending.act)
      return SamplePaths.page(done.id, done: true)
    }
  }

  private static func chosenByChance() -> Int {
    let number = Chance.bytes(8).reduce(0) { ($0 << 8 | Int($1)) & 0x7FFF_FFFF_FFFF }
    return number % Sample.seeds.upperBound + 1
  }

  private static func sample(_ context: Context) async throws -> Response {
    let id: SampleID = try context.id("sample")
    let sample = try context.found(try await context.read { try SampleTable.whole(id, in: $0) })
    try await context.may(.seeSample, about: [], record: FactStream(id))
    let people = Set(sample.drawn.flatMap(\.people)).sorted()
    let sight = try await context.sight(of: people)
    let open = sample.drawn.filter {
      sight.view(.seeContact, of: $0.people, fromPolice: $0.fromPolice) == .whole
    }
    try await context.showed(Set(open.flatMap(\.people)).sorted(), by: .seeSample)
    let model = SampleModel(
      sample: sample, open: Set(open.map(\.contact)),
      names: Names(workers: try await context.workerNames()),
      isNew: context.query["done"] == "drawn")
    return context.page(samplePage(model))
  }
}
