import HTML
import Hummingbird
import Web

/// The pages before anybody is signed in.
struct PortalSignInPages: Sendable {
  let visit: Visit

  func email(
    to: String?, value: String = "", errors: [FormError] = [],
    status: HTTPResponse.Status? = nil
  ) -> Response {
    let form = form(
      action: "/sign-in", csrf: visit.csrf, hidden: hidden(to), submit: "Send me a code",
      content: textInput(
        id: "email", label: "Your work email address",
        hint: "We send a code there. You need no password.", value: value,
        error: message("email", errors), width: .twenty, kind: .email, autocomplete: "email"))
    let noMail: HTML? =
      visit.house.configuration.mail == nil
      ? warningText("Email is not set up on this server, so no code can be sent.") : nil
    return page(
      "Sign in to the partner portal",
      """
      \(EntranceRoutes.inDanger)\(noMail)\(form)
      <p>\(textLink(
        "Sign in with an account that your agency shares",
        to: Self.path("/sign-in/agency", to)))</p>
      <p>Not in your work? \(textLink(
        "Tell us about a child without signing in", to: SendingPaths.start(.anybody)))</p>
      """, errors, status)
  }

  func code(
    to: String?, errors: [FormError] = [], status: HTTPResponse.Status? = nil
  ) -> Response {
    let form = form(
      action: "/sign-in/code", csrf: visit.csrf, hidden: hidden(to), submit: "Go on",
      content: textInput(
        id: "code", label: "Code", hint: "8 digits, from the email",
        error: message("code", errors), width: .ten, kind: .whole,
        autocomplete: "one-time-code"))
    return page(
      "Enter the code",
      """
      <p>If that address can get mail from us, a code is on its way. It works once, in this window, for \
      15 minutes.</p>\(form)
      <p>No email? Look among unwanted mail, then \
      \(textLink("ask for another code", to: Self.path("/sign-in", to))). The one before then works no \
      more.</p>
      """, errors, status)
  }

  func account(
    to: String?, username: String = "", errors: [FormError] = [],
    status: HTTPResponse.Status? = nil
  ) -> Response {
    let form = form(
      action: "/sign-in/agency", csrf: visit.csrf, hidden: hidden(to), submit: "Go on",
      content: """
        \(textInput(
          id: "username", label: "Name of the account", value: username,
          error: message("username", errors), width: .twenty, autocomplete: "username"))\
        \(passwordInput(
          id: "password", label: "Password", error: message("password", errors)))
        """)
    return page(
      "Sign in with your agency’s account",
      """
      \(form)<p>\(textLink(
        "Sign in with your own email address instead", to: Self.path("/sign-in", to)))</p>
      """, errors, status)
  }

  func secondStep(
    to: String?, errors: [FormError] = [], status: HTTPResponse.Status? = nil
  ) -> Response {
    let form = form(
      action: "/sign-in/agency/code", csrf: visit.csrf, hidden: hidden(to), submit: "Go on",
      content: textInput(
        id: "code", label: "Code", hint: "6 digits from the authenticator app of your agency",
        error: message("code", errors), width: .ten, kind: .whole,
        autocomplete: "one-time-code"))
    return page("Enter the code of the app", form, errors, status)
  }

  /// Where to go after signing in: a path of ours, never another site and never back to the door.
  static func destination(_ to: String?) -> String {
    guard let path = to.flatMap(LocalPath.init)?.description, !path.hasPrefix("/sign-") else {
      return "/"
    }
    return path
  }

  static func path(_ page: String, _ to: String?) -> String {
    let destination = destination(to)
    return destination == "/" ? page : "\(page)?to=\(FormBody.encode(destination))"
  }

  private func hidden(_ to: String?) -> [HiddenField] {
    let destination = Self.destination(to)
    return destination == "/" ? [] : [HiddenField("_to", destination)]
  }

  private func message(_ question: String, _ errors: [FormError]) -> String? {
    errors.first { $0.question == question }?.message
  }

  private func page(
    _ heading: String, _ main: HTML, _ errors: [FormError], _ status: HTTPResponse.Status?
  ) -> Response {
    var page = Page(heading, main: main)
    page.width = .questions
    page.errors = errors
    return visit.page(page, status: status ?? (errors.isEmpty ? .ok : .unprocessableContent))
  }
}
