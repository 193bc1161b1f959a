import Domain
import Files
import Logging
import Matching
import Store

/// What the web front of one authority stands on. Everything from outside (clock, database, keys) is
/// handed in here and nowhere else.
package struct House: Sendable {
  package let store: Store
  /// An empty database in memory with the same tables: as-at pages are replayed into one.
  package let emptyDatabase: @Sendable () async throws -> any Database
  package let now: @Sendable () -> Instant
  package let configuration: WebConfiguration
  package let logger: Logger
  package let keys: Keys
  package let passwords: Passwords
  let stashes = Limiter(30, in: 600)
  let searches = Limiter(60, in: 60)
  /// A fast typist pauses about once a second.
  let liveSearches = Limiter(120, in: 60)
  let requests: Limiter

  package var database: any Database { store.database }

  /// - Parameter pepper: at least 32 random bytes, held outside the database.
  package init(
    database: any Database, emptyDatabase: @escaping @Sendable () async throws -> any Database,
    pepper: [UInt8], configuration: WebConfiguration = WebConfiguration(),
    now: @escaping @Sendable () -> Instant, logger: Logger
  ) {
    store = Store(database)
    self.emptyDatabase = emptyDatabase
    self.now = now
    self.configuration = configuration
    self.logger = logger
    requests = Limiter(configuration.requestsAMinute, in: 60)
    keys = Keys(pepper: pepper)
    passwords = Passwords(keys: keys, cost: configuration.passwordCost)
  }
}

package struct WebConfiguration: Sendable {
  package var serviceName = "Threshold"
  /// The council's name, beside the service's.
  package var organisation: String?
  package var host = "127.0.0.1"
  package var port = 8080
  /// Off only for plain HTTP on the machine itself.
  package var secureCookies = false
  package var maximumConnections = 1024
  /// Requests of one worker in a minute; more than anybody makes by hand.
  package var requestsAMinute = 600
  package var passwordCost = PasswordCost.standard
  /// Where people outside find the partner portal: "https://portal.example.gov.uk". Nil where none is set
  /// up.
  package var portalAddress: String?
  /// The number of the referral unit, as pages outside the council say it.
  package var unitPhone: String?
  /// Where somebody goes who must not be seen with a page of ours: a site that anybody may look at.
  package var exitSite = "https://www.bbc.co.uk/weather"
  /// How the texts are laid out that are pasted: the council's own first.
  package var layouts = Layout.shipped
  /// Nil where no mail server has been set up.
  package var mail: Mail?

  /// Looks into each file before it can be opened; nil where none has been set up, which pages say.
  package var scanner: FileScanner?
  /// Makes PDFs of documents; nil where none is found, which pages say.
  package var renderer: PDFRenderer?

  /// What pages say of the email that is sent from here.
  package struct Mail: Sendable {
    /// Who the council writes as.
    package let from: String
    package init(from: String) { self.from = from }
  }

  package init() {}
}
