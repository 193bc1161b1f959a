import Domain
import HTML
import Hummingbird
import Store

/// `/enquiries`, `/enquiries/E-1` and what is done with one.
enum EnquiryRoutes: HasRoutes {
  static func add(to routes: Routes) {
    routes.get("/enquiries") { try await list($0) }
    routes.get("/enquiries/:enquiry") { context in
      let whole = try await context.enquiry(.seeProtection)
      return context.page(try await enquiryPage(whole, context))
    }
    for act in EnquiryAct.allCases {
      routes.get("/enquiries/:enquiry/\(act.path)") { context in
        let whole = try await context.enquiry(act.deed)
        return try await context.show(try await act.form(whole, context))
      }
      routes.post("/enquiries/:enquiry/\(act.path)") { try await send(act, $0) }
    }
  }

  private static func send(_ act: EnquiryAct, _ context: Context) async throws -> Response {
    let whole = try await context.enquiry(act.deed)
    let form = try await act.form(whole, context)
    let child = try act.child(whole, context)
    let today = context.today
    return try await context.submit(form) { reader in
      act.read(&reader, whole, child, today: today)
    } perform: { command, sending in
      let _: Done<Enquiry> = try await context.house.store.perform(
        command, on: whole.id, expecting: sending.version, as: sending.act)
      return EnquiryPaths.page(whole.id, done: act.done)
    }
  }

  /// Every open enquiry, what is wrong with each, and the figures that open a part of the list.
  private static func list(_ context: Context) async throws -> Response {
    try await context.may(.seeProtection)
    let today = context.today
    let found = try await context.read { try EnquiryTable.current(in: $0) }
    let sight = try await context.sight(of: Set(found.flatMap(\.people)).sorted())
    let open = found.filter { sight.view(.seeProtection, of: $0.people) == .whole }
    let filter = context.query["show"].flatMap { EnquiryFilter(rawValue: $0) } ?? .open
    let shown = open.filter { filter.holds($0, today) }
    try await context.showed(Set(shown.flatMap(\.people)).sorted(), by: .seeProtection)
    let counts = EnquiryFilter.allCases.map { one in (one, open.count { one.holds($0, today) }) }
    return context.page(enquiryList(shown, filter, counts, today: today))
  }
}

extension EnquiryFilter {
  func holds(_ whole: EnquiryTable.Whole, _ today: Day) -> Bool {
    switch self {
    case .open: whole.enquiry.isOpen
    case .withoutLead: whole.enquiry.isOpen && whole.enquiry.lead == nil
    case .notRegistered: whole.leadNotRegistered(on: today)
    case .outOfOrder: !whole.outOfOrder.isEmpty
    case .late: whole.isConferenceLate(on: today)
    }
  }
}

extension EnquiryTable.Whole {
  /// Children of whom a conference is to be held, or of whom it is not known yet.
  var waitingForConference: [ProtectedChild] {
    children.filter {
      enquiry.conferences[$0.record] == nil && !enquiry.conferenceNotRequired(for: $0.record)
    }
  }

  func isConferenceLate(on today: Day) -> Bool {
    enquiry.history == nil && !waitingForConference.isEmpty
      && conferenceClock.state(today: today).isLate
  }

  /// Stopped by the last of the children's conferences; not while one of them waits.
  var conferenceClock: Clock {
    let held = children.compactMap { enquiry.conferences[$0.record] }.max()
    return Enquiry.conferenceClock(
      startedOn: enquiry.startedOn, heldOn: waitingForConference.isEmpty ? held : nil)
  }
}

extension Context {
  /// The enquiry in the address, once the worker may do this with it.
  func enquiry(_ deed: Deed) async throws -> EnquiryTable.Whole {
    let id: EnquiryID = try id("enquiry")
    let whole = try found(try await read { try EnquiryTable.whole(id, in: $0) })
    try await may(deed, about: whole.people, record: FactStream(id))
    return whole
  }
}

func enquiryList(
  _ shown: [EnquiryTable.Whole], _ filter: EnquiryFilter, _ counts: [(EnquiryFilter, Int)],
  today: Day
) -> Page {
  let figures = counts.map { one, count in
    SummaryRow(
      one.words,
      html: count == 0
        ? "None"
        : textLink("\(count)", to: EnquiryPaths.list(one), context: one.words.lowercasedFirst))
  }
  let rows = shown.map { whole -> TableRow in
    let lead = whole.name(whole.enquiry.lead?.worker) ?? "Nobody yet"
    let marks: [HTML] = [
      whole.enquiry.isOpen && whole.enquiry.lead == nil ? tag("No lead", kind: .warn) : "",
      whole.leadNotRegistered(on: today) ? tag("Not registered", kind: .danger) : "",
      whole.outOfOrder.isEmpty ? "" : tag("Out of order", kind: .warn),
    ]
    let clock: HTML =
      whole.waitingForConference.isEmpty
      ? "No conference waits" : whole.conferenceClock.label(today: today)
    return TableRow(
      [
        textLink("\(whole.id), \(whole.children.listedNames)", to: EnquiryPaths.page(whole.id)),
        "\(lead)", "\(whole.enquiry.startedOn.long)", clock, "\(each: marks, { "\($0) " })",
      ], isMarked: whole.isConferenceLate(on: today))
  }
  var page = Page(
    "Section 47 enquiries",
    main: """
      \(figureStrip(figures))
      \(if: filter != .open, "<p>\(textLink("Show all that are open", to: EnquiryPaths.all))</p>")
      \(table(
        id: "enquiries", caption: "\(filter.words), the conference due first on top",
        columns: [
          Column("Children"), Column("Lead"), Column("Began"), Column("Conference"), Column("To see to"),
        ], rows: rows,
        empty: "Nothing is here. An enquiry is opened by the decision of a strategy discussion."))
      """)
  page.caption = counted(shown.count, "enquiry", "enquiries")
  return page
}
