"""A decision about brothers and sisters, its way to the second person and back, and a sample drawn by
chance, in a browser, on the demo council: with script and without."""
import sqlite3

from genogram import DemoHouse
from people import Worker


class DecidingHouse(DemoHouse):
    def ask(self, sql):
        with sqlite3.connect(self.folder / "authority.sqlite") as database:
            return database.execute(sql).fetchall()

    def group(self):
        """A contact about brothers and sisters that waits for a decision, and the keys of the children."""
        found = self.ask(
            "SELECT c.id FROM contact c JOIN contact_person p ON p.contact = c.id AND p.is_child = 1"
            " LEFT JOIN person q ON q.id = p.person"
            " WHERE c.status IN ('waiting', 'returned')"
            " GROUP BY c.id HAVING COUNT(*) > 1 AND COUNT(q.restriction) = 0 ORDER BY c.id")
        if not found:
            raise RuntimeError("no contact about brothers and sisters waits in the demo council")
        contact = found[0][0]
        keys = [row[0] for row in self.ask(
            f"SELECT key FROM contact_person WHERE contact = {contact} AND is_child = 1 ORDER BY key")]
        return f"C-{contact}", keys


def signed_in(browser, house, username, script):
    worker = Worker(browser, house, username, script)
    worker.go("/sign-in")
    worker.page.fill("#username", username)
    worker.page.fill("#password", DemoHouse.password)
    worker.press("Sign in")
    return worker


def walk(browser, checks, tally, script):
    mode = "with script" if script else "without script"
    house = DecidingHouse()
    try:
        house.start()
        ruth = signed_in(browser, house, "ruth.marlow", script)
        owen = signed_in(browser, house, "owen.blake", script)
        contact, keys = house.group()
        decide(ruth, contact, keys, checks, tally, mode)
        sent_back(owen, ruth, contact, keys, checks, tally, mode)
        sample(browser, house, checks, tally, mode, script)
        thresholds(ruth, checks, tally, mode)
        for worker in (ruth, owen):
            tally.check(not worker.refused, f"{worker.username}: the browser refused nothing ({mode})",
                        str(worker.refused[:3]))
            worker.close()
    finally:
        house.clean()


def pointers(page):
    return page.locator(".windscreen-pointer").evaluate_all(
        "all => all.filter(p => getComputedStyle(p).display !== 'none').length")


def answers(keys, outcome):
    given = {}
    for key in keys:
        given[f"outcome-{key}"] = outcome
        given[f"line-{key}"] = "As well as the others"
        given[f"confirm-{key}"] = "yes"
    return given


def decide(w, contact, keys, checks, tally, mode):
    w.go(f"/contacts/{contact}/decision")
    page = w.page
    tally.check(page.locator("input[type=radio]:checked, input[type=checkbox]:checked").count() == 0,
                f"Nothing is chosen or ticked for the worker ({mode})")
    tally.check(pointers(page) == 0, f"The windscreen points nowhere before a choice ({mode})")
    checks.page(page, f"Decision about brothers and sisters ({mode})")
    box = page.locator("#windscreen-heading").bounding_box()
    tally.check(box is not None, f"The picture of levels stands beside the question ({mode})")
    heights = page.locator(".windscreen svg text").evaluate_all(
        "all => all.map(t => t.getBoundingClientRect().height)")
    tally.check(min(heights) >= 12, f"Its words are 12 pixels or more ({mode})", str(min(heights)))
    w.fill(level="3")
    tally.check(pointers(page) == 1, f"It points to the level that was chosen ({mode})")
    tally.check(page.get_by_text("You have chosen level 3").is_visible(),
                f"and says so in words ({mode})")
    tally.check(page.locator("input[type=checkbox]:checked, [name^='outcome']:checked").count() == 0,
                f"A level ticks and chooses nothing else ({mode})")
    page.locator("[name='indicators-3']").first.check()
    given = answers(keys, "earlyHelp")
    del given[f"confirm-{keys[-1]}"]
    for name, value in given.items():
        w.answer(name, value)
    w.fill(history="Two earlier contacts, both about mornings.",
           reason="Mornings are hard and their mother asks for help with them.")
    w.send()
    tally.check(page.title().startswith("Error"), f"Each child must be confirmed ({mode})")
    tally.check(page.locator(f"#confirm-{keys[-1]}-error").count() == 1,
                f"The message stands beside the child who was not ({mode})")
    tally.check(page.locator("[name='reason']").input_value().startswith("Mornings"),
                f"What was typed is kept ({mode})")
    checks.page(page, f"Decision with errors ({mode})", modes=False)
    w.answer(f"confirm-{keys[-1]}", "yes")
    w.send()
    tally.check(not page.title().startswith("Error"), f"The group is decided together ({mode})", page.url)
    tally.check(page.get_by_text("Waiting for second check").count() > 0,
                f"Early help waits for a second person ({mode})")
    checks.page(page, f"Contact decided ({mode})", modes=False)


