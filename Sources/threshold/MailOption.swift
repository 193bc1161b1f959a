import ArgumentParser
import Domain
import Foundation
import Mail
import Store
import Web

/// How messages leave the house. Without either nothing is sent, and messages wait.
struct MailOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A mail server: smtp://host:port or smtps://host:port.",
      discussion: """
        Else THRESHOLD_SMTP. Encryption is required, except on this machine. A name and password are \
        read from THRESHOLD_SMTP_USER and THRESHOLD_SMTP_PASSWORD.
        """))
  var smtp: String?
  @Option(help: "A program that takes messages as sendmail does, instead of a mail server.")
  var sendmail: String?
  @Option(help: "The address that the council writes from. Else THRESHOLD_MAIL_FROM.")
  var mailFrom: String?

  func validate() throws {
    guard smtp == nil || sendmail == nil else {
      throw ValidationError("Give --smtp or --sendmail, not both")
    }
  }

  struct Ready: Sendable {
    let transport: any MailTransport
    let from: EmailAddress
  }

  /// Nil where no way was given.
  func ready() throws -> Ready? {
    let environment = ProcessInfo.processInfo.environment
    let transport: any MailTransport
    if let sendmail {
      transport = SendmailTransport(sendmail)
    } else if let address = smtp ?? environment["THRESHOLD_SMTP"] {
      var credentials: MailServer.Credentials?
      if let name = environment["THRESHOLD_SMTP_USER"] {
        guard let password = environment["THRESHOLD_SMTP_PASSWORD"] else {
          throw Failed("THRESHOLD_SMTP_USER is given without THRESHOLD_SMTP_PASSWORD")
        }
        credentials = MailServer.Credentials(name: name, password: password)
      }
      transport = SMTPTransport(try MailServer(address, credentials: credentials))
    } else {
      return nil
    }
    guard let text = mailFrom ?? environment["THRESHOLD_MAIL_FROM"],
      let from = EmailAddress(text)
    else {
      throw Failed("Say which address the council writes from: --mail-from name@council.example")
    }
    return Ready(transport: transport, from: from)
  }
}

extension MailOption.Ready {
  func deliverer(for database: any Database) -> Deliverer {
    Deliverer(
      Store(database), over: transport, from: from, now: Now.system,
      chance: { Chance.bytes(16) })
  }
}
