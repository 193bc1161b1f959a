/// What the portal keeps beside the ledger: who is signed in, codes on their way, the passwords of
/// agencies' accounts, and what was refused. None of it is a fact about a child.
package enum PortalTables {
  static let schema =
    PortalSessionTable.schema + PortalCodeTable.schema + PortalAccountTable.schema
    + PortalRefusalTable.schema + PortalLookTable.schema
}
