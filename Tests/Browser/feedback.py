"""A referrer is told by email: written from words that are there, looked at, sent to a mail server that
refuses it first, and sent again."""
import datetime
import re
import time

import mailcatcher
from people import Worker

TODAY = datetime.date.today()


class Feedback:
    def __init__(self, browser, house, checks, tally, script, family):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script, self.family = script, family
        self.mode = "with script" if script else "without script"

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker):
        return self.tally.check(holds, f"{words} ({self.mode})", worker.page.url)

    def run(self):
        taker = Worker(self.browser, self.house, "priya", self.script).sign_in()
        decider = Worker(self.browser, self.house, "ruth", self.script).sign_in()
        catcher = mailcatcher.Catcher(refusing=1)
        try:
            contact = self.decided(taker, decider)
            self.owed(taker, contact)
            self.write(taker, contact)
            self.refused(taker, contact, catcher)
            self.sent(taker, contact, catcher)
            other = self.decided(taker, decider)
            self.untold(taker, other)
        finally:
            catcher.close()
        for worker in (taker, decider):
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing", worker)
            worker.close()

    def decided(self, taker, decider):
        taker.go("/contacts/new")
        taker.fill(danger="no", account="Came to school hungry again.", source="2A",
                   consent="notKnown", method="phone", agency="Hill School",
                   caller_name="Jenifer " + self.family, caller_email="jenifer@hill.example")
        taker.answer("received", (TODAY.day, TODAY.month, TODAY.year))
        taker.send()
        contact = re.search(r"C-\d+", taker.path()).group(0)
        decider.go(f"/contacts/{contact}/decision")
        decider.fill(level="2", outcome="adviceAndInformation",
                     history="Nothing on the record; we looked.",
                     reason="School can help with breakfast, and will tell us if it goes on.")
        decider.send()
        return contact

    def owed(self, w, contact):
        w.go("/feedback")
        self.look(w, "Feedback that is owed")
        self.expect(w.page.get_by_role("link", name=contact, exact=True).count() == 1,
                    "The contact's referrer waits", w)
        w.go("/")
        self.expect("to hear from us" in w.page.content(), "My work says that referrers wait", w)

    def write(self, w, contact):
        w.go(f"/contacts/{contact}")
        self.look(w, "Contact whose referrer waits")
        w.follow("Tell the referrer")
        self.look(w, "Writing to the referrer")
        words = w.page.locator("[name='words']").input_value()
        self.expect("Dear Jenifer" in words and "We gave advice" in words,
                    "The words are there to begin with", w)
        w.page.fill("[name='words']", "")
        w.send()
        self.expect(w.page.title().startswith("Error"), "An empty message is not sent", w)
        w.page.fill("[name='words']", words + "\n\nPS. Thank you for the lunch club.")
        w.send()
        self.expect(w.page.locator("h1").inner_text() == "This is what will be sent",
                    "What will be sent is shown", w)
        self.look(w, "What will be sent")
        w.send()
        self.expect("done=wroteBack" in w.page.url, "The email is written", w)

    def until(self, w, path, words):
        for _ in range(40):
            w.go(path)
            if words in w.page.content():
                return True
            time.sleep(0.5)
        return False

    def deliver(self, catcher):
        self.house.stop()
        self.house.run_to_any_end(
            "outbox", "deliver", "--smtp", catcher.url, "--mail-from", "children@council.example")
        self.house.serve()

    def refused(self, w, contact, catcher):
        self.deliver(catcher)
        self.expect(self.until(w, f"/contacts/{contact}", "refused it (550)"),
                    "The contact says why it was not sent", w)
        self.look(w, "Contact whose email was refused")
        w.go("/outbox")
        self.look(w, "Messages")
        w.press("Send again")
        self.expect("done=again" in w.page.url, "It is sent again", w)

    def sent(self, w, contact, catcher):
        self.deliver(catcher)
        self.expect(self.until(w, f"/contacts/{contact}", ">Sent<"), "The contact says that it was sent", w)
        self.look(w, "Contact whose referrer was told")
        self.expect(len(catcher.messages) == 1 and "lunch club" in catcher.messages[0],
                    "The mail server has it once", w)
        self.expect("Done in time" in w.page.content(), "The promise is kept", w)

    def untold(self, w, contact):
        w.go(f"/contacts/{contact}/feedback/untold")
        self.look(w, "The referrer cannot be told")
        w.fill(untold="noWay")
        w.send()
        self.expect("no way to reach them" in w.page.content(), "The reason stands on the contact", w)
