import Domain
import HTML
import Hummingbird
import Store

/// A form as a page: shown, saved as a draft, sent, and shown again with what stands in the way. Its
/// address is where it stands and where it posts to.
package struct FormPage: Sendable {
  /// The heading, and what the draft is called in the list of work to go on with. No names of
  /// people: the identity bar shows whom it is about.
  package var heading: String
  package var definition: FormDefinition
  /// The page's address, with its query; posted to the same.
  package var path: String
  /// The words of the button: the act and the child.
  package var submit: String
  /// A second button that sends it too: its words, and what it is called in `act`.
  package var alsoSubmit: (words: String, act: String)?
  /// The version of the record that this form changes, as it is now; nil for a new record.
  package var version: Int?
  /// What the record says now: shown where the worker has typed nothing.
  package var record = Answers()
  /// Sets what stands around the form: identity bar, trail, caption, `about`.
  package var around: @Sendable (inout Page) -> Void = { _ in }
  /// Lays the questions out; all in order unless said otherwise.
  package var layout: @Sendable (FormView) -> HTML = { $0.all }
  /// The form's own id on its page, for a button that stands beside it and sends it.
  package static let formID = "the-form"
  /// Stands before the form: history, warnings.
  package var before: HTML = ""
  /// Stands after the form.
  package var after: HTML = ""

  package init(
    _ heading: String, _ definition: FormDefinition, path: String, submit: String,
    version: Int? = nil, record: Answers = Answers()
  ) {
    self.heading = heading
    self.definition = definition
    self.path = path
    self.submit = submit
    self.version = version
    self.record = record
  }
}

/// A form on its way through a handler: who acts, with the key that makes one act of a repeated
/// post, and the version the worker saw.
package struct Sending: Sendable {
  package let act: Act
  /// What ``Store/Store/perform(_:on:expecting:as:)`` is to expect. Nil for a new record.
  package let version: Int?

  package init(act: Act, version: Int?) {
    self.act = act
    self.version = version
  }

  /// For the second and later acts of one form, where they are acts of their own.
  package func act(_ name: String) -> Act {
    Act(key: act.key.map { "\($0)#\(name)" }, actor: act.actor, at: act.at)
  }
}

extension Context {
  /// The form on a GET: with the worker's draft in it, if there is one.
  package func show(_ form: FormPage) async throws -> Response {
    let kept = try await draft(on: form.path)
    var state = FormState(answers: form.record, version: form.version)
    if let kept {
      state.answers = kept.draft.answers.over(form.record)
      state.version = kept.draft.version ?? form.version
      state.saved = kept.row.saved
      state.banner = keptBanner(kept.row, form)
    }
    return formPage(form, state)
  }

  /// The form again with answers as they were posted, and nothing checked: after a button that adds
  /// a block or looks something up.
  /// - Parameter filled: the answers with what was looked up in them; else as they were posted.
  package func showAgain(_ form: FormPage, filled: Answers? = nil) -> Response {
    formPage(form, FormState(answers: filled ?? answers, version: postedVersion ?? form.version))
  }

  /// A further page of a form that is not sent yet, such as a preview of what it will do. What was
  /// posted is kept as the worker's draft.
  package func showNext(_ form: FormPage) async throws -> Response {
    guard let token = formToken else { throw Denial.elsewhere }
    try await keep(token)
    return showAgain(form)
  }

  /// A form that was sent. Reads it into a command, does the act, goes on to where it leads.
  ///
  /// What is wrong with the answers, or a rule that refuses, shows the page again (422) with the
  /// message beside its question; a record that changed meanwhile shows both (409). What was typed is
  /// on the page each time, and kept as a draft until the act took.
  ///
  /// - Parameters:
  ///   - read: turns answers into a command; nil with messages left in the reader.
  ///   - perform: does it, and says where to go: the address of what came of it.
  package func submit<Command: Sendable>(
    _ form: FormPage, read: (inout AnswerReader) throws -> Command?,
    perform: (Command, Sending) async throws -> String
  ) async throws -> Response {
    guard let token = formToken else { throw Denial.elsewhere }
    if let choice = fields.first(where: { $0.name == BothTexts.field })?.value {
      try await keep(token)
      let texts = BothTexts(definition: form.definition, record: form.record, typed: answers)
      return conflictPage(form, texts.choosing(choice))
    }
    var state = FormState(answers: answers, version: postedVersion ?? form.version)
    var reader = AnswerReader(answers)
    let command = try read(&reader)
    guard let command, reader.errors.isEmpty else {
      precondition(!reader.errors.isEmpty, "a form without a command needs a message")
      try await keep(token)
      state.errors = reader.errors
      return formPage(form, state, status: .unprocessableContent)
    }
    do {
      let path = try await perform(command, Sending(act: act(for: token), version: postedVersion))
      try await forget(token)
      return .seeOther(path)
    } catch let refusal as Refusal {
      try await keep(token)
      let question = refusal.question.flatMap { form.definition.place(of: $0) }
      state.errors = [FormError(question, refusal.message)]
      return formPage(form, state, status: .unprocessableContent)
    } catch is Conflict {
      try await keep(token)
      return conflictPage(form, answers)
    } catch {
      try await keep(token)
      throw error
    }
  }

