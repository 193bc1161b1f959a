import Crypto
import Domain
import Foundation
import HTML
import Hummingbird
import Store
import Web

/// What every form carries unseen: when it was shown, and a key of its own. Signed, and bound to the
/// session.
package struct PortalFormToken: Sendable, Equatable {
  package let issued: Instant
  /// The idempotency key: random, one for each form shown.
  package let key: String

  /// A form that was shown longer ago has to be loaded again.
  package static let lasts: Int64 = 24 * 3600 * 1000

  package init(issued: Instant, key: String = Base64URL.encode(Chance.bytes(18))) {
    self.issued = issued
    self.key = key
  }

  package func signed(for holder: [UInt8], with keys: Keys) -> String {
    let payload = "\(issued.milliseconds)|\(key)"
    return Base64URL.encode(payload.utf8) + "."
      + Base64URL.encode(Self.mac(payload, holder, keys))
  }

  /// Nil for a token that was not given to this holder, or has run out.
  package init?(_ text: String, for holder: [UInt8], keys: Keys, now: Instant) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count < 512, let payload = Base64URL.decode(parts[0]),
      let mac = Base64URL.decode(parts[1])
    else { return nil }
    let words = String(decoding: payload, as: UTF8.self)
    let fields = words.split(separator: "|", omittingEmptySubsequences: false)
    guard sameBytes(mac, Self.mac(words, holder, keys)), fields.count == 2,
      let issued = Int64(fields[0]), issued <= now.milliseconds + 60_000,
      now.milliseconds - issued <= Self.lasts
    else { return nil }
    self.init(issued: Instant(milliseconds: issued), key: String(fields[1]))
  }

  private static func mac(_ payload: String, _ holder: [UInt8], _ keys: Keys) -> [UInt8] {
    Array(
      HMAC<SHA256>.authenticationCode(
        for: Array("\(Base64URL.encode(holder))|\(payload)".utf8), using: keys.portalForm))
  }
}

/// The portal's forms are ``FormPage``s, as workers' are, without their drafts: who acts stands in the
/// fact, by ``Actor/portal``.
extension Visit {
  /// What a form or a button of this page carries unseen.
  package func hidden(version: Int? = nil) -> [HiddenField] {
    let token = PortalFormToken(issued: now)
    var hidden = [
      HiddenField(
        "_form", token.signed(for: visitor?.session.hash ?? [], with: house.keys))
    ]
    if let version { hidden.append(HiddenField("_version", String(version))) }
    return hidden
  }

  /// The token that was posted; nil where it is none of this visitor's.
  package func formToken(in fields: [(name: String, value: String)]) -> PortalFormToken? {
    fields.first { $0.name == "_form" }.flatMap {
      PortalFormToken($0.value, for: visitor?.session.hash ?? [], keys: house.keys, now: now)
    }
  }

  package var postedVersion: Int? {
    fields.first { $0.name == "_version" }.flatMap { Int($0.value) }
  }

  /// The form on a GET.
  package func show(_ form: FormPage) -> Response { page(form, form.record, []) }

  /// The form again with answers as they were posted, and nothing checked.
  package func showAgain(
    _ form: FormPage, errors: [FormError] = [], status: HTTPResponse.Status = .ok
  ) -> Response {
    page(form, answers, errors, status: status)
  }

  /// A form that was sent. Reads it into a command, does the act, goes on to where it leads. What is
  /// wrong, or a rule that refuses, shows the page again (422) with what was typed and the message
  /// beside its question.
  /// - Parameters:
  ///   - read: turns answers into a command; nil with messages left in the reader.
  ///   - perform: does it, and says where to go: the address of what came of it.
  package func submit<Command: Sendable>(
    _ form: FormPage, read: (inout AnswerReader) throws -> Command?,
    perform: (Command, Sending) async throws -> String
  ) async throws -> Response {
    guard let token = formToken(in: fields) else {
      refused(.forgedPost)
      let stale = FormError(
        nil,
        "This form was open for too long, or came from another page. Check it and send it again")
      return showAgain(form, errors: [stale], status: .unprocessableContent)
    }
    var reader = AnswerReader(answers)
    let command = try read(&reader)
    guard let command, reader.errors.isEmpty else {
      precondition(!reader.errors.isEmpty, "a form without a command needs a message")
      return showAgain(form, errors: reader.errors, status: .unprocessableContent)
    }
    do {
      let act = Act(key: "portal/\(token.key)", actor: .portal, at: now)
      return .seeOther(
        try await perform(command, Sending(act: act, version: postedVersion)))
    } catch let refusal as Refusal {
      let question = refusal.question.flatMap { form.definition.place(of: $0) }
      return showAgain(
        form, errors: [FormError(question, refusal.message)], status: .unprocessableContent)
    } catch is Conflict {
      let error = FormError(
        nil,
        "This has changed since you opened it. What you typed is still here: look, and send again")
      return showAgain(form, errors: [error], status: .conflict)
    }
  }

  private func page(
    _ form: FormPage, _ answers: Answers, _ errors: [FormError],
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let view = FormView(form.definition, answers: answers, errors: errors)
    let body = drawn(form, view)
    var shown = Page(form.heading, main: form.before + body + form.after)
    shown.width = .questions
    shown.errors = errors
    form.around(&shown)
    return page(shown, status: status)
  }

  private func drawn(_ page: FormPage, _ view: FormView) -> HTML {
    form(
      action: page.path, csrf: csrf, hidden: hidden(version: page.version), submit: page.submit,
      content: page.layout(view))
  }
}
