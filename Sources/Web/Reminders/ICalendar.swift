import Domain
import Store

/// Reminders as a calendar reads them (RFC 5545): whole days, the number of the record and what is
/// due, no name. A day late stays on the day it was due.
struct ICalendar: Sendable {
  let text: String

  init(_ reminders: [Reminder], host: String, now: Instant) {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Threshold//Tasks//EN", "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped("Tasks, \(host)"))",
      "X-WR-TIMEZONE:Europe/London", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    let stamp = Self.stamp(now)
    for reminder in reminders {
      guard let due = reminder.due else { continue }
      let key = reminder.key.replacing("/", with: "-")
      lines += [
        "BEGIN:VEVENT", "UID:\(key)@threshold", "DTSTAMP:\(stamp)",
        // A whole day has no clock, so no summer time can move it.
        "DTSTART;VALUE=DATE:\(Self.day(due))", "DTEND;VALUE=DATE:\(Self.day(due.adding(days: 1)))",
        "SUMMARY:\(Self.escaped("\(reminder.kind.words) (\(RecordPaths.name(reminder.record)))"))",
        "TRANSP:TRANSPARENT", "CLASS:PRIVATE", "END:VEVENT",
      ]
    }
    lines.append("END:VCALENDAR")
    text = lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  private static func day(_ day: Day) -> String { day.iso.replacing("-", with: "") }

  /// `20260316T090000Z`
  private static func stamp(_ instant: Instant) -> String {
    let plain = instant.iso.replacing("-", with: "").replacing(":", with: "")
    return plain.prefix(15) + "Z"
  }

  /// Backslash, semicolon, comma and line breaks mean something to a calendar.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", ";", ",": result += "\\\(character)"
      case "\n", "\r\n", "\r": result += "\\n"
      default: result.append(character)
      }
    }
    return result
  }

  /// Lines of at most 75 bytes, broken between characters; what goes on begins with a space.
  static func folded(_ line: String) -> String {
    var result = ""
    var length = 0
    for character in line {
      let size = character.utf8.count
      if length + size > 75 {
        result += "\r\n "
        length = 1
      }
      result.append(character)
      length += size
    }
    return result
  }
}
