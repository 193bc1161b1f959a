extension Script {
  /// What is typed is looked up while it is typed: a quarter of a second after the last key, one
  /// question at a time, the count spoken after a longer pause. Whatever goes wrong, the button of the
  /// form still works.
  static let live = #"""
    all("[data-live]").forEach(function (part) {
      var form = part.closest("form");
      var into = doc.getElementById(part.dataset.liveInto);
      var status = doc.getElementById(part.dataset.liveInto + "-said");
      var prefix = part.dataset.livePrefix || "";
      if (!form || !into || !status || !window.fetch || !window.AbortController) { return; }
      var timer = 0, speak = 0, flying = null, last = fields().toString();

      function fields() {
        var pairs = new URLSearchParams();
        new FormData(form).forEach(function (value, name) {
          if (typeof value !== "string") { return; }
          if (name === "csrf") { pairs.append(name, value); return; }
          if (name.charAt(0) === "_" || name.indexOf(prefix) !== 0) { return; }
          pairs.append(name.slice(prefix.length), value);
        });
        return pairs;
      }
      // What went wrong is seen as well as spoken; a count stands in the heading already.
      function tell(words, isProblem) {
        clearTimeout(speak);
        speak = setTimeout(function () {
          status.classList.toggle("hidden-text", !isProblem);
          say(status, words);
        }, 600);
      }
      function look() {
        var now = fields();
        var text = now.toString();
        if (text === last) { return; }
        last = text;
        if (flying) { flying.abort(); }
        var sending = flying = new AbortController();
        fetch(part.dataset.live, {
          method: "POST",
          body: text,
          credentials: "same-origin",
          redirect: "error",
          signal: sending.signal,
          headers: {
            "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
            "Accept": "text/plain"
          }
        }).then(function (reply) {
          if (!reply.ok) { throw new Error(String(reply.status)); }
          return reply.text();
        }).then(function (piece) {
          if (flying !== sending) { return; }
          var page = new DOMParser().parseFromString(piece, "text/html");
          into.replaceChildren.apply(into, Array.from(page.body.childNodes));
          var said = into.querySelector("[data-said]");
          tell(said ? said.dataset.said : "");
        }).catch(function (error) {
          if (flying !== sending || error.name === "AbortError") { return; }
          into.replaceChildren();
          last = "";
          tell(error.message === "401"
            ? "You have been signed out. Press the button to sign in and go on."
            : "This could not be looked up while you type. Press the button instead.", true);
        });
      }
      part.addEventListener("input", function () {
        clearTimeout(timer);
        timer = setTimeout(look, 250);
      });
      form.addEventListener("submit", function () {
        clearTimeout(timer);
        if (flying) { flying.abort(); }
      });
    });
    """#
}
