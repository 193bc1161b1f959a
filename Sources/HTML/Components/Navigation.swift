/// One place to go. `isCurrent` marks the page the worker is on.
package struct NavigationItem: Sendable {
  package let text: String
  package let url: String
  package let isCurrent: Bool
  /// How many things wait there, shown after the words.
  package let count: Int?
  package init(_ text: String, _ url: String, isCurrent: Bool = false, count: Int? = nil) {
    self.text = text
    self.url = url
    self.isCurrent = isCurrent
    self.count = count
  }
}

func navigationList(_ items: [NavigationItem]) -> HTML {
  let rows = items.map { item -> HTML in
    """
    <li><a href="\(address(item.url))"\(item.isCurrent ? " aria-current=\"page\"" : nil)>\
    \(item.text)\(item.count.map { " <span class=\"count\">\($0)</span>" } as HTML?)</a></li>
    """
  }
  return "<ul>\(each: rows, { $0 })</ul>"
}

/// The pages of one record, as links.
package func recordNavigation(_ items: [NavigationItem], label: String) -> HTML {
  "<nav class=\"sub-nav\" aria-label=\"\(label)\">\(navigationList(items))</nav>"
}

/// The parts of a long page.
package func contentsList(_ items: [NavigationItem], label: String = "On this page") -> HTML {
  """
  <nav class="contents" aria-label="\(label)"><h2>\(label)</h2>\(navigationList(items))</nav>
  """
}

/// Where the page hangs: nowhere, under one page, or under a line of pages.
package enum Trail: Sendable {
  case none
  case back(String, to: String)
  case breadcrumbs([NavigationItem])

  var html: HTML {
    switch self {
    case .none: ""
    case .back(let text, let url):
      """
      <nav aria-label="Back"><a class="back-link" href="\(address(url))">\(text)</a></nav>
      """
    case .breadcrumbs(let items):
      "<nav class=\"breadcrumbs\" aria-label=\"Breadcrumb\">\(navigationList(items))</nav>"
    }
  }
}

/// The pages of a list. `pages` counts from 1; `url` gives the address of one. Long lists show the
/// first, the last and those around the current one.
package func pagination(
  current: Int, pages: Int, label: String = "Pages", url: (Int) -> String
) -> HTML {
  guard pages > 1 else { return "" }
  let shown = (1...pages).filter { $0 == 1 || $0 == pages || abs($0 - current) <= 1 }
  var items: HTML = ""
  var last = 0
  for page in shown {
    if page > last + 1 { items += "<li class=\"gap\">…</li>" }
    items += """
      <li><a href="\(address(url(page)))"\(page == current ? " aria-current=\"page\"" : nil)>\
      \(hiddenText("Page "))\(page)</a></li>
      """
    last = page
  }
  let previous: HTML? =
    current > 1
    ? "<a class=\"previous\" rel=\"prev\" href=\"\(address(url(current - 1)))\">Previous page</a>"
    : nil
  let next: HTML? =
    current < pages
    ? "<a class=\"next\" rel=\"next\" href=\"\(address(url(current + 1)))\">Next page</a>" : nil
  return """
    <nav class="pagination" aria-label="\(label)">\(previous)<ul>\(items)</ul>\(next)</nav>
    """
}
