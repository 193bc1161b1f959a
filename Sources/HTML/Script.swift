/// What script adds; without it everything still works. No inline handlers, nothing fetched but our
/// own addresses, nothing of a child's in the browser's storage.
enum Script {
  static let text =
    "(function () {\n\"use strict\";\n"
    + [common, drafts, session, page, live].joined(separator: "\n")
    + "})();\n"

  private static let common = #"""
    var doc = document;
    function all(selector, within) {
      return Array.prototype.slice.call((within || doc).querySelectorAll(selector));
    }
    function say(element, words) {
      if (element && element.textContent !== words) { element.textContent = words; }
    }
    """#

  /// A form with `data-draft` saves itself: five seconds after typing, on leaving a field, and when
  /// the page is put away. Invalid answers are saved like any others.
  private static let drafts = #"""
    function Draft(form) {
      var self = { form: form };
      var status = form.querySelector("[role=status]");
      var saved = fields();
      var timer = 0, wait = 5000, flying = null, submitted = 0;

      function fields() {
        var pairs = new URLSearchParams();
        new FormData(form).forEach(function (value, name) {
          if (typeof value === "string") { pairs.append(name, value); }
        });
        return pairs.toString();
      }
      function later(milliseconds) {
        clearTimeout(timer);
        timer = setTimeout(save, milliseconds);
      }
      function save(leaving) {
        clearTimeout(timer);
        var now = fields();
        if (submitted || (now === saved && leaving !== "asked")) { return; }
        if (flying && leaving !== true) { later(1000); return; }
        var sending = flying = typeof AbortController === "function" ? new AbortController() : {};
        fetch(form.dataset.draft, {
          method: "POST",
          body: now,
          credentials: "same-origin",
          redirect: "error",
          // Browsers refuse to keep more than 64 KB alive.
          keepalive: leaving === true && now.length < 60000,
          signal: sending.signal,
          headers: {
            "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
            "Accept": "text/plain"
          }
        }).then(function (reply) {
          if (!reply.ok) { throw new Error(String(reply.status)); }
          if (self.alive) { self.alive(reply.headers.get("X-Session-Ends")); }
          return reply.text();
        }).then(function (words) {
          if (flying === sending) { flying = null; }
          saved = now;
          wait = 5000;
          say(status, words.slice(0, 100));
          if (fields() !== saved) { later(5000); }
        }).catch(function () {
          if (flying === sending) { flying = null; }
          if (submitted) { return; }
          say(status, "Not saved yet. Trying again.");
          later(wait);
          wait = Math.min(wait * 2, 60000);
        });
      }
      form.addEventListener("input", function () { later(5000); });
      form.addEventListener("change", function () { save(); });
      form.addEventListener("focusout", function () { save(); });
      doc.addEventListener("visibilitychange", function () {
        if (doc.visibilityState === "hidden") { save(true); }
      });
      form.addEventListener("submit", function (event) {
        var pressed = event.submitter;
        if (pressed && pressed.name === "act" && pressed.value === "save-draft") {
          event.preventDefault();
          save("asked");
          return;
        }
        // A draft that arrives after the form would bring it back.
        submitted = 1;
        saved = fields();
        clearTimeout(timer);
        if (flying && flying.abort) { flying.abort(); }
        setTimeout(function () { submitted = 0; }, 10000);
      });
      self.save = function () { save("asked"); };
      return self;
    }
    var drafts = all("form[data-draft]").map(Draft);