  /// Both texts, where they differ, and a choice for each.
  private func conflictPage(_ form: FormPage, _ typed: Answers) -> Response {
    var state = FormState(answers: typed, version: form.version)
    state.banner =
      BothTexts(definition: form.definition, record: form.record, typed: typed).banner
    return formPage(form, state, status: .conflict)
  }

  /// One button's act: no questions, nothing typed. A refusal is a page that says why and leads
  /// back.
  package func carryOut(
    back: String, perform: (Sending) async throws -> String
  ) async throws -> Response {
    guard let token = formToken else { throw Denial.elsewhere }
    do {
      return .seeOther(try await perform(Sending(act: act(for: token), version: postedVersion)))
    } catch let refusal as Refusal {
      return notDone(refusal.message, back: back, status: .unprocessableContent)
    } catch is Conflict {
      return notDone(
        "Somebody else changed this record since you opened it. Look at it again, then decide.",
        back: back, status: .conflict)
    }
  }

  /// What a form or a button of this page carries unseen.
  package func hidden(path: String, version: Int? = nil, title: String? = nil) -> [HiddenField] {
    let token = FormToken(worker: worker, issued: now, path: path)
    var hidden = [HiddenField("_form", token.signed(with: house.keys))]
    if let version { hidden.append(HiddenField("_version", String(version))) }
    if let title { hidden.append(HiddenField("_title", title)) }
    return hidden
  }

  /// A form of one button: take next, accept, undo.
  /// - Parameters:
  ///   - action: where it posts to.
  ///   - page: the page it stands on.
  package func button(
    _ text: String, action: String, page: String, kind: ButtonKind = .secondary,
    version: Int? = nil, hidden extra: [HiddenField] = [], context: String? = nil
  ) -> HTML {
    actionForm(
      action: action, csrf: csrf, text: text, kind: kind,
      hidden: hidden(path: page, version: version) + extra, context: context)
  }
}

private func alsoButton(_ page: FormPage) -> HTML {
  guard let also = page.alsoSubmit else { return "" }
  return button(also.words, kind: .secondary, name: "act", value: also.act)
}

/// A form as it stands in one answer.
private struct FormState {
  var answers: Answers
  var version: Int?
  var errors: [FormError] = []
  var saved: Instant?
  var banner: HTML?
}

extension FormDefinition {
  /// The question a refusal belongs to: by its id, or the one that has an answer of that id.
  package func place(of id: String) -> String? {
    question(id)?.id ?? questions.first { $0.answerIDs.contains(id) }?.id
  }
}

extension Context {
  private var postedVersion: Int? {
    fields.first { $0.name == "_version" }.flatMap { Int($0.value) }
  }

  private func act(for token: FormToken) -> Act {
    Act(key: token.key, actor: actor, at: now)
  }

  /// Keeps what was posted as the worker's draft.
  private func keep(_ token: FormToken) async throws {
    let draft = Draft(fields)
    guard !draft.answers.isEmpty else { return }
    let (worker, now) = (worker, now)
    let sealed = try draft.sealed(for: worker, path: token.path, keys: house.keys)
    _ = try await house.database.write { tx in
      try DraftTable.save(
        tx, worker: worker, path: token.path, sealed: sealed, formKey: token.key,
        stashed: false, at: now)
    }
  }

  private func formPage(
    _ page: FormPage, _ state: FormState, status: HTTPResponse.Status = .ok
  ) -> Response {
    let view = FormView(page.definition, answers: state.answers, errors: state.errors)
    let body = form(
      action: page.path, csrf: csrf, id: FormPage.formID,
      hidden: hidden(path: page.path, version: state.version, title: page.heading),
      draft: "/drafts", draftSaved: state.saved.map { "Draft saved \($0.clock)" } ?? "",
      submit: page.submit,
      otherActions: alsoButton(page), content: page.layout(view))
    var shown = Page(page.heading, main: page.before + body + page.after)
    shown.width = .questions
    shown.errors = state.errors
    shown.banner = state.banner
    page.around(&shown)
    return self.page(shown, status: status)
  }

  private func keptBanner(_ row: DraftRow, _ form: FormPage) -> HTML {
    notificationBanner(
      row.stashed
        ? "We kept what you typed. You had been signed out before it was sent; nothing has been "
          + "recorded yet."
        : "We kept what you typed, saved \(row.saved.day.long) at \(row.saved.clock).",
      kind: .notice,
      detail: button(
        "Discard it and start again", action: "/drafts/discard", page: form.path, kind: .link))
  }

  private func notDone(
    _ message: String, back: String, status: HTTPResponse.Status
  ) -> Response {
    var page = Page(
      "This has not been done",
      main: "<p>\(message)</p><p>\(textLink("Go back", to: back))</p>")
    page.hasErrors = true
    page.width = .questions
    return self.page(page, status: status)
  }
}
