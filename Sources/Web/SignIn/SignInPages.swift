import HTML
import Hummingbird

/// The pages before a session begins.
struct SignInPages: Sendable {
  let house: House

  let wait = FormError(nil, "Too many tries. Wait a few minutes, then try again")

  func signIn(
    to: String?, username: String = "", kept: Bool = false, errors: [FormError] = [],
    status: HTTPResponse.Status? = nil
  ) -> Response {
    let form = form(
      action: "/sign-in", csrf: "", hidden: hidden(to), submit: "Sign in",
      content: """
        \(textInput(
          id: "username", label: "Username", value: username, error: message("username", errors),
          width: .twenty, autocomplete: "username"))\
        \(passwordInput(
          id: "password", label: "Password", error: message("password", errors)))
        """)
    return page(
      "Sign in", form, errors, status,
      banner: kept
        ? notificationBanner(
          "We kept what you typed. Sign in to go on with it.", kind: .notice) : nil)
  }

  func code(
    to: String?, errors: [FormError] = [], status: HTTPResponse.Status? = nil
  ) -> Response {
    let form = form(
      action: "/sign-in/code", csrf: "", hidden: hidden(to), submit: "Go on",
      content: textInput(
        id: "code", label: "Code", hint: "6 digits from your authenticator app",
        error: message("code", errors), width: .ten, kind: .whole, autocomplete: "one-time-code"))
    return page("Enter your code", form, errors, status)
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
    let destination = SignInPages.destination(to)
    return destination == "/" ? [] : [HiddenField("_to", destination)]
  }

  private func message(_ question: String, _ errors: [FormError]) -> String? {
    errors.first { $0.question == question }?.message
  }

  private func page(
    _ heading: String, _ form: HTML, _ errors: [FormError], _ status: HTTPResponse.Status?,
    banner: HTML? = nil
  ) -> Response {
    var page = Page(heading, main: form)
    page.serviceName = house.configuration.serviceName
    page.organisation = house.configuration.organisation
    page.width = .questions
    page.errors = errors
    page.banner = banner
    return .html(page.render(), status: status ?? (errors.isEmpty ? .ok : .unprocessableContent))
  }
}
