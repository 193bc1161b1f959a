"""A family's pictures in a browser, on the demo council: the genogram and the ecomap, with script and
without."""
import re
import sqlite3
import subprocess

from house import BINARY, House
from people import Worker


class DemoHouse(House):
    """The demo council, served as a demo: everybody has the same password."""

    password = "threshold-demo"

    def start(self):
        self.run("demo", "load", "--children", "40", "--years", "2", "--seed", "7")
        self.serve("--demo")

    def serve(self, *more):
        self.server = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--database", self.database, *more],
            stdout=subprocess.PIPE, stderr=open(self.folder / "log", "a"), text=True)
        for line in self.server.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.address = f"http://127.0.0.1:{found.group(1)}"
                return
        raise RuntimeError("the server did not start: " + (self.folder / "log").read_text()[-2000:])

    def child(self):
        """The child with most relatives whose record is open to all."""
        with sqlite3.connect(self.folder / "authority.sqlite") as database:
            return database.execute(
                "SELECT r.other FROM relationship r JOIN person p ON p.id = r.other"
                " WHERE p.stage = 'child' AND p.restriction IS NULL"
                " GROUP BY r.other ORDER BY COUNT(*) DESC, r.other LIMIT 1").fetchone()[0]


def genogram(browser, checks, tally, script):
    mode = "with script" if script else "without script"
    house = DemoHouse()
    try:
        house.start()
        worker = Worker(browser, house, "priya.nair", script)
        worker.go("/sign-in")
        worker.page.fill("#username", "priya.nair")
        worker.page.fill("#password", DemoHouse.password)
        worker.press("Sign in")
        child = house.child()
        page = worker.page
        worker.go(f"/people/P-{child}/family")
        checks.page(page, f"The family {mode}")
        people = page.locator("svg.genogram a")
        drawn = people.count()
        tally.check(drawn > 2, f"The family is drawn ({mode})", str(drawn))
        rows = page.locator("#genogram-table tbody tr").count()
        tally.check(rows == drawn, f"The table has everybody who is drawn ({mode})",
                    f"{rows} rows, {drawn} symbols")
        smallest = page.locator("svg.genogram").first.evaluate(
            "svg => Math.min(...[...svg.querySelectorAll('text')].map("
            "t => parseFloat(getComputedStyle(t).fontSize)) ) * svg.getBoundingClientRect().width"
            " / svg.viewBox.baseVal.width")
        tally.check(smallest >= 12, f"No text is smaller than 12 pixels ({mode})", str(smallest))
        overlapping = page.locator("svg.genogram").first.evaluate(OVERLAPS)
        tally.check(overlapping == 0, f"No name lies on another ({mode})", str(overlapping))
        focus(page, people, tally, mode)
        other = people.nth(1)
        name = other.get_attribute("aria-label").split(",")[0]
        with page.expect_navigation():
            other.click()
        tally.check("centre=P-" in page.url, f"A symbol is a link ({mode})", page.url)
        tally.check(f"Drawn around {name}." in page.content(),
                    f"and puts the person in the middle ({mode})", name)
        worker.follow("Put ")
        tally.check("centre=" not in page.url, f"and there is a way back ({mode})", page.url)
        worker.follow("Ecomap")
        checks.page(page, f"The ecomap {mode}")
        tally.check(page.locator("svg.ecomap[role=img]").count() == 1, f"The ecomap is drawn ({mode})")
        worker.follow("A blank one")
        checks.page(page, f"The blank ecomap {mode}")
        tally.check(not worker.refused, f"The pictures break no rule of the page ({mode})",
                    str(worker.refused[:2]))
        worker.close()
    finally:
        house.clean()


def focus(page, people, tally, mode):
    """What has the focus can be seen, and the skip link passes all of them by."""
    page.locator(".picture-skip a").focus()
    tally.check(page.locator(".picture-skip a").bounding_box()["width"] > 40,
                f"A link past the picture shows itself ({mode})")
    before = people.first.screenshot()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    tally.check(people.first.evaluate("a => a === document.activeElement"),
                f"The first symbol follows the scroll area ({mode})")
    tally.check(people.first.screenshot() != before, f"The focus is seen on a symbol ({mode})")


OVERLAPS = """svg => {
  const boxes = [...svg.querySelectorAll('.picture-name, .picture-word, .picture-home-name')]
    .map(t => t.getBoundingClientRect());
  let count = 0;
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length; j++) {
      const [a, b] = [boxes[i], boxes[j]];
      if (a.left + 1 < b.right && b.left + 1 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
        count++;
    }
  return count;
}"""
