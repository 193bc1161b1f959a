/// What typed answers find, shown while they are typed: with script the answers are posted after a
/// short pause, and what comes back stands in the place named. Without script the form is sent by its
/// button, as any other.
package struct Live: Sendable {
  /// Answers a post with a piece of a page. Nothing that was typed is ever in an address.
  package let url: String
  /// The id of the place; see ``liveResults(id:content:)``.
  package let into: String
  /// What the names of the answers begin with, taken off before they are sent.
  package let prefix: String?

  package init(_ url: String, into: String, prefix: String? = nil) {
    self.url = url
    self.into = into
    self.prefix = prefix
  }

  var attributes: HTML {
    """
     data-live="\(address(url))" data-live-into="\(into)"\(attribute("data-live-prefix", prefix))
    """
  }
}

/// Where live results stand, with the line that says how many there are: spoken after a pause, and
/// never in the middle of typing.
package func liveResults(id: String, content: HTML = "") -> HTML {
  """
  <p class="live-status hidden-text" id="\(id)-said" role="status"></p><div id="\(id)">\(content)</div>
  """
}

/// A piece of a page that live results are: its count in words is what is spoken.
package func livePiece(said: String, content: HTML) -> HTML {
  "<div data-said=\"\(said)\">\(content)</div>"
}
