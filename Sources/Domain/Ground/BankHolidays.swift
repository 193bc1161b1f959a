/// England's bank holidays by name. Working Together counts working days, and a working day is any
/// day that is not a Saturday, a Sunday or one of these.
///
/// The list: GOV.UK bank holidays, England and Wales, 2012 to 2028; the years from 2004 by the same
/// rules, with the days proclaimed once (29 April 2011, 5 June 2012, 3 June and 19 September 2022,
/// 8 May 2023). A new year is added here when GOV.UK publishes it.
package enum BankHolidays {
  /// The years that the list covers. Outside them nothing is guessed.
  package static let years = 2004...2028

  /// The name, where the day is a bank holiday.
  package static func name(on day: Day) throws(OutsideHolidays) -> String? {
    guard covers(day) else { throw OutsideHolidays() }
    return names[day]
  }

  package static func covers(_ day: Day) -> Bool { first <= day.number && day.number <= last }

  /// Every one, in order.
  package static let all: [(day: Day, name: String)] =
    list.split(separator: "\n").compactMap { line in
      guard let day = Day(iso: String(line.prefix(10))) else { return nil }
      return (day, String(line.dropFirst(11)))
    }

  private static let names = Dictionary(
    all.map { ($0.day, $0.name) }, uniquingKeysWith: { first, _ in first })
  private static let first = Day(year: years.lowerBound, month: 1, day: 1)?.number ?? .max
  private static let last = Day(year: years.upperBound, month: 12, day: 31)?.number ?? .min

  private static let list = """
    2004-01-01 New Year's Day
    2004-04-09 Good Friday
    2004-04-12 Easter Monday
    2004-05-03 May Day
    2004-05-31 Spring Bank Holiday
    2004-08-30 Late Summer Bank Holiday
    2004-12-27 Christmas Day (observed)
    2004-12-28 Boxing Day (observed)
    2005-01-03 New Year's Day (observed)
    2005-03-25 Good Friday
    2005-03-28 Easter Monday
    2005-05-02 May Day
    2005-05-30 Spring Bank Holiday
    2005-08-29 Late Summer Bank Holiday
    2005-12-26 Boxing Day
    2005-12-27 Christmas Day (observed)
    2006-01-02 New Year's Day (observed)
    2006-04-14 Good Friday
    2006-04-17 Easter Monday
    2006-05-01 May Day
    2006-05-29 Spring Bank Holiday
    2006-08-28 Late Summer Bank Holiday
    2006-12-25 Christmas Day
    2006-12-26 Boxing Day
    2007-01-01 New Year's Day
    2007-04-06 Good Friday
    2007-04-09 Easter Monday
    2007-05-07 May Day
    2007-05-28 Spring Bank Holiday
    2007-08-27 Late Summer Bank Holiday
    2007-12-25 Christmas Day
    2007-12-26 Boxing Day
    2008-01-01 New Year's Day
    2008-03-21 Good Friday
    2008-03-24 Easter Monday
    2008-05-05 May Day
    2008-05-26 Spring Bank Holiday
    2008-08-25 Late Summer Bank Holiday
    2008-12-25 Christmas Day
    2008-12-26 Boxing Day
    2009-01-01 New Year's Day
    2009-04-10 Good Friday
    2009-04-13 Easter Monday
    2009-05-04 May Day
    2009-05-25 Spring Bank Holiday
    2009-08-31 Late Summer Bank Holiday
    2009-12-25 Christmas Day
    2009-12-28 Boxing Day (observed)
    2010-01-01 New Year's Day
    2010-04-02 Good Friday
    2010-04-05 Easter Monday
    2010-05-03 May Day
    2010-05-31 Spring Bank Holiday
    2010-08-30 Late Summer Bank Holiday
    2010-12-27 Christmas Day (observed)
    2010-12-28 Boxing Day (observed)
    2011-01-03 New Year's Day (observed)
    2011-04-22 Good Friday
    2011-04-25 Easter Monday
    2011-04-29 Wedding of William and Catherine
    2011-05-02 May Day
    2011-05-30 Spring Bank Holiday
    2011-08-29 Late Summer Bank Holiday
    2011-12-26 Boxing Day
    2011-12-27 Christmas Day (observed)
    2012-01-02 New Year's Day (observed)
    2012-04-06 Good Friday
    2012-04-09 Easter Monday
    2012-05-07 May Day
    2012-06-04 Spring Bank Holiday
    2012-06-05 Diamond Jubilee of Elizabeth II
    2012-08-27 Late Summer Bank Holiday
    2012-12-25 Christmas Day
    2012-12-26 Boxing Day
    2013-01-01 New Year's Day
    2013-03-29 Good Friday
    2013-04-01 Easter Monday
    2013-05-06 May Day
    2013-05-27 Spring Bank Holiday
    2013-08-26 Late Summer Bank Holiday
    2013-12-25 Christmas Day
    2013-12-26 Boxing Day
    2014-01-01 New Year's Day
    2014-04-18 Good Friday
    2014-04-21 Easter Monday
    2014-05-05 May Day
    2014-05-26 Spring Bank Holiday
    2014-08-25 Late Summer Bank Holiday
    2014-12-25 Christmas Day
    2014-12-26 Boxing Day
    2015-01-01 New Year's Day
    2015-04-03 Good Friday
    2015-04-06 Easter Monday
    2015-05-04 May Day
    2015-05-25 Spring Bank Holiday
    2015-08-31 Late Summer Bank Holiday
    2015-12-25 Christmas Day
    2015-12-28 Boxing Day (observed)
    2016-01-01 New Year's Day
    2016-03-25 Good Friday
    2016-03-28 Easter Monday
    2016-05-02 May Day
    2016-05-30 Spring Bank Holiday
    2016-08-29 Late Summer Bank Holiday
    2016-12-26 Boxing Day
    2016-12-27 Christmas Day (observed)
    2017-01-02 New Year's Day (observed)
    2017-04-14 Good Friday
    2017-04-17 Easter Monday
    2017-05-01 May Day
    2017-05-29 Spring Bank Holiday
    2017-08-28 Late Summer Bank Holiday
    2017-12-25 Christmas Day
    2017-12-26 Boxing Day
    2018-01-01 New Year's Day
    2018-03-30 Good Friday
    2018-04-02 Easter Monday
    2018-05-07 May Day
    2018-05-28 Spring Bank Holiday
    2018-08-27 Late Summer Bank Holiday
    2018-12-25 Christmas Day
    2018-12-26 Boxing Day
    2019-01-01 New Year's Day
    2019-04-19 Good Friday
    2019-04-22 Easter Monday
    2019-05-06 May Day
    2019-05-27 Spring Bank Holiday
    2019-08-26 Late Summer Bank Holiday
    2019-12-25 Christmas Day
    2019-12-26 Boxing Day
    2020-01-01 New Year's Day
    2020-04-10 Good Friday
    2020-04-13 Easter Monday
    2020-05-08 May Day
    2020-05-25 Spring Bank Holiday
    2020-08-31 Late Summer Bank Holiday
    2020-12-25 Christmas Day
    2020-12-28 Boxing Day (observed)
    2021-01-01 New Year's Day
    2021-04-02 Good Friday
    2021-04-05 Easter Monday
    2021-05-03 May Day
    2021-05-31 Spring Bank Holiday
    2021-08-30 Late Summer Bank Holiday
    2021-12-27 Christmas Day (observed)
    2021-12-28 Boxing Day (observed)
    2022-01-03 New Year's Day (observed)
    2022-04-15 Good Friday
    2022-04-18 Easter Monday
    2022-05-02 May Day
    2022-06-02 Spring Bank Holiday
    2022-06-03 Platinum Jubilee of Elizabeth II
    2022-08-29 Late Summer Bank Holiday
    2022-09-19 State Funeral of Queen Elizabeth II
    2022-12-26 Boxing Day
    2022-12-27 Christmas Day (observed)
    2023-01-02 New Year's Day (observed)
    2023-04-07 Good Friday
    2023-04-10 Easter Monday
    2023-05-01 May Day
    2023-05-08 Coronation of Charles III
    2023-05-29 Spring Bank Holiday
    2023-08-28 Late Summer Bank Holiday
    2023-12-25 Christmas Day
    2023-12-26 Boxing Day
    2024-01-01 New Year's Day
    2024-03-29 Good Friday
    2024-04-01 Easter Monday
    2024-05-06 May Day
    2024-05-27 Spring Bank Holiday
    2024-08-26 Late Summer Bank Holiday
    2024-12-25 Christmas Day
    2024-12-26 Boxing Day
    2025-01-01 New Year's Day
    2025-04-18 Good Friday
    2025-04-21 Easter Monday
    2025-05-05 May Day
    2025-05-26 Spring Bank Holiday
    2025-08-25 Late Summer Bank Holiday
    2025-12-25 Christmas Day
    2025-12-26 Boxing Day
    2026-01-01 New Year's Day
    2026-04-03 Good Friday
    2026-04-06 Easter Monday
    2026-05-04 May Day
    2026-05-25 Spring Bank Holiday
    2026-08-31 Late Summer Bank Holiday
    2026-12-25 Christmas Day
    2026-12-28 Boxing Day (observed)
    2027-01-01 New Year's Day
    2027-03-26 Good Friday
    2027-03-29 Easter Monday
    2027-05-03 May Day
    2027-05-31 Spring Bank Holiday
    2027-08-30 Late Summer Bank Holiday
    2027-12-27 Christmas Day (observed)
    2027-12-28 Boxing Day (observed)
    2028-01-03 New Year's Day (observed)
    2028-04-14 Good Friday
    2028-04-17 Easter Monday
    2028-05-01 May Day
    2028-05-29 Spring Bank Holiday
    2028-08-28 Late Summer Bank Holiday
    2028-12-25 Christmas Day
    2028-12-26 Boxing Day
    """
}

/// A count of working days went beyond the list of bank holidays.
package struct OutsideHolidays: Error, Equatable, Sendable, CustomStringConvertible {
  package init() {}

  package var description: String {
    let years = BankHolidays.years
    return "outside the list of bank holidays (\(years.lowerBound) to \(years.upperBound))"
  }
}
