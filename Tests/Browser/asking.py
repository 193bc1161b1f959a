"""Other agencies are asked, reminded, answer before and after the decision."""
import datetime
import re

from people import Worker

TODAY = datetime.date.today()


def parts(day):
    return (day.day, day.month, day.year)


class Asking:
    def __init__(self, browser, house, checks, tally, script, family):
        self.browser, self.house = browser, house
        self.checks, self.tally, self.script = checks, tally, script
        self.family = family
        self.mode = "with script" if script else "without script"

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker):
        return self.tally.check(holds, f"{words} ({self.mode})", worker.page.url)

    def run(self):
        priya = Worker(self.browser, self.house, "priya", self.script).sign_in()
        contact = self.contact(priya)
        checks = self.ask(priya, contact)
        self.chase(priya, checks[0])
        self.reply(priya, checks[1], "nothingKnown", "")
        ruth = Worker(self.browser, self.house, "ruth", self.script).sign_in()
        self.decide(ruth, contact)
        self.reply(priya, checks[0], "answer", "Tired on Mondays, and speaks of being alone.")
        self.consider(ruth, contact, checks[0])
        for worker in (priya, ruth):
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing",
                        worker) or print("   ", worker.refused[:3])
            worker.close()

    def contact(self, w):
        w.go("/contacts/new")
        w.fill(danger="no", account="Home alone after school.", person_1_given="Bryher",
               person_1_family=self.family, person_1_kind="child",
               person_1_birth=(14, 3, 2017))
        w.press("Add another")
        w.fill(person_2_given="Jago", person_2_family="Retallack", person_2_kind="adult",
               person_2_relation="Neighbour", caller_name="Jago Retallack",
               caller_role="Neighbour", source="1B", consent="no",
               consent_basis="Not asked", method="phone", received=parts(TODAY))
        w.answer("keep-from-family", "yes")
        w.send()
        found = re.search(r"/contacts/(C-\d+)", w.path())
        self.expect(bool(found), "The contact is recorded", w)
        return found.group(1)

    def ask(self, w, contact):
        w.go(f"/contacts/{contact}")
        w.follow("Ask other agencies")
        self.look(w, "Ask other agencies, empty")
        chosen = w.page.locator("main input:checked").count()
        self.expect(chosen == 0, "Nobody is ticked beforehand", w)
        hidden = w.page.locator("[name='who-housing']").is_visible()
        self.expect(hidden != self.script, "What is asked of housing shows once it is ticked", w)
        w.send()
        self.expect(w.page.title().startswith("Error"), "Nothing filled in is refused", w)
        self.look(w, "Ask other agencies, with errors")
        w.fill(people="1", reason="Jago Retallack told us that Bryher is home alone after school.",
               basis="withoutConsent", basis_words="Asking first could put her at risk.",
               agencies=["school", "police"])
        w.fill(who_school="Lanrock School, Ms Rowe", who_police="Harrow Police")
        self.look(w, "Ask other agencies, filled in")
        w.send()
        self.look(w, "What they will read")
        shown = w.page.locator("main").inner_text()
        self.expect("Retallack" not in shown and "Jago" not in shown,
                    "Who told us is not in what they read", w)
        self.expect(f"Bryher {self.family}, born 14 March 2017" in shown, "Who was ticked is", w)
        self.expect("Taken out" in shown, "That something was taken out is said", w)
        w.press("Change something")
        self.expect(w.page.locator("[name='reason']").input_value().startswith("Jago"),
                    "What was typed comes back", w)
        w.send()
        w.press("Record 2 requests as asked")
        self.expect("2 of 2 outstanding" in w.page.content(), "Both stand on the contact", w)
        self.look(w, "Contact with partner checks")
        links = w.page.locator("main a[href^='/partnerchecks/G-']").evaluate_all(
            "all => all.map(a => a.getAttribute('href').match(/G-\\d+/)[0])")
        return sorted(set(links), key=lambda g: int(g[2:]))

    def chase(self, w, check):
        w.go("/checks")
        self.look(w, "Partner checks")
        self.expect(w.page.get_by_role("link", name=f"{check}, Lanrock").count() == 1,
                    "It waits in the list", w)
        w.go(f"/partnerchecks/{check}")
        self.look(w, "A partner check")
        w.follow("Record a reminder")
        self.look(w, "A reminder")
        w.fill(how="phone", words="They will look today.", on=parts(TODAY))
        w.send()
        self.expect("They will look today." in w.page.content(), "The reminder is kept", w)

    def reply(self, w, check, kind, words):
        w.go(f"/partnerchecks/{check}/reply")
        if kind == "answer":
            w.fill(kind="answer", who="Ms Rowe", on=parts(TODAY))
            w.send()
            self.expect(w.page.title().startswith("Error"), "An answer has words", w)
            self.look(w, "What did they answer, with errors")
        w.fill(kind=kind, who="Ms Rowe", on=parts(TODAY))
        if words:
            w.fill(words=words)
        w.send()
        self.expect("is recorded" in w.page.content(), f"{kind} is recorded", w)
        if kind == "answer":
            self.look(w, "A partner check, answered")
            w.go(f"/partnerchecks/{check}/request")
            self.look(w, "Request to print")

    def decide(self, w, contact):
        w.go(f"/contacts/{contact}/decision")
        self.expect("1 of 2 outstanding" in w.page.content(),
                    "The decision says what is outstanding", w)
        self.look(w, "Decide with a check outstanding")
        w.fill(level="2", outcome_1="adviceAndInformation", history="Nothing; I looked.",
               reason="A neighbour's worry; the school will keep an eye on it.")
        box = w.page.locator("[name='confirmed-1']")
        if box.count():
            box.check()
        w.send()
        self.expect(not w.page.title().startswith("Error"), "The decision does not wait", w)

    def consider(self, w, contact, check):
        w.go("/")
        self.expect("answered after your decision" in w.page.content(),
                    "Whoever decided is told", w)
        self.look(w, "My work, told of an answer")
        w.go(f"/partnerchecks/{check}/consider")
        self.look(w, "What does the answer mean")
        w.fill(words="It supports the decision.")
        w.send()
        self.expect("It supports the decision." in w.page.content(), "What it means is kept", w)
        w.go(f"/contacts/{contact}")
        self.expect("Came after the decision" in w.page.content(), "And the contact says when", w)
