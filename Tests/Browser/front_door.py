"""The front door: a notification pasted, checked and recorded; the next one taken, several given out,
one parked, calls counted. With script and without."""
import datetime
import re
from pathlib import Path

from people import Worker

TODAY = datetime.date.today()
SAMPLE = Path(__file__).resolve().parents[1] / "Samples/Pasted/01-police-form.txt"


class FrontDoor:
    def __init__(self, browser, house, checks, tally, script, family):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script, self.family = script, family
        self.mode = "with script" if script else "without script"

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker=None):
        return self.tally.check(
            holds, f"{words} ({self.mode})", worker.page.url if worker else "")

    def run(self):
        w = Worker(self.browser, self.house, "priya", self.script).sign_in()
        self.paste(w)
        self.again(w)
        self.calls(w)
        others = [self.quick(w, place) for place in range(3)]
        self.park(w, others[0])
        self.share_out(w, others[1:])
        self.take_next()
        self.expect(not w.refused, "the browser refused nothing") or print("   ", w.refused[:3])
        w.close()

    def paste(self, w):
        text = SAMPLE.read_text().replace("TREMAYNE", self.family.upper())
        w.go("/contacts/new")
        w.page.get_by_text("Paste a notification, an e-mail or a letter").click()
        w.page.fill("#pasted", text)
        w.press("Read pasted text")
        self.look(w, "A notification, read")
        values = w.page.evaluate(
            "[...document.querySelectorAll('main input[type=text]')].map(box => box.value)") \
            if self.script else re.findall(r'value="([^"]*)"', w.page.content())
        self.expect(all(x in values for x in ("Leo", "Maya", self.family, "HW3 2QT", "NPT/14/22917")),
                    "People, postcode and reference are filled in", w)
        checks = w.page.get_by_text("Check: read from the text that was pasted.").count()
        self.expect(checks >= 15, "Each answer that was read is marked", w)
        chosen = w.page.locator("[name='danger']:checked, [name='consent']:checked").count()
        self.expect(chosen == 0, "Danger and consent are nobody's guess", w)
        self.expect(w.page.locator("#pasted").input_value().startswith("NORTHSHIRE POLICE"),
                    "The text stands below, word for word", w)
        w.fill(danger="no", consent="notKnown", received=(TODAY.day, TODAY.month, TODAY.year))
        w.send()
        found = re.search(r"/contacts/(C-\d+)/people", w.path())
        if self.expect(bool(found), "The notification is a contact", w):
            w.go(f"/contacts/{found.group(1)}")
            self.look(w, "A contact that was pasted")
            self.expect("As it was received" in w.page.content(), "The original is kept", w)

    def again(self, w):
        """The same child from the same source: offered, not recorded twice."""
        w.go("/contacts/new")
        w.fill(danger="no", account="Police ring about Leo again", consent="notKnown",
               source="6", method="phone", received=(TODAY.day, TODAY.month, TODAY.year),
               person_1_given="Leo", person_1_family=self.family, person_1_kind="child")
        w.press("Check for matches")
        self.look(w, "Matches looked for without leaving the form")
        w.send()
        offered = w.page.get_by_text("Has this been received already?").count()
        self.expect(offered == 1, "A contact that is here already is offered", w)
        self.look(w, "A contact that may be here already")
        w.page.locator("[name='same-as']").first.check()
        w.send()
        self.expect("done=addedTo" in w.path(), "It is added to the one that was here", w)

    def calls(self, w):
        w.go("/calls/new")
        self.look(w, "A call that is not a contact")
        w.fill(kind="wrongNumber", count="2", on=(TODAY.day, TODAY.month, TODAY.year))
        w.send()
        self.expect(w.path().startswith("/calls?on="), "The call is counted", w)
        self.look(w, "Calls of a day")

    def quick(self, w, place):
        w.go("/contacts/new")
        w.fill(danger="no", account=f"Shouting at number {place}, {self.family}", consent="notKnown",
               source="1B", method="phone", received=(TODAY.day, TODAY.month, TODAY.year))
        w.send()
        return re.search(r"/contacts/(C-\d+)", w.path()).group(1)

    def park(self, w, contact):
        w.go(f"/contacts/{contact}")
        with w.page.expect_navigation():
            w.page.get_by_role("link", name="Park", exact=True).click()
        self.look(w, "Park a contact")
        until = TODAY + datetime.timedelta(days=2)
        w.fill(until=(until.day, until.month, until.year), reason="The school opens again")
        w.send()
        self.look(w, "A parked contact")
        w.go("/front-door")
        self.expect(f"{contact}, " not in w.page.locator("#board").inner_text(),
                    "A parked contact has left the board", w)
        w.go("/front-door?stage=parked")
        self.expect(f"{contact}, " in w.page.locator("#board").inner_text(),
                    "It stands in the list of those parked", w)

    def share_out(self, w, contacts):
        w.go("/front-door?with=nobody")
        self.look(w, "The front-door board")
        w.press("Give out")
        self.expect("Select an item for this task" in w.page.content(),
                    "Nothing selected is said", w)
        self.look(w, "The board, nothing selected")
        if self.script:
            w.page.get_by_label("Select all on this page").check()
            every = w.page.locator("tbody input[name='contact']")
            self.expect(every.count() == w.page.locator("tbody input[name='contact']:checked").count(),
                        "One box selects all", w)
            w.page.get_by_label("Select all on this page").uncheck()
        else:
            self.expect(not w.page.locator("#choose-all").is_visible(),
                        "The box that needs script is not shown", w)
        for contact in contacts:
            w.page.get_by_label(f"Select {contact}", exact=True).check()
        w.page.select_option("select[name='worker']", label="Ruth Marlow")
        w.press("Give out")
        self.expect("2 contacts have been given out" in w.page.content(), "Two are given out", w)
        self.expect("with=nobody" in w.path(), "The list is as it was", w)
        w.go(f"/contacts/{contacts[0]}")
        self.expect("Ruth Marlow" in w.page.content(), "The contact says who has it", w)

    def take_next(self):
        w = Worker(self.browser, self.house, "owen", self.script).sign_in()
        w.go("/front-door")
        w.press("Take next")
        self.expect("done=taken" in w.path() or "done=nothing" in w.path(),
                    "The next one is taken", w)
        self.look(w, "The next one, taken")
        w.close()
