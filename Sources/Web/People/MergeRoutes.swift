import Domain
import HTML
import Hummingbird
import Store

/// `/people/P-1/merge`: whether two records are of one person. Said so, one stands for both and
/// nothing is moved; said wrongly, it is undone at any time and both are as they were.
enum MergeRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/people/:person/merge") { context in
      if let moved = try await standing(context) { return moved }
      guard let pair = try await pair(context, "with") else { return try await choose(context) }
      return try await context.show(try await mergeForm(context, pair))
    }
    routes.post("/people/:person/merge") { try await merge($0) }
    routes.get("/people/:person/unmerge") { try await context($0, unmergeForm) }
    routes.post("/people/:person/unmerge") { try await unmerge($0) }
    routes.get("/people/:person/not-same") { context in
      try await context.show(try await notSameForm(context, try await needed(context)))
    }
    routes.post("/people/:person/not-same") { try await notSame($0) }
    routes.get("/people/:person/not-same/withdraw") { context in
      try await context.show(try await withdrawForm(context, try await needed(context)))
    }
    routes.post("/people/:person/not-same/withdraw") { try await withdraw($0) }
  }

  private static func context(
    _ context: Context, _ form: (Context) async throws -> FormPage
  ) async throws -> Response {
    try await context.show(try await form(context))
  }

  // MARK: - Which two

  private struct Pair {
    let one: PersonID
    let other: PersonID
  }

  /// A record that gave way leads to the one that stands: of two that are one already, to its page.
  private static func standing(_ context: Context) async throws -> Response? {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.mergePeople, about: id)
    let asked = [id] + [chosen(context, "with")].compactMap { $0 }
    let standing = try await context.read { try PersonRecords.standing(for: asked, in: $0) }
    let now = asked.compactMap { standing[$0] }
    guard now != asked, let one = now.first else { return nil }
    guard now.count == 2, now[1] != one else {
      guard let gone = asked.first(where: { standing[$0] == one && $0 != one }) else { return nil }
      return .seeOther(MergePaths.arriving(at: PersonPaths.details(one), from: gone))
    }
    return .seeOther(MergePaths.compare(one, with: now[1]))
  }

  /// The record in the address and the other it is compared with, once the worker may say of both
  /// whether they are one. Nil while no other one was chosen, or none with that number is there.
  private static func pair(_ context: Context, _ name: String) async throws -> Pair? {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    guard let other = chosen(context, name), other != id,
      try await context.read({ try PersonRecords.standing(for: other, in: $0) }) != nil
    else {
      try await context.may(.mergePeople, about: id)
      return nil
    }
    try await context.may(.mergePeople, about: [id, other])
    return Pair(one: id, other: other)
  }

  private static func needed(_ context: Context) async throws -> Pair {
    try context.found(try await pair(context, "as"))
  }

  private static func chosen(_ context: Context, _ name: String) -> PersonID? {
    context.query[name].flatMap { PersonID(AnswerReader.trimmed($0).uppercased()) }
  }

  /// By the number of the other record.
  private static func choose(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    let identity = try await context.identity(of: id)
    let typed = context.query["with"] ?? ""
    let error = typed.isEmpty ? nil : "There is no other record with this number"
    var page = Page(
      "Is there another record of \(identity.name)?",
      main: """
        <p>Records that are likely to be of one person are listed under \
        \(textLink("likely duplicates", to: MergePaths.duplicates)).</p>
        \(filterForm(
          action: MergePaths.compare(id), label: "The other record", apply: "Compare",
          content: textInput(
            id: "with", label: "Number of the other record", hint: "For example, P-12",
            value: typed, error: error, width: .ten)))
        """)
    if let error { page.errors = [FormError("with", error)] }
    identity.stand(on: &page)
    page.trail = .back("Back to details", to: PersonPaths.details(id))
    return context.page(page, status: error == nil ? .ok : .unprocessableContent)
  }

  // MARK: - Merging

  private static func mergeForm(_ context: Context, _ pair: Pair) async throws -> FormPage {
    let comparison = try await context.comparison(pair.one, pair.other)
    let choices = [comparison.one, comparison.other].map { side in
      Choice(
        side.id.description, "\(side.id), \(side.name)",
        hint: "\(counted(side.held.contacts, "contact", "contacts")), "
          + "\(counted(side.held.referrals, "referral", "referrals"))"
          + (side.held.open.map { ", work is open (\($0))" } ?? ", no work is open"))
    }
    var form = FormPage(
      "Are these the same person?",
      FormDefinition(
        "person-merge", edition: "2026-1",
        [
          Question(
            "stands", .one(choices), "If they are: which record is to stand for both?",
            hint: "Its name, dates and numbers are shown. Those of the other stay beside them, and "
              + "whoever looks for either finds this one"),
          reason("How do you know that they are the same person?"),
        ]), path: MergePaths.compare(pair.one, with: pair.other),
      submit: "Merge \(pair.one) and \(pair.other)")
    form.before = comparisonPart(comparison)
    form.after = """
      <p>Nothing is moved or lost. Un-merge brings both records back as they are, at any time.</p>
      <h2>If they are two people</h2>
      <p>\(buttonLink(
        "They are not the same person", to: MergePaths.notSame(pair.one, as: pair.other),
        kind: .secondary))</p>
      """
    form.around = { page in
      page.width = .work
      page.about = "\(pair.one) and \(pair.other)"
      page.trail = .back("Likely duplicates", to: MergePaths.duplicates)
    }
    return form
  }

  private static func reason(_ label: String) -> Question {
    Question("reason", .longText(rows: 3), label)
  }

  private static func merge(_ context: Context) async throws -> Response {
    guard let pair = try await pair(context, "with") else { return try await choose(context) }
    let form = try await mergeForm(context, pair)
    return try await context.submit(form) { reader in
      let stands = reader.text(
        "stands", "which record is to stand", ask: "Choose which record is to stand for both",
        longest: 20)
      let reason = reader.text("reason", "how you know that they are the same", longest: 2000)
      guard let stands, let reason else { return nil as (Pair, String)? }
      switch PersonID(stands) {
      case pair.one: return (Pair(one: pair.other, other: pair.one), reason)
      case pair.other: return (pair, reason)
      default:
        reader.wrong("stands", "Choose which record is to stand for both")
        return nil
      }
    } perform: { command, sending in
      let (gives, reason) = command
      let _: Done<Person> = try await context.house.store.perform(
        .merge(into: gives.other, reason: reason), on: gives.one, as: sending.act)
      return MergePaths.arriving(at: PersonPaths.details(gives.other), from: gives.one)
    }
  }

  // MARK: - Undoing it

  private static func unmergeForm(_ context: Context) async throws -> FormPage {
    let id = try context.id("person", of: Person.self)
    try await context.exists(id)
    try await context.may(.mergePeople, about: id)
    let identity = try await context.identity(of: id)
    let (merge, version, workers) = try await context.read { tx in
      (
        try PersonTable.merge(of: id, in: tx), try PersonTable.whole(of: id, in: tx)?.version,
        try WorkerTable.names(in: tx)
      )
    }
    var form = FormPage(
      "Un-merge a record",
      FormDefinition(
        "person-unmerge", edition: "2026-1",
        [reason("Why are these two people after all?")]), path: MergePaths.unmerge(id),
      submit: "Un-merge \(id)", version: version)
    form.before =
      merge.map { unmergePart($0, Names(workers: workers)) }
      ?? inset("<p>This record stands for itself: it is not merged with another one.</p>")
    form.around = { page in
      page.identity = identity.bar
      page.about = identity.name
      page.trail = .back("Back to details", to: PersonPaths.details(identity.id))
    }
    return form
  }

  private static func unmerge(_ context: Context) async throws -> Response {
    let id = try context.id("person", of: Person.self)
    let form = try await unmergeForm(context)
    return try await context.submit(form) { reader in
      reader.text("reason", "why these are two people after all", longest: 2000)
    } perform: { reason, sending in
      let _: Done<Person> = try await context.house.store.perform(
        .unmerge(reason: reason), on: id, expecting: sending.version, as: sending.act)
      return PersonPaths.details(id)
    }
  }

  // MARK: - Two people

  private static func notSameForm(_ context: Context, _ pair: Pair) async throws -> FormPage {
    var form = FormPage(
      "They are not the same person",
      FormDefinition(
        "person-not-same", edition: "2026-1",
        [reason("How do you know that they are two people?")]),
      path: MergePaths.notSame(pair.one, as: pair.other),
      submit: "Remember that \(pair.one) and \(pair.other) are two people")
    form.before = inset(
      "<p>They are no longer listed as likely duplicates. It can be withdrawn at any time.</p>")
    form.around = around(pair)
    return form
  }

  private static func around(_ pair: Pair) -> @Sendable (inout Page) -> Void {
    let (one, other) = (pair.one, pair.other)
    return { page in
      page.about = "\(one) and \(other)"
      page.trail = .back(
        "Back to the comparison", to: MergePaths.compare(one, with: other))
    }
  }

  private static func notSame(_ context: Context) async throws -> Response {
    let pair = try await needed(context)
    return try await context.submit(try await notSameForm(context, pair)) { reader in
      reader.text("reason", "how you know that they are two people", longest: 2000)
    } perform: { reason, sending in
      let _: Done<Person> = try await context.house.store.perform(
        .sayNotSame(as: pair.other, reason: reason), on: pair.one, as: sending.act)
      return MergePaths.duplicates
    }
  }

  private static func withdrawForm(_ context: Context, _ pair: Pair) async throws -> FormPage {
    let workers = try await context.workerNames()
    let said = try await context.read { try PersonTable.notSame(pair.one, pair.other, in: $0) }
    var form = FormPage(
      "Withdraw “not the same person”",
      FormDefinition(
        "person-not-same-withdraw", edition: "2026-1",
        [reason("Why is it open again whether they are the same?")]),
      path: MergePaths.withdraw(pair.one, pair.other),
      submit: "Withdraw it for \(pair.one) and \(pair.other)")
    form.before = "\(each: said, { notSamePart($0, Names(workers: workers)) })"
    form.around = around(pair)
    return form
  }

  private static func withdraw(_ context: Context) async throws -> Response {
    let pair = try await needed(context)
    return try await context.submit(try await withdrawForm(context, pair)) { reader in
      reader.text("reason", "why it is open again", longest: 2000)
    } perform: { reason, sending in
      let _: Done<Person> = try await context.house.store.perform(
        .withdrawNotSame(as: pair.other, reason: reason), on: pair.one, as: sending.act)
      return MergePaths.compare(pair.one, with: pair.other)
    }
  }
}