    if (doc.body.dataset.shortcuts !== "off") {
      doc.addEventListener("keydown", function (event) {
        if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) { return; }
        var key = event.key.toLowerCase();
        if (key === "s" && drafts.length) {
          event.preventDefault();
          var here = drafts.filter(function (d) { return d.form.contains(doc.activeElement); });
          (here[0] || drafts[0]).save();
        }
        var goTo = doc.querySelector("[data-go-to]");
        if (key === "k" && goTo) {
          event.preventDefault();
          goTo.focus();
          goTo.select();
        }
      });
    }

    all("form[method=post]").forEach(function (form) {
      var last = 0;
      form.addEventListener("submit", function (event) {
        if (event.defaultPrevented) { return; }
        var now = Date.now();
        if (now - last < 3000) { event.preventDefault(); return; }
        last = now;
      });
    });
    """#

  /// The warning comes five minutes before the end, and says the time again at one minute.
  private static let session = #"""
    (function () {
      var dialog = doc.getElementById("session-warning");
      var length = Number(doc.body.dataset.sessionEnds);
      if (!dialog || !dialog.showModal || !(length > 0)) { return; }
      var ends = Date.now() + length * 1000;
      var told = 0;
      // Once at each stage: whoever closes it with Esc is not asked every second.
      function tell(stage, words) {
        if (told >= stage) { return; }
        told = stage;
        if (!dialog.open) {
          dialog.showModal();
          dialog.querySelector("button").focus();
        }
        if (stage < 3) {
          say(dialog.querySelector("[data-minutes]"), words);
          say(dialog.querySelector("[data-spoken]"), "You will be signed out in " + words + ".");
        } else {
          say(dialog.querySelector("h2"), "You have been signed out");
          say(dialog.querySelector("p"), words);
          say(dialog.querySelector("button"), "Sign in again");
        }
      }
      function look() {
        var left = ends - Date.now();
        if (left <= 0) { tell(3, "Sign in again to go on. What you typed is kept."); }
        else if (left <= 60000) { tell(2, "1 minute"); }
        else if (left <= 300000) { tell(1, "5 minutes"); }
      }
      function extend(seconds) {
        var more = Number(seconds);
        ends = Date.now() + (more > 0 ? more : length) * 1000;
        told = 0;
      }
      drafts.forEach(function (draft) {
        draft.alive = function (seconds) { if (seconds) { extend(seconds); } };
      });
      var form = dialog.querySelector("[data-extend]");
      form.addEventListener("submit", function (event) {
        // Once the session is over, the form goes to the server, which asks to sign in.
        if (ends <= Date.now()) { return; }
        event.preventDefault();
        fetch(form.action, {
          method: "POST",
          body: new URLSearchParams(new FormData(form)),
          credentials: "same-origin",
          redirect: "error",
          headers: { "Accept": "text/plain" }
        }).then(function (reply) {
          if (!reply.ok) { throw new Error(String(reply.status)); }
          return reply.text();
        }).then(function (seconds) {
          extend(seconds);
          dialog.close();
        }).catch(function () {
          say(dialog.querySelector("[data-spoken]"), "That did not work. Try again.");
        });
      });
      setInterval(look, 1000);
      doc.addEventListener("visibilitychange", look);
      look();
    })();
    """#

  private static let page = #"""
    var focusFirst = doc.querySelector("[data-focus]");
    if (focusFirst) { focusFirst.focus(); }

    // A message about several boxes leads to the first of them.
    all(".error-summary a").forEach(function (link) {
      link.addEventListener("click", function (event) {
        var target = doc.getElementById(decodeURIComponent(link.hash.slice(1)));
        if (!target) { return; }
        var box = target.matches("input,select,textarea,button")
          ? target : target.querySelector("input,select,textarea");
        if (!box) { return; }
        event.preventDefault();
        (box.closest(".question") || box).scrollIntoView();
        box.focus({ preventScroll: true });
      });
    });

    all("[data-reveals]").forEach(function (choice) {
      var part = doc.getElementById(choice.dataset.reveals);
      function show() { part.hidden = !choice.checked; }
      if (!part) { return; }
      all("input", choice.closest("fieldset") || doc).forEach(function (other) {
        if (other.name === choice.name) { other.addEventListener("change", show); }
      });
      show();
    });

    all("[data-copy]").forEach(function (button) {
      if (!navigator.clipboard) { return; }
      button.hidden = false;
      var label = button.firstChild;
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(button.dataset.copy).then(function () {
          label.nodeValue = "Copied";
          setTimeout(function () { label.nodeValue = "Copy"; }, 2000);
        });
      });
    });

    all("[data-choose-all]").forEach(function (part) {
      var box = part.querySelector("input");
      var table = part.closest("table");
      function rows() { return all("tbody input[type=checkbox]", table); }
      if (!rows().length) { return; }
      part.hidden = false;
      box.addEventListener("change", function () {
        rows().forEach(function (row) { row.checked = box.checked; });
      });
      table.addEventListener("change", function (event) {
        if (event.target === box) { return; }
        box.checked = rows().every(function (row) { return row.checked; });
      });
    });

    var hide = doc.querySelector("[data-hide]");
    if (hide && window.HTMLDialogElement) {
      hide.hidden = false;
      hide.addEventListener("click", function () {
        var cover = doc.createElement("dialog");
        var back = doc.createElement("button");
        var title = doc.title;
        cover.className = "cover";
        cover.setAttribute("aria-label", "Page hidden");
        back.type = "button";
        back.className = "button";
        back.textContent = "Show the page again";
        back.addEventListener("click", function () { cover.close(); });
        cover.addEventListener("close", function () {
          doc.title = title;
          cover.remove();
          hide.focus();
        });
        cover.appendChild(back);
        doc.body.appendChild(cover);
        doc.title = "Page hidden";
        cover.showModal();
      });
    }

    doc.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !event.target.closest) { return; }
      var open = event.target.closest("details[open]");
      if (open && !open.querySelector("form") && !open.closest("form")) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    });

    all("[data-exit]").forEach(function (link) {
      var presses = 0, timer = 0;
      function leave(event) {
        if (event) { event.preventDefault(); }
        doc.documentElement.hidden = true;
        location.replace(link.href);
      }
      link.addEventListener("click", leave);
      doc.addEventListener("keydown", function (event) {
        clearTimeout(timer);
        presses = event.key === "Escape" ? presses + 1 : 0;
        timer = setTimeout(function () { presses = 0; }, 5000);
        if (presses === 3) { leave(); }
      });
    });

    var opened = [];
    window.addEventListener("beforeprint", function () {
      opened = all("details:not([open])");
      opened.forEach(function (part) { part.open = true; });
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (part) { part.open = false; });
      opened = [];
    });

    // A page brought back by the Back button may be out of date or somebody else's.
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) { location.reload(); }
    });
    """#
}
