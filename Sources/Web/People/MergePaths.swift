import Domain

/// Addresses of finding, merging and un-merging two records of one person.
package enum MergePaths {
  package static let duplicates = "/people/duplicates"

  /// Two records side by side, with the question whether they are of one person.
  package static func compare(_ person: PersonID, with other: PersonID? = nil) -> String {
    "/people/\(person)/merge\(other.map { "?with=\($0)" } ?? "")"
  }
  /// Of the record that gave way.
  package static func unmerge(_ record: PersonID) -> String { "/people/\(record)/unmerge" }
  package static func notSame(_ person: PersonID, as other: PersonID) -> String {
    "/people/\(person)/not-same?as=\(other)"
  }
  package static func withdraw(_ person: PersonID, _ other: PersonID) -> String {
    "/people/\(person)/not-same/withdraw?as=\(other)"
  }
  /// A page of the record that stands, saying that another one leads here.
  static func arriving(at path: String, from record: PersonID) -> String {
    "\(path)\(path.contains("?") ? "&" : "?")merged=\(record)"
  }
}
