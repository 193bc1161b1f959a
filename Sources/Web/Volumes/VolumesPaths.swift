import Domain
import Store

/// The addresses of the front door's figures.
package enum VolumesPaths {
  package static let page = "/front-door/volumes"
  static func page(_ days: ArrivalDays) -> String { page + query(days) }
  static func csv(_ days: ArrivalDays) -> String { "/front-door/volumes.csv" + query(days) }
  static func calls(_ days: ArrivalDays) -> String { "/front-door/volumes/calls" + query(days) }
  static func police(_ days: ArrivalDays, hour: Int? = nil, page: Int = 1) -> String {
    "/front-door/volumes/police" + query(days) + (hour.map { "&hour=\($0)" } ?? "")
      + (page > 1 ? "&page=\(page)" : "")
  }

  private static func query(_ days: ArrivalDays) -> String {
    "?from=\(days.from.iso)&to=\(days.to.iso)"
  }

  /// The days of an address of ours; nil where it says none.
  static func days(_ query: Answers) -> ArrivalDays? {
    guard let from = query["from"].flatMap({ Day(iso: $0) }),
      let to = query["to"].flatMap({ Day(iso: $0) })
    else { return nil }
    return ArrivalDays(from: from, to: to)
  }
}

extension FrontDoorPaths {
  /// What an address says of arrivals: which days, which hour, which method, which weekday.
  static func parts(_ arrived: ContactTable.Arrived) -> [(String, String)] {
    var parts = [("from", arrived.days.from.iso), ("to", arrived.days.to.iso)]
    switch arrived.hour {
    case .hour(let hour): parts.append(("hour", "\(hour)"))
    case .notKnown: parts.append(("hour", "unknown"))
    case nil: break
    }
    if let method = arrived.method { parts.append(("method", method.rawValue)) }
    if let weekday = arrived.weekday { parts.append(("weekday", "\(weekday.rawValue)")) }
    return parts
  }

  static func arrived(_ query: Answers) -> ContactTable.Arrived? {
    guard let days = VolumesPaths.days(query) else { return nil }
    let hour: ArrivalHour? =
      query["hour"] == "unknown"
      ? .notKnown
      : query["hour"].flatMap { Int($0) }.flatMap { (0...23).contains($0) ? .hour($0) : nil }
    return ContactTable.Arrived(
      days, hour: hour, method: query["method"].flatMap { Contact.Method(rawValue: $0) },
      weekday: query["weekday"].flatMap { Int($0) }.flatMap { Day.Weekday(rawValue: $0) })
  }
}
