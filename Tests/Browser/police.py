"""The police desk: a file comes in, the officer assesses, a decision maker makes a contact of it, one is
carried over, and the day has nothing unassessed."""
import datetime
import json

from people import Worker

TODAY = datetime.date.today()


class PoliceDesk:
    def __init__(self, browser, house, checks, tally, script, family, number):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script, self.family, self.number = script, family, number
        self.mode = "with script" if script else "without script"

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker):
        return self.tally.check(holds, f"{words} ({self.mode})", worker.page.url)

    def run(self):
        if self.script:
            self.bring()
        self.officer = Worker(self.browser, self.house, "helen", self.script).sign_in()
        self.paste()
        first, second = self.find()
        self.assess(first)
        decider = Worker(self.browser, self.house, "ruth", self.script).sign_in()
        self.route(decider, first)
        self.close_the_day(second)
        self.hear_back(first)
        for worker in (self.officer, decider):
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing", worker)
            worker.close()

    def bring(self):
        file = self.house.folder / f"police-{self.number}.json"
        file.write_text(json.dumps(self.incidents() + [{"reference": "no date"}]))
        # One process writes to a SQLite file at a time.
        self.house.stop()
        said = self.house.run("import", "police", str(file), "--force", "Harbour Police")
        self.house.serve()
        self.tally.check("Stored: 2" in said and "Rejected: 1" in said,
                         f"The file is taken in, and what is wrong in it is told ({self.mode})", said)

    def paste(self):
        w = self.officer
        w.go("/police")
        w.follow("Take in notifications")
        self.look(w, "Take in notifications")
        w.fill(force="Harbour Police",
               file=json.dumps(self.incidents() + [{"reference": "no date"}], indent=1))
        w.send()
        self.expect("Not taken in: line" in w.page.locator(".error-summary").inner_text(),
                    "What is wrong in what was pasted is told by line", w)
        self.look(w, "Take in notifications, with something wrong")
        w.fill(file=json.dumps(self.incidents()))
        w.send()
        self.expect("took=0" in w.path(), "What is there already is left as it is", w)

    def incidents(self):
        day = (TODAY - datetime.timedelta(days=1)).isoformat()
        def incident(number, text, grade, people):
            return {
                "reference": f"HC/{self.number}{number}/26", "incident_date": day,
                "incident_time": "23:10", "incident_kind": "Domestic incident", "grade": grade,
                "marks": ["domestic abuse"], "children_present": "yes",
                "address": f"{self.number} Mill Lane, Lanrock", "postcode": "TH1 2AB", "text": text,
                "people": people}
        child = {"given": "Aisha", "family": self.family, "birth": "2017-03-14", "role": "Child"}
        return [
            incident(1, f"Officers went to an argument. Aisha {self.family} was on the stairs, awake.",
                     "red", [child, {"given": "Dean", "family": "Rowe", "role": "Suspect",
                                     "child": "no"}]),
            incident(2, "Neighbours rang again about shouting.", "amber", [child])]

    def find(self):
        w = self.officer
        self.look(w, "My work of the officer")
        w.go("/police")
        self.look(w, "The police desk")
        self.expect(w.page.locator("svg.mini-timeline").count() >= 1,
                    "The household has its little timeline", w)
        links = w.page.locator("main a[href^='/police/K-']").filter(has_text=f"HC/{self.number}")
        found = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
        self.expect(len(found) == 2, "Both incidents of the household stand there", w)
        found.sort(key=lambda path: int(path.split("-")[1]))
        w.go(found[0])
        self.look(w, "A police notification, to the officer")
        return found[0], found[1]

    def assess(self, path):
        w = self.officer
        w.go(f"{path}/assess")
        self.expect(w.page.locator("input[type=radio]:checked").count() == 0,
                    "No grade is chosen for the officer", w)
        self.look(w, "Assess the risk")
        w.fill(reason="Third time this month, the child was awake.")
        w.send()
        self.expect(w.page.title().startswith("Error"), "No assessment without a grade and history", w)
        self.expect(w.page.locator("[name='reason']").input_value().startswith("Third"),
                    "The refusal keeps what the officer typed", w)
        self.look(w, "Assess the risk, with errors")
        w.fill(grade="red", history="Two earlier, both at night.")
        w.send()
        self.expect("done=assessed" in w.path(), "The risk is assessed", w)
        self.look(w, "An assessed notification")

    def route(self, w, path):
        w.go("/police")
        self.look(w, "The police desk of a decision maker")
        w.go(f"{path}/people")
        self.look(w, "Who is in this notification")
        w.go(f"{path}/route")
        self.expect(w.page.locator("input[type=radio]:checked").count() == 0,
                    "Nowhere is chosen for the decision maker", w)
        self.look(w, "Say where it goes")
        w.fill(route="newContact", reason="The child saw it.")
        w.send()
        self.expect(w.page.title().startswith("Error"), "Danger is asked before a contact is made", w)
        self.look(w, "Say where it goes, with errors")
        w.fill(danger="no")
        w.send()
        self.expect("/contacts/C-" in w.path(), "It has become a contact", w)
        main = w.page.locator("main").inner_text()
        self.expect("was on the stairs, awake" in main and "Dean Rowe" in main,
                    "Its text and its people are in the contact, nothing typed again", w)
        self.look(w, "A contact from the police")

    def close_the_day(self, second):
        w = self.officer
        page = f"/police/reconciliation?day={TODAY.isoformat()}"
        w.go(page)
        self.expect("unassessed. Assess each" in w.page.locator("main").inner_text(),
                    "The day says what is unassessed", w)
        self.look(w, "Reconciliation, with something left")
        w.page.locator(f"a[href^='{second}/carry-over']").first.click()
        w.page.wait_for_load_state()
        self.look(w, "Carry over")
        w.fill(reason="Came at ten to six; the officer who went is rung tomorrow.")
        w.send()
        w.go(page)
        self.expect("Nothing is unassessed." in w.page.locator("main").inner_text(),
                    "The day has nothing unassessed", w)
        self.look(w, "Reconciliation, done")
        w.page.locator("main a[href*='show=carried']").first.click()
        w.page.wait_for_load_state()
        self.expect("ten to six" in w.page.locator("main").inner_text(),
                    "The number opens its list, with the reason", w)

    def hear_back(self, path):
        w = self.officer
        w.go(path)
        main = w.page.locator("main").inner_text()
        self.expect("To a contact" in main and "waiting for a decision" in main,
                    "The officer sees where it went and what it waits for", w)
