import Domain
import HTML
import Store

/// What the page of one agency knows.
struct AgencyRecord: Sendable {
  let line: AgencyTable.Line
  let professionals: [Agency.Professional]
  let hasPassword: Bool
  /// The button that makes new secrets.
  var secrets: HTML = ""

  func with(secrets: HTML) -> AgencyRecord {
    var record = self
    record.secrets = secrets
    return record
  }
}

func agenciesPage(_ lines: [AgencyTable.Line]) -> Page {
  let rows = lines.map { line in
    TableRow(
      [
        textLink("\(line.id), \(line.name)", to: AgencyPaths.page(line.id)),
        "\(line.kind.words)", "\(line.mailbox)",
        line.isClosed ? tag("Has left the portal") : tag("In the portal", kind: .good),
      ])
  }
  return Page(
    "Agencies",
    main: """
      <p>Partner agencies find in the portal what is asked of them. It is another address than this \
      one, and shows nothing of a record but what is addressed to them.</p>
      \(buttonGroup(
        buttonLink("Register an agency", to: AgencyPaths.new),
        textLink("What the portal refused", to: AgencyPaths.refusals)))
      \(table(
        id: "agencies", caption: "Agencies of the portal",
        columns: [Column("Agency"), Column("What it is"), Column("Mailbox"), Column("Now")],
        rows: rows, empty: "No agency is registered yet."))
      """)
}

func agencyPage(_ agency: AgencyRecord, done: AgencyDone?) -> Page {
  let line = agency.line
  var page = Page(
    line.name,
    main: """
      \(if: !line.isClosed, buttonGroup(
        buttonLink("Admit somebody", to: AgencyPaths.act(line.id, "admit")),
        buttonLink("Correct", to: AgencyPaths.act(line.id, "correct"), kind: .secondary),
        buttonLink(
          "Take out of the portal", to: AgencyPaths.act(line.id, "leave"), kind: .secondary)))
      \(summaryList([
        SummaryRow("What it is", line.kind.words), SummaryRow("Mailbox", line.mailbox),
        SummaryRow("Number", line.id.description),
      ]))
      <h2>Who is admitted</h2>
      \(professionals(agency))
      \(if: !line.isClosed, accountCard(agency))
      """)
  page.caption = line.isClosed ? "Has left the portal" : "In the portal"
  page.trail = .back("Agencies", to: AgencyPaths.list)
  page.banner = done.map { notificationBanner($0.words) }
  return page
}

private func professionals(_ agency: AgencyRecord) -> HTML {
  let path = AgencyPaths.act(agency.line.id, "remove")
  return table(
    id: "professionals", caption: "They see what is addressed to the agency",
    columns: [Column("Name"), Column("Job"), Column("Address"), Column("What to do")],
    rows: agency.professionals.map { one in
      TableRow(
        [
          "\(one.name)", "\(one.job)", "\(one.email)",
          textLink(
            "Remove", to: "\(path)?email=\(FormBody.encode(one.email))", context: one.name),
        ])
    }, empty: "Nobody is admitted yet, so nobody reads what is asked of it.")
}

private func accountCard(_ agency: AgencyRecord) -> HTML {
  let line = agency.line
  guard let username = line.username else {
    return card(
      "Shared account",
      actions: [textLink("Open an account", to: AgencyPaths.act(line.id, "account"))],
      content: emptyState("The agency has none. Better so: each signs in with their own address."))
  }
  let state =
    agency.hasPassword
    ? "It opens with its password and a code from an authenticator app."
    : "It has no password yet, so it opens nothing."
  return card(
    "Shared account",
    actions: [textLink("Close the account", to: AgencyPaths.act(line.id, "end-account"))],
    content: """
      \(summaryList([SummaryRow("Name of the account", username)]))
      <p>\(state)</p>\(agency.secrets)
      """)
}

/// What the portal refused, by hour: how often and from how many places, never who.
func refusalsPage(_ lines: [PortalRefusalTable.Line]) -> Page {
  let rows = lines.map { line in
    TableRow(
      [
        "\(line.hour.day.long), from \(line.hour.clock)", "\(line.kind.words)", "\(line.times)",
        "\(line.sources)",
      ], isMarked: line.times >= 100)
  }
  var page = Page(
    "What the portal refused",
    main: """
      <p>Many in one hour from one place: somebody tries. Whoever runs the network can stop them. The \
      portal slows them by itself and goes on for everybody else.</p>
      \(table(
        id: "refusals", caption: "By hour, the latest first",
        columns: [Column("When"), Column("What"), Column("Times"), Column("Places")], rows: rows,
        empty: "Nothing has been refused."))
      """)
  page.caption = "The last \(PortalRefusalTable.keptDays) days"
  page.trail = .back("Agencies", to: AgencyPaths.list)
  return page
}
