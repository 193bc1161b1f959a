import Domain
import HTML
import Hummingbird
import Store

/// `/referrals/R-1/transfer`: another team is asked to take over, with what it needs to know.
enum TransferAsking: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/referrals/:referral/transfer") { context in
      let referral = try await context.referral(.askTransfer)
      return try await context.show(try await form(context, referral).form)
    }
    routes.post("/referrals/:referral/transfer") { try await ask($0) }
  }

  private static func form(
    _ context: Context, _ referral: ReferralTable.Whole
  ) async throws -> (form: FormPage, siblings: [ReferralTable.Line]) {
    let (teams, lines) = try await context.read { tx in
      (
        try TeamTable.all(in: tx).filter(\.kind.holdsChildren),
        try ReferralTable.brothersAndSisters(of: referral.id, child: referral.child, in: tx)
      )
    }
    let sight = try await context.sight(of: lines.map(\.child))
    let siblings = lines.filter {
      $0.team == referral.team && sight.view(.askTransfer, of: [$0.child]) == .whole
    }
    var questions = [
      Question(
        "to",
        .oneOfMany(
          teams.filter { $0.id != referral.team }.map { Choice($0.id.description, $0.name) }),
        "Which team is to take over?")
    ]
    if !siblings.isEmpty {
      questions.append(
        Question(
          "children", .several(siblings.map { Choice($0.id.description, $0.childName) }),
          "Brothers and sisters who go with \(referral.childName)", optional: true))
    }
    questions += [
      Question("reason", .longText(rows: 3), "Why should another team take over?"),
      Question(
        "summary", .longText(rows: 6), "Where do things stand?",
        hint: "What has changed for the children, what worries us, what works."),
      Question(
        "outstanding", .longText(rows: 3), "What is still to be done, and by when?",
        hint: "Write that nothing is, if nothing is."),
      Question("told", .longText(rows: 3), "What has the family been told, and what do they say?"),
      Question(
        "visit", .day, "When do both workers visit together?",
        hint: "Leave it empty if there is no such visit. For example, 16 6 2026", optional: true),
      Question("no-visit", .text(.full), "If there is none, why not?", optional: true),
    ]
    var form = FormPage(
      "Ask another team to take over",
      FormDefinition("transfer-ask", edition: "1", questions),
      path: ReferralPaths.transfer(referral.id), submit: "Ask the team to take over")
    form.record.set("children", siblings.map(\.id.description))
    form.before = inset(
      "<p>The children stay with your team until the other team has accepted.</p>")
    return (try await context.around(form, referral), siblings)
  }

  private static func ask(_ context: Context) async throws -> Response {
    let referral = try await context.referral(.askTransfer)
    let (form, siblings) = try await form(context, referral)
    let today = context.today
    return try await context.submit(form) { reader -> Transfer.Command? in
      let to: TeamID? = reader.id("to", "the team")
      let chosen: [ReferralID] = reader.ids("children", "the brothers and sisters")
      let reason = reader.text("reason", "why", ask: "Say why another team should take over")
      let summary = reader.text("summary", "where things stand", ask: "Say where things stand")
      let outstanding = reader.text(
        "outstanding", "what is still to be done", ask: "Say what is still to be done")
      let told = reader.text(
        "told", "what the family was told", ask: "Say what the family has been told")
      let visit = reader.dayIfAny(
        "visit", "the day of the visit", earliest: today.adding(days: -60))
      let none = reader.textIfAny("no-visit", "why there is none", longest: 500)
      guard let from = referral.team else {
        reader.wrong("to", "No team has this child yet. Give it to a team instead")
        return nil
      }
      guard let to, let reason, let summary, let outstanding, let told, reader.errors.isEmpty else {
        return nil
      }
      let children =
        [Transfer.Child(person: referral.child, referral: referral.id)]
        + siblings.filter { chosen.contains($0.id) }.map {
          Transfer.Child(person: $0.child, referral: $0.id)
        }
      return .ask(
        Transfer.Asking(
          children: children, from: from, to: to, reason: reason, summary: summary,
          outstanding: outstanding, familyTold: told, jointVisit: visit, noJointVisit: none,
          on: today))
    } perform: { command, sending in
      let done: Done<Transfer> = try await context.house.store.perform(command, as: sending.act)
      return TransferPaths.page(done.id)
    }
  }
}
