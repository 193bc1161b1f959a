extension Guide {
  static let questions: HTML = """
    <section id="questions"><h2>Questions</h2>
    \(form(
      action: "/children/P-1042/notes/new", csrf: "token", id: "note",
      hidden: [HiddenField("version", "4")], draft: "/drafts",
      draftSaved: "Draft saved 2:14pm", submit: "Save note for Aisha",
      otherActions: textLink("Cancel", to: "/children/P-1042"), hasFiles: true,
      content: boxes + choices + perChild))
    \(filterForm(
      action: "/front-door", label: "Filter the front door", clear: "/front-door",
      content: filters))
    <h3>Signing in</h3>
    \(textInput(
      id: "username", label: "Email address", width: .twenty, kind: .email,
      autocomplete: "username"))
    \(passwordInput(id: "password", label: "Password"))
    </section>
    """

  private static let boxes: HTML = """
    \(textInput(
      id: "purpose", label: "What was the visit for?", hint: "A few words",
      value: "Home visit after Tuesday’s call", width: .full))
    \(textInput(
      id: "phone", label: "Telephone number", optional: true, width: .twenty, kind: .telephone))
    \(textInput(
      id: "adults", label: "How many adults live in the home?", value: "two",
      error: "Number of adults must be a number, like 2", width: .four, kind: .whole))
    \(textArea(
      id: "what-happened", label: "What happened?",
      prompts: [
        "What did you see and hear?", "How was Aisha?", "What would she say if she read this?",
      ], target: "About 150 words is enough.", rows: 6))
    \(dateInput(
      id: "visit-date", label: "Date of visit",
      value: DateAnswer(day: "31", month: "6", year: "2026"),
      error: "Date of visit must be today or in the past"))
    \(timeInput(id: "visit-time", label: "Time of visit", optional: true))
    \(selectInput(
      id: "agency", label: "Who asked for it?",
      choices: [
        Choice("school", "School"), Choice("health-visitor", "Health visitor"),
        Choice("police", "Police"),
      ]))
    \(fileInput(id: "files", label: "Photographs or letters", hint: "You can add several"))
    """

  private static let choices: HTML = """
    \(radios(
      id: "seen-alone", legend: "Was Aisha seen alone?",
      choices: [
        Choice("yes", "Yes"),
        Choice(
          "no", "No", hint: "Say why; it is not held against you",
          reveal: textInput(id: "why-not", label: "Why was she not seen alone?")),
        Choice("asleep", "She was asleep"),
      ], error: "Select whether Aisha was seen alone"))
    \(radios(
      id: "urgent", legend: "Is anyone in danger now?",
      choices: [Choice("yes", "Yes"), Choice("no", "No")], inline: true))
    \(checkboxes(
      id: "told", legend: "Who has been told?",
      choices: [
        Choice("mother", "Nadia (mother)"), Choice("school", "School", hint: "Moor Lane Primary"),
        Choice(
          "other", "Somebody else",
          reveal: textInput(id: "told-other", label: "Who?", width: .twenty)),
      ], hint: "Select everyone who has been told", values: ["school"]))
    \(checkbox(id: "significant", label: "Add this to the chronology"))
    """

  private static let perChild: HTML = """
    \(fieldset(
      legend: "How is he?", id: "child-sam", child: "Sam Begum",
      hint: "Asked of each child on their own",
      content: radios(
        id: "child-sam-seen", legend: "Was Sam seen?",
        choices: [Choice("yes", "Yes"), Choice("no", "No")])
        + textArea(id: "child-sam-words", label: "What did Sam say or show?", rows: 3)))
    \(fieldset(
      legend: "Actions", content: addAnother("Add another action", value: "add-action")))
    """

  private static let filters: HTML = """
    \(selectInput(
      id: "stage", label: "Stage",
      choices: [Choice("new", "New"), Choice("checks", "Waiting for checks")], value: "checks",
      empty: "Any"))
    \(textInput(id: "from", label: "From", width: .twenty))
    """
}
