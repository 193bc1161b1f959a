"""What every page must pass: axe, names, no sideways scroll, nothing lost."""
from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# The smallest text that is drawn in a picture, in pixels as seen; null where no picture has any.
SMALLEST = """() => {
  const seen = [...document.querySelectorAll('svg text')]
    .filter(text => text.textContent.trim() && text.getBoundingClientRect().width > 0)
    .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)
  return seen.length ? Math.min(...seen) : null
}"""


class Tally:
    """Counts what was checked and prints what failed."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, holds, name, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED  {name}  {detail}", flush=True)
        return holds


class Checks:
    """`mirror`: axe is itself a script that waits, which a page without script never lets finish. So
    such a page is shown, word for word and with its own style, in a browser that has script, with
    ours left out."""

    def __init__(self, tally, pictures=None, mirror=None):
        self.tally = tally
        self.axe = Axe()
        self.pictures = pictures
        self.count = 0
        self.glass = mirror.new_context(locale="en-GB").new_page() if mirror else None

    def _shown(self, page):
        if self.glass is None:
            return page
        text = page.content()
        self.glass.unroute_all()
        self.glass.route("**/*.js*", lambda route: route.abort())
        self.glass.route(page.url, lambda route: route.fulfill(
            status=200, content_type="text/html; charset=utf-8", body=text))
        self.glass.goto(page.url)
        return self.glass

    def page(self, page, name, modes=True):
        """axe in light; in dark, printed and at 320 pixels too; no sideways scroll; no picture with
        text too small to read; a title that says where."""
        self.count += 1
        title = page.title()
        self.tally.check(bool(title.strip()), f"{name}: the page has a title")
        self.tally.check(page.locator("h1").count() == 1, f"{name}: one main heading",
                         str(page.locator("h1").count()))
        page = self._shown(page)
        self._axe(page, f"{name}, light")
        self._text_of_pictures(page, name)
        if self.pictures:
            page.screenshot(path=f"{self.pictures}/{self.count:02d}-{slug(name)}.png", full_page=True)
        if not modes:
            return
        size = page.viewport_size
        if self.glass is not None:
            # Its colours and its print are those of the same page with script, which is looked at too.
            page.set_viewport_size({"width": 320, "height": 640})
            self._no_sideways_scroll(page, name)
            page.set_viewport_size(size)
            return
        page.emulate_media(color_scheme="dark")
        self._axe(page, f"{name}, dark")
        if self.pictures:
            page.screenshot(
                path=f"{self.pictures}/{self.count:02d}-{slug(name)}-dark.png", full_page=True)
        page.emulate_media(color_scheme="light", media="print")
        # On paper there is no link to find: its words are text like any other.
        self._axe(page, f"{name}, printed", {"link-in-text-block": {"enabled": False}})
        if self.pictures:
            page.screenshot(
                path=f"{self.pictures}/{self.count:02d}-{slug(name)}-print.png", full_page=True)
        page.emulate_media(media="null")
        page.set_viewport_size({"width": 320, "height": 640})
        self._axe(page, f"{name}, 320 pixels")
        self._text_of_pictures(page, f"{name}, 320 pixels")
        self._no_sideways_scroll(page, name)
        if self.pictures:
            page.screenshot(
                path=f"{self.pictures}/{self.count:02d}-{slug(name)}-320.png", full_page=True)
        page.set_viewport_size(size)

    def _no_sideways_scroll(self, page, name):
        wide = page.evaluate(
            "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        self.tally.check(wide <= 0, f"{name}: no sideways scroll at 320 pixels", f"{wide} px too wide")

    def _text_of_pictures(self, page, name):
        smallest = page.evaluate(SMALLEST)
        if smallest is not None:
            self.tally.check(smallest >= 11.95, f"{name}: text of pictures is 12 pixels high or more",
                             f"{smallest:.1f}")

    def _axe(self, page, name, rules=None):
        result = self.axe.run(
            page, options={"runOnly": {"type": "tag", "values": TAGS}, "rules": rules or {}})
        found = result.response["violations"]
        words = "; ".join(
            f"{v['id']}: {v['nodes'][0]['html'][:160]} ({len(v['nodes'])})" for v in found)
        self.tally.check(not found, f"{name}: 0 axe violations", words)


def slug(text):
    return "".join(c if c.isalnum() else "-" for c in text.lower())[:60]
