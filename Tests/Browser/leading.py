"""A family led from outside the council: asked, accepted in the portal, planned, reviewed, stepped up."""
import re
import time

from early_help import TODAY, EarlyHelp, parts
from people import Worker

EMAIL = "rowe@lanrock.school.example"


class Leading(EarlyHelp):
    def run(self):
        priya, ruth, owen = self.worker("priya"), self.worker("ruth"), self.worker("owen")
        help_, _ = self.ask(priya, self.decided(priya, ruth, owen))
        p = Worker(self.browser, self.house.portal, "partner", self.script)
        self.sign_in(p)
        self.look(p, "Portal: families you lead")
        p.follow(f"Early help {help_}")
        self.expect("Late for school" not in p.page.content(), "The record's story is not shown", p)
        self.look(p, "Portal: asked to lead")
        p.follow("Accept to lead")
        self.look(p, "Portal: accept to lead")
        p.send()
        self.expect("Recorded." in p.page.content(), "It is accepted in the portal", p)
        priya.go(f"/earlyhelp/{help_}")
        self.expect(EMAIL in priya.page.content(), "The council sees who accepted", priya)
        self.plan(priya, help_)
        p.go(f"/families/{help_}")
        self.expect("Bedtime on the fridge" in p.page.content(), "The plan is there to read", p)
        self.look(p, "Portal: a family you lead")
        p.follow("Record a review")
        self.look(p, "Portal: a review")
        p.send()
        self.expect(p.page.title().startswith("Error"), "Nothing filled in is refused", p)
        self.look(p, "Portal: a review, with errors")
        p.fill(on=parts(TODAY), present="Mother", distance_1="better", distance_2="same",
               words="On time four days of five.")
        p.send()
        self.expect("On time four days of five." in p.page.content(), "The review is kept", p)
        p.follow("Step up")
        self.look(p, "Portal: step up")
        p.fill(why="Her father is back, and there were blows.", danger="no", consent="yes",
               consent_basis="Her mother asked for it.")
        p.send()
        self.look(p, "Portal: stepped up")
        priya.go("/front-door")
        self.expect(f"Wenna {self.family}" in priya.page.content(), "The front door has it", priya)
        p.go("/families/F-99")
        self.expect("This page is not here" in p.page.content(), "Another's family is not here", p)
        self.expect(not p.refused, "The browser refused nothing", p) or print("   ", p.refused[:3])
        for worker in (p, priya, ruth, owen):
            worker.close()

    def sign_in(self, p):
        p.go("/families")
        self.expect(p.path().startswith("/sign-in"), "Nobody reads without signing in", p)
        p.fill(email=EMAIL)
        p.send()
        letters = []
        for _ in range(75):
            letters = self.house.letters(f"<{EMAIL}>")
            if letters:
                break
            time.sleep(0.2)
        p.fill(code=" ".join(re.search(r"code is (\d{4}) (\d{4})", letters[-1]).groups()))
        p.send()
        self.expect(p.path() == "/families", "It leads to the page that was asked for", p)
