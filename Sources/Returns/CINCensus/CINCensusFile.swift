import Domain

/// A children in need census file as plain values, named and nested as in the file (DfE CIN census
/// specification 2025-26). Values are the raw text: what they mean, and whether they are right, is
/// for the import and for the rules. Two files are equal when they say the same, wherever the lines
/// fall.
package enum CINCensus {
  /// Where in a file something began, counted from 1; 0 for what was never in a file.
  package struct Line: Hashable, Sendable, ExpressibleByIntegerLiteral {
    package let number: Int
    package init(_ number: Int) { self.number = number }
    package init(integerLiteral number: Int) { self.number = number }
    /// Always equal: the line says where to look, not what was said.
    package static func == (left: Line, right: Line) -> Bool { true }
    package func hash(into hasher: inout Hasher) {}
  }

  /// One value, without the white space around it.
  package struct Element: Hashable, Sendable, ExpressibleByStringLiteral {
    package var text: String
    package var line: Line

    package init(_ text: String, line: Line = 0) {
      self.text = text
      self.line = line
    }

    package init(stringLiteral text: String) { self.init(text) }
  }

  package struct Header: Hashable, Sendable {
    /// `CIN`
    package var collection: Element?
    /// The year in which the period ends: 2026 for the return of 2025-26.
    package var year: Element?
    /// 31 March of the year.
    package var referenceDate: Element?
    /// `L`
    package var sourceLevel: Element?
    /// The authority's three-digit number.
    package var lea: Element?
    package var softwareCode: Element?
    package var release: Element?
    package var serialNo: Element?
    package var dateTime: Element?
    package init() {}
  }

  package struct Child: Hashable, Sendable {
    package var line: Line = 0
    /// Place in the file, counted from 1.
    package var position = 0
    package var identifiers = Identifiers()
    package var characteristics = Characteristics()
    /// `CINdetails`, in file order.
    package var episodes: [Episode] = []
    package init() {}
  }

  package struct Identifiers: Hashable, Sendable {
    package var line: Line = 0
    package var laChildID: Element?
    package var upn: Element?
    package var formerUPN: Element?
    package var upnUnknown: Element?
    package var personBirthDate: Element?
    package var expectedPersonBirthDate: Element?
    /// M, F or U. `GenderCurrent` of returns up to 2023-24 is read into it.
    package var sex: Element?
    package var personDeathDate: Element?
    package init() {}
  }

  package struct Characteristics: Hashable, Sendable {
    package var line: Line = 0
    package var ethnicity: Element?
    package var disabilities: [Element] = []
    package init() {}
  }

  /// `CINdetails`: one episode of need, or a referral with no further action.
  package struct Episode: Hashable, Sendable {
    package var line: Line = 0
    package var referralDate: Element?
    package var referralSource: Element?
    package var primaryNeed: Element?
    package var closureDate: Element?
    package var reasonForClosure: Element?
    /// Only of a conference for a child who moved in while on another authority's plan.
    package var dateOfInitialCPC: Element?
    package var assessments: [Assessment] = []
    package var cinPlans: [CINPlan] = []
    package var section47s: [Section47] = []
    package var referralNFA: Element?
    package var childProtectionPlans: [ChildProtectionPlan] = []
    package init() {}
  }

  package struct Assessment: Hashable, Sendable {
    package var line: Line = 0
    package var actualStartDate: Element?
    package var internalReviewDate: Element?
    package var authorisationDate: Element?
    package var factors: [Element] = []
    package init() {}
  }

  package struct CINPlan: Hashable, Sendable {
    package var line: Line = 0
    package var startDate: Element?
    package var endDate: Element?
    package init() {}
  }

  package struct Section47: Hashable, Sendable {
    package var line: Line = 0
    package var actualStartDate: Element?
    package var initialCPCTarget: Element?
    package var dateOfInitialCPC: Element?
    package var icpcNotRequired: Element?
    package init() {}
  }

  package struct ChildProtectionPlan: Hashable, Sendable {
    package var line: Line = 0
    package var startDate: Element?
    package var endDate: Element?
    package var initialCategory: Element?
    package var latestCategory: Element?
    package var numberOfPreviousPlans: Element?
    /// All dates of all `Reviews` groups: some systems write one group with many dates, some a group
    /// for each date.
    package var reviews: [Element] = []
    package init() {}
  }

  /// 0, 1, true or false in any case; nil for anything else.
  package static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "1", "true": true
    case "0", "false": false
    default: nil
    }
  }

  /// The period of a return: the year that ends on its reference date, both ends inside.
  package static func period(endingOn reference: Day) -> ClosedRange<Day> {
    reference.adding(years: -1).adding(days: 1)...reference
  }
}
