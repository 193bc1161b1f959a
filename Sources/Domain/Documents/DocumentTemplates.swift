/// The words of letters, with what is to be filled in between braces. They are data: a council changes
/// them without changing what reads them. No field is filled from an address of the record: an address
/// stands in a letter only where somebody typed it, and one that must not be told is refused.
package struct DocumentTemplate: Sendable, Equatable {
  package struct Field: Sendable, Equatable {
    package enum Kind: Sendable, Equatable { case line, text, day, time }
    package let id: String
    package let kind: Kind
    package let label: String
    package let hint: String?
    /// Where it is empty, the paragraph that names it is left out.
    package let optional: Bool

    package init(
      _ id: String, _ kind: Kind, _ label: String, hint: String? = nil, optional: Bool = false
    ) {
      self.id = id
      self.kind = kind
      self.label = label
      self.hint = hint
      self.optional = optional
    }
  }

  /// Permanent: kept versions name it.
  package let id: String
  package let name: String
  package let when: String
  package let kind: Document.Kind
  package let title: String
  package let fields: [Field]
  /// Paragraphs apart by an empty line; a heading begins with `# `. `{child}`, `{given}`, `{worker}`,
  /// `{team}`, `{council}` and `{today}` come from the record, all others are fields.
  package let body: String

  /// The text with its fields filled in.
  package func blocks(_ values: [String: String]) -> [Document.Block] {
    body.split(separator: "\n\n").compactMap { part -> Document.Block? in
      var words = String(part)
      for name in Self.names(in: part) {
        guard let value = values[name], !value.isEmpty else { return nil }
        words = words.replacing("{\(name)}", with: value)
      }
      if words.hasPrefix("# ") { return .heading(words: String(words.dropFirst(2))) }
      return .paragraph(words: words)
    }
  }

  /// What stands between braces, in order.
  package static func names(in text: some StringProtocol) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { piece in
      piece.firstIndex(of: "}").map { String(piece[..<$0]) }
    }
  }

  package static func find(_ id: String) -> DocumentTemplate? { shipped.first { $0.id == id } }

  private static let to = Field(
    "to", .line, "Who is it to?", hint: "For example, Ms Jones, or Aisha")
  private static let close = """
    Yours sincerely

    {worker}
    {team}
    {council}
    """

  package static let shipped: [DocumentTemplate] = [
    DocumentTemplate(
      id: "appointment", name: "Letter: an appointment",
      when: "To say when and where you will meet, and what for", kind: .letter,
      title: "Appointment",
      fields: [
        to, Field("day", .day, "On which day?"), Field("time", .time, "At what time?"),
        Field("place", .line, "Where?", hint: "For example, at your home, or at the office"),
        Field(
          "why", .text, "What is it for?", hint: "Say what you will talk about, in plain words"),
        Field("bring", .text, "What should they bring or think about?", optional: true),
      ],
      body: """
        {today}

        Dear {to}

        I would like to meet you about {child} on {day} at {time}, {place}.

        {why}

        {bring}

        If you cannot come at that time, or if you need an interpreter or other help to take part, \
        please ring me. You may bring somebody with you.

        \(close)
        """),
    DocumentTemplate(
      id: "outcome", name: "Letter: outcome of an assessment",
      when: "To say what was found and what happens now", kind: .letter,
      title: "Outcome of the assessment",
      fields: [
        to,
        Field("found", .text, "What did we find?", hint: "Strengths first, then what worries us"),
        Field("decided", .text, "What was decided, and why?"),
        Field("next", .text, "What happens now?", hint: "Who does what, by when"),
      ],
      body: """
        {today}

        Dear {to}

        We have finished the assessment of {child}. Thank you for talking to us.

        # What we found

        {found}

        # What was decided

        {decided}

        # What happens now

        {next}

        If you do not agree with what is written here, tell me. What you say will be put beside it. \
        You can also ask how to complain.

        \(close)
        """),
    DocumentTemplate(
      id: "closure", name: "Letter: our work ends",
      when: "To say that the work ends and where help is to be found", kind: .letter,
      title: "Our work with you ends",
      fields: [
        to, Field("done", .text, "What has changed?"),
        Field("help", .text, "Where can they get help from now on?"),
        Field("day", .day, "On which day does it end?"),
      ],
      body: """
        {today}

        Dear {to}

        Our work with you and {child} ends on {day}.

        {done}

        {help}

        If you are worried about {given} again, you can ring us at any time.

        \(close)
        """),
    DocumentTemplate(
      id: "invitation", name: "Invitation to a conference or meeting",
      when: "To invite a parent, a child or a professional", kind: .invitation,
      title: "Invitation",
      fields: [
        to,
        Field(
          "meeting", .line, "To what?", hint: "For example, the initial child protection conference"
        ),
        Field("day", .day, "On which day?"), Field("time", .time, "At what time?"),
        Field("place", .line, "Where?"),
        Field("why", .text, "Why does it take place?"),
        Field(
          "before", .text, "What happens before it?",
          hint: "For example, when the report can be read, and who helps to prepare", optional: true
        ),
      ],
      body: """
        {today}

        Dear {to}

        You are invited to {meeting} about {child} on {day} at {time}, {place}.

        # Why it takes place

        {why}

        Before the day: {before}

        You may bring somebody who supports you. If you cannot come, tell us what you would like to \
        be said. If you need an interpreter or other help to take part, please ring me.

        \(close)
        """),
    DocumentTemplate(
      id: "letter", name: "Letter in your own words",
      when: "For anything that the others do not fit", kind: .letter, title: "Letter",
      fields: [
        to, Field("about", .line, "What is it about?"),
        Field("words", .text, "What should it say?"),
      ],
      body: """
        {today}

        Dear {to}

        # {about}

        {words}

        \(close)
        """),
  ]
}
