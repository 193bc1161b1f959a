/// What a tag says about the thing it stands beside. Danger is a problem or late, nothing else.
package enum TagKind: String, Sendable, CaseIterable {
  case neutral, info, good, warn, danger, special
}

/// A status in words. The colour repeats the words.
package func tag(_ text: String, kind: TagKind = .neutral) -> HTML {
  "<strong class=\"tag tag-\(kind.rawValue)\">\(text)</strong>"
}

/// A date with what it is the date of, and how long ago beside it, never instead.
package func labelledDate(_ label: String, _ date: String, relative: String? = nil) -> HTML {
  """
  <span class="labelled-date"><span class="label-part">\(label)</span> \(date)\
  \(relative.map { " <span class=\"relative\">(\($0))</span>" } as HTML?)</span>
  """
}

/// A fact under its name, in the identity bar. An unknown one says "Not recorded".
package struct LabelledValue: Sendable {
  package let label: String
  package let value: String?
  /// Offers to copy it, where script runs.
  package let canCopy: Bool
  package init(_ label: String, _ value: String?, canCopy: Bool = false) {
    self.label = label
    self.value = value
    self.canCopy = canCopy
  }
}

/// Who this page is about: on every page of a child and on every form that writes to one.
package struct IdentityBar: Sendable {
  /// The name as the child uses it.
  package let name: String
  package let url: String
  package let facts: [LabelledValue]
  /// Tags.
  package let statuses: [HTML]
  package let alerts: [AlertLine]
  /// Where all alerts are listed.
  package let alertsURL: String?

  package init(
    name: String, url: String, facts: [LabelledValue], statuses: [HTML] = [],
    alerts: [AlertLine] = [], alertsURL: String? = nil
  ) {
    self.name = name
    self.url = url
    self.facts = facts
    self.statuses = statuses
    self.alerts = alerts
    self.alertsURL = alertsURL
  }
}

package func identityBar(_ bar: IdentityBar) -> HTML {
  let facts = bar.facts.map { fact -> HTML in
    let value: HTML = fact.value.map { "\($0)" } ?? "<span class=\"unknown\">Not recorded</span>"
    let copy: HTML? =
      fact.canCopy
      ? fact.value.map {
        """
         <button type="button" class="button-link" data-copy="\($0)" hidden>Copy\
        \(hiddenText(" \(fact.label)"))</button>
        """
      } : nil
    return "<div><dt>\(fact.label)</dt><dd>\(value)\(copy)</dd></div>"
  }
  return """
    <section class="identity" aria-label="Child"><div class="identity-row">
    <p class="identity-name"><a href="\(address(bar.url))">\(bar.name)</a>\
    \(each: bar.statuses, { " \($0)" })</p>
    <dl>\(each: facts, { $0 })</dl></div>
    \(alertStrip(bar.alerts, all: bar.alertsURL))</section>
    """
}

/// Something that changes how a worker acts now: what it is and what to do.
package struct AlertLine: Sendable {
  package let text: String
  package let act: String
  package init(_ text: String, act: String) {
    self.text = text
    self.act = act
  }
}

/// At most three are shown, gravest first as given; the rest are counted.
package func alertStrip(_ alerts: [AlertLine], all url: String? = nil) -> HTML {
  guard !alerts.isEmpty else { return "" }
  let rest = alerts.count - 3
  let more: HTML? = url.map {
    textLink(rest > 0 ? "\(rest) more, see all alerts" : "See all alerts", to: $0)
  }
  return """
    <div class="alerts" role="region" aria-label="Alerts"><ul>\
    \(each: alerts.prefix(3), { "<li><strong>\($0.text)</strong> \($0.act)</li>" })</ul>\
    \(more)</div>
    """
}

/// A statutory or local clock, already counted; this only shows it.
package struct ClockCard: Sendable {
  package enum State: String, Sendable, CaseIterable { case neutral, soon, today, late, stopped }

  /// "Assessment"
  package let name: String
  /// "Day 41 of 45 working days"
  package let position: String
  /// "Due Tuesday 6 January 2026"
  package let due: String
  /// "Due in 4 working days", "3 working days late"
  package let status: String
  package let state: State
  /// How much of the time is used, 0...1; more is shown as full.
  package let fraction: Double
  /// The sum, line by line: start and who recorded it, rule, days skipped by name, pauses.
  package let sum: [String]
  /// The agreed shorter date for this child.
  package let agreed: String?

  package init(
    name: String, position: String, due: String, status: String, state: State,
    fraction: Double, sum: [String], agreed: String? = nil
  ) {
    self.name = name
    self.position = position
    self.due = due
    self.status = status
    self.state = state
    self.fraction = fraction
    self.sum = sum
    self.agreed = agreed
  }

  var tagKind: TagKind {
    switch state {
    case .neutral: .info
    case .soon, .today: .warn
    case .late: .danger
    case .stopped: .neutral
    }
  }
}

package func clockCard(_ clock: ClockCard) -> HTML {
  """
  <section class="clock clock-\(clock.state.rawValue)"><h3>\(clock.name)</h3>
  <p class="clock-position">\(clock.position)</p>
  \(progressBar(fraction: clock.fraction, label: clock.position, state: clock.state))
  <p>\(clock.due) \(tag(clock.status, kind: clock.tagKind))</p>
  \(clock.agreed.map { "<p class=\"clock-agreed\">Agreed for this child: \($0)</p>" } as HTML?)
  \(if: !clock.sum.isEmpty, details(
    "How this is counted",
    content: "<ul class=\"sum\">\(each: clock.sum, { "<li>\($0)</li>" })</ul>"))
  </section>
  """
}

/// Somebody's own words, with who, to whom and when.
package func quote(_ words: String, source: String) -> HTML {
  """
  <figure class="quote"><blockquote><p>\(words)</p></blockquote>\
  <figcaption>\(source)</figcaption></figure>
  """
}

/// Text as it was typed: line ends kept, an empty line begins a paragraph.
package func prose(_ text: String) -> HTML {
  "<div class=\"prose\">\(text)</div>"
}