def sent_back(owen, ruth, contact, keys, checks, tally, mode):
    owen.go("/review")
    checks.page(owen.page, f"Decisions to review, demo ({mode})")
    owen.go(f"/contacts/{contact}/check")
    tally.check(pointers(owen.page) == 1, f"The check shows the level that was chosen ({mode})")
    checks.page(owen.page, f"Check with the windscreen ({mode})")
    owen.fill(verdict="return", comment="What does the school see?")
    owen.send()
    tally.check("done=returned" in owen.path(), f"It is sent back ({mode})", owen.page.url)
    page = ruth.page
    ruth.go("/")
    tally.check(page.get_by_text("What does the school see?").count() > 0,
                f"It comes back to whoever decided, with the comment ({mode})")
    ruth.go(f"/contacts/{contact}/decision")
    tally.check(page.locator("[name='reason']").input_value().startswith("Mornings"),
                f"Nothing is typed twice ({mode})")
    tally.check(page.locator("input:checked").count() == 0, f"What is chosen is chosen again ({mode})")
    checks.page(page, f"Decision that was sent back ({mode})", modes=False)
    ruth.fill(level="2")
    for name, value in answers(keys, "adviceAndInformation").items():
        ruth.answer(name, value)
    ruth.send()
    tally.check(page.get_by_text("Waiting for second check").count() > 0,
                f"The new decision is checked too ({mode})", page.url)
    owen.go(f"/contacts/{contact}/check")
    owen.fill(verdict="agree", comment="Now I see it.")
    owen.send()
    tally.check("done=checked" in owen.path(), f"A second person agrees ({mode})", owen.page.url)
    checks.page(owen.page, f"Contact with a decision that was sent back ({mode})", modes=False)


def sample(browser, house, checks, tally, mode, script):
    w = signed_in(browser, house, "nadine.cole", script)
    w.go("/review/sample")
    checks.page(w.page, f"Samples of decisions ({mode})")
    first, last = house.ask(
        "SELECT MIN(decided_on), MAX(decided_on) FROM contact WHERE decided_on IS NOT NULL")[0]
    for name, day in (("from", first), ("to", last)):
        year, month, number = map(int, day.split("-"))
        w.answer(name, (number, month, year))
    w.fill(of="nothingLeft", size="3", unit="number", seed="4711")
    w.send()
    tally.check("/samples/S-" in w.path(), f"A sample is drawn ({mode})", w.page.url)
    tally.check(w.page.get_by_text("The same decisions in the same order").count() == 1,
                f"and drawn again it is the same ({mode})")
    checks.page(w.page, f"A sample ({mode})")
    tally.check(not w.refused, f"nadine: the browser refused nothing ({mode})", str(w.refused[:3]))
    w.close()


def thresholds(w, checks, tally, mode):
    w.go("/thresholds")
    checks.page(w.page, f"Threshold document ({mode})")
    w.go("/thresholds/consistency?by=indicator")
    checks.page(w.page, f"How evenly it is used ({mode})")
    number = w.page.locator("#consistency td a").first
    count = int(number.inner_text().split()[0])
    with w.page.expect_navigation():
        number.click()
    shown = w.page.locator("#decisions tbody tr").count()
    tally.check(shown > 0 and shown <= count, f"A number opens its list ({mode})", f"{count}, {shown}")
    checks.page(w.page, f"The decisions behind a number ({mode})")
