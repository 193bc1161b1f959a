/// What a column of a table of people may hold.
package enum PersonColumn: String, CaseIterable, Sendable {
  case reference, given, middle, family, birth, sex
  case house, street, address2 = "address_2", town, postcode, state
  case phone, email, nhs, upn
  case childID = "la_child_id"
  case uprn, school
  case previousFamily = "previous_surname"

  /// The names that other systems give it, as ``PersonColumns/plain(_:)`` writes them.
  var usual: [String] {
    switch self {
    case .reference:
      [
        "reference", "person_id", "rec_id", "query_id", "id", "record_id", "unique_id",
        "person_ref",
        "client_id", "personid",
      ]
    case .given:
      ["given", "given_name", "given_names", "forename", "forenames", "first_name", "firstname"]
    case .middle: ["middle", "middle_name", "middle_names"]
    case .family: ["family", "family_name", "surname", "last_name", "lastname"]
    case .birth: ["birth", "dob", "date_of_birth", "birth_date", "birthdate", "d_o_b"]
    case .sex: ["sex", "gender"]
    case .house: ["house", "street_number", "house_number", "house_name"]
    case .street: ["street", "address_1", "address1", "street_name", "address_line_1", "address"]
    case .address2: ["address_2", "address2", "address_line_2", "locality"]
    case .town: ["town", "suburb", "city", "post_town", "address_3", "address_line_3"]
    case .postcode: ["postcode", "post_code", "postal_code", "zip", "zipcode"]
    case .state: ["state", "county", "region"]
    case .phone: ["phone", "telephone", "phone_number", "telephone_number", "mobile", "tel"]
    case .email: ["email", "e_mail", "email_address"]
    case .nhs: ["nhs", "nhs_number", "nhs_no"]
    case .upn: ["upn", "unique_pupil_number"]
    case .childID: ["la_child_id", "lachildid", "local_authority_child_id"]
    case .uprn: ["uprn", "unique_property_reference_number"]
    case .school: ["school", "school_name"]
    case .previousFamily:
      [
        "previous_surname", "previous_family", "former_surname", "maiden_name",
        "previous_family_name",
      ]
    }
  }
}

/// Which column of a table holds what.
package struct PersonColumns: Sendable, Equatable {
  /// For each kind its column, counted from 0.
  package private(set) var places: [PersonColumn: Int] = [:]
  /// Names of columns that nothing is made of.
  package private(set) var ignored: [String] = []
  private let width: Int

  /// Reads a heading. `map` says what a column of another name is: `("klient", .reference)`. Of two
  /// columns that could both be one thing, the one with the more telling name is read.
  /// - Throws: ``CSVError`` for a mapped column that is not there, or mapped twice.
  package init(heading: CSVRow, map: [(theirs: String, ours: PersonColumn)] = []) throws {
    width = heading.count
    let names = (0..<heading.count).map { heading[$0] }
    let plain = names.map(Self.plain)
    for (theirs, ours) in map {
      guard let index = plain.firstIndex(of: Self.plain(theirs)) else {
        throw CSVError(
          line: heading.line,
          what: "no column is called \(theirs); there are \(names.joined(separator: ", "))")
      }
      if let other = places[ours] {
        throw CSVError(
          line: heading.line, what: "\(names[other]) and \(theirs) cannot both be \(ours.rawValue)")
      }
      places[ours] = index
    }
    for column in PersonColumn.allCases where places[column] == nil {
      let free = column.usual.compactMap { name in
        plain.firstIndex(of: name).flatMap { places.values.contains($0) ? nil : $0 }
      }
      if let index = free.first { places[column] = index }
    }
    ignored = names.indices.filter { !places.values.contains($0) }.map { names[$0] }
  }

  /// The trimmed text of a column; empty where the table or the row does not have it.
  package func text(_ column: PersonColumn, of row: CSVRow) -> String {
    guard let index = places[column], index < row.count else { return "" }
    let text = row[index]
    if text.utf8.allSatisfy({ $0 > 32 }) { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `Date of Birth` and `date-of-birth` are `date_of_birth`.
  package static func plain(_ name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
  }

  /// - Throws: ``CSVError`` where a row has more fields than the heading.
  package func check(_ row: CSVRow) throws {
    if row.count > width {
      throw CSVError(
        line: row.line, what: "\(row.count) fields, but the heading has \(width)")
    }
  }
}
