import ArgumentParser
import Web

/// What pages say to people outside the council, and where they lead them.
struct OutsideOption: ParsableArguments {
  @Option(help: "The number of the referral unit, as the portal says it: \"01632 960100\".")
  var unitPhone: String?
  @Option(
    help: ArgumentHelp(
      "Where \"Exit this page\" leads: a site that anybody may be seen with.",
      discussion: "Must be https. Best one that loads fast and says nothing of children."))
  var exitSite: String?

  @Option(
    help: ArgumentHelp(
      "Where people outside find the partner portal: \"https://portal.example.gov.uk\".",
      discussion: "Links in emails to them begin with it."))
  var portalAddress: String?

  func validate() throws {
    guard exitSite.map({ $0.hasPrefix("https://") && LocalPath("/\($0)") != nil }) ?? true else {
      throw ValidationError("--exit-site must begin with https://")
    }
    guard
      portalAddress.map({ $0.hasPrefix("https://") || $0.hasPrefix("http://127.0.0.1") }) ?? true
    else { throw ValidationError("--portal-address must begin with https://") }
  }

  func put(into configuration: inout WebConfiguration) {
    configuration.unitPhone = unitPhone
    configuration.portalAddress = portalAddress.map {
      $0.hasSuffix("/") ? String($0.dropLast()) : $0
    }
    if let exitSite { configuration.exitSite = exitSite }
  }
}
