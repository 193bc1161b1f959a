"""Early help: asked for after a decision, led by somebody outside, planned with the family, reviewed,
stepped up; a referral that steps down; and who came back. With script and without."""
import datetime
import re

from people import Worker

TODAY = datetime.date.today()


def parts(day):
    return (day.day, day.month, day.year)


class EarlyHelp:
    def __init__(self, browser, house, checks, tally, script, family):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script, self.family = script, family
        self.mode = "with script" if script else "without script"

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker):
        return self.tally.check(holds, f"{words} ({self.mode})", worker.page.url)

    def worker(self, name):
        return Worker(self.browser, self.house, name, self.script).sign_in()

    def run(self):
        priya, ruth, owen = self.worker("priya"), self.worker("ruth"), self.worker("owen")
        contact = self.decided(priya, ruth, owen)
        help_, child = self.ask(priya, contact)
        self.lead(priya, help_)
        self.plan(priya, help_)
        self.review(priya, help_)
        up = self.step_up(priya, help_)
        self.look_around(priya, ruth, help_, child, up)
        for worker in (priya, ruth, owen):
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing",
                        worker) or print("   ", worker.refused[:3])
            worker.close()

    def decided(self, priya, ruth, owen):
        w = priya
        w.go("/contacts/new")
        w.fill(danger="no", account="Late for school most days, tired, no breakfast.",
               person_1_given="Wenna", person_1_family=self.family, person_1_kind="child",
               person_1_birth=(14, 3, 2017), caller_name="Ms Rowe", caller_role="Teacher",
               source="2A", consent="yes", consent_basis="Mother agreed", method="phone",
               received=parts(TODAY))
        w.send()
        contact = re.search(r"/contacts/(C-\d+)", w.path()).group(1)
        w.go(f"/contacts/{contact}/people")
        w.press(re.compile(r"^None of these.*Wenna"))
        w.page.get_by_role("link", name=re.compile(
            "None of these|Create a new record")).first.click()
        w.page.wait_for_load_state()
        w.fill(stage="child", certainty="exact")
        if w.page.locator("[name='said-by']").count():
            w.fill(said_by="The school")
        w.send()
        ruth.go(f"/contacts/{contact}/decision")
        ruth.fill(level="2", outcome_1="earlyHelp", reason="Routines at home.",
                  history="Nothing on the record. I looked.", line_1="Tired in class")
        if ruth.page.locator("[name='confirm-1']").count():
            ruth.fill(confirm_1="yes")
        ruth.send()
        self.expect(not ruth.page.title().startswith("Error"), "It is decided early help", ruth)
        priya.go(f"/contacts/{contact}")
        self.expect(priya.page.get_by_role("link", name="Ask for early help").count() == 0,
                    "Before the second check nobody can ask", priya)
        owen.go(f"/contacts/{contact}/check")
        owen.fill(verdict="agree", comment="Agreed.")
        owen.send()
        return contact

    def ask(self, w, contact):
        w.go("/earlyhelp")
        self.look(w, "Early help, decided and not asked for")
        w.go(f"/contacts/{contact}")
        self.look(w, "A contact decided early help")
        w.follow("Ask for early help")
        self.look(w, "Ask for early help")
        self.expect("Late for school" in w.page.locator("[name='story']").input_value(),
                    "The story is carried", w)
        self.expect(w.page.locator("input[type=radio]:checked").count() == 0,
                    "Consent is nobody's guess", w)
        hidden = w.page.locator("[name='lead-email']").is_visible()
        self.expect(hidden != self.script, "A lead outside is asked about once chosen", w)
        w.send()
        self.expect(w.page.title().startswith("Error"), "Without consent it is refused", w)
        self.look(w, "Ask for early help, with errors")
        w.fill(consent="yes", consent_who="Mother, with Priya, by phone", consent_on=parts(TODAY),
               hope="Wenna sleeps, and is at school on time.", lead="outside")
        w.fill(lead_name="Ms Rowe", lead_agency="Lanrock School", lead_job="Pastoral lead",
               lead_email="rowe@lanrock.school.example")
        w.send()
        found = re.search(r"/earlyhelp/(F-\d+)", w.path())
        self.expect(bool(found), "Early help is asked for", w)
        self.look(w, "Early help, waiting for a lead")
        link = w.page.locator("main a[href^='/children/P-']").first.get_attribute("href")
        return found.group(1), link.split("/")[-1]

    def lead(self, w, help_):
        w.follow("They accept")
        self.look(w, "A lead accepts")
        w.send()
        self.expect(w.page.title().startswith("Error"), "How they said so is asked", w)
        w.fill(said="By phone, this morning")
        w.send()
        self.expect("Write the family plan" in w.page.content(), "It is open, and wants a plan", w)
        self.look(w, "Early help, open without a plan")

    def plan(self, w, help_):
        w.follow("Write the family plan")
        self.look(w, "Family plan, empty")
        w.fill(outcome_1="Wenna is in bed by eight", what_1_1="Bedtime on the fridge",
               owner_1_1="Mother", by_1_1=parts(TODAY + datetime.timedelta(days=14)))
        w.press("Add an action to outcome 1")
        w.fill(what_1_2="Breakfast club", owner_1_2="The school",
               by_1_2=parts(TODAY + datetime.timedelta(days=7)))
        w.press("Add another outcome")
        self.expect(w.page.locator("[name='outcome-1']").input_value().startswith("Wenna"),
                    "Adding a block loses nothing", w)
        w.fill(outcome_2="Their mother has somebody to talk to")
        w.send()
        self.expect(w.page.title().startswith("Error"), "An outcome without an action is refused", w)
        self.look(w, "Family plan, with errors")
        w.fill(what_2_1="Parents' group", owner_2_1="Mother, with Ms Rowe",
               by_2_1=parts(TODAY + datetime.timedelta(days=21)),
               parents="Mornings are the worst.")
        view = w.page.locator("[name^='view-']").first.get_attribute("name")
        w.answer(view, "I like it when Mum is not tired.")
        w.send()
        self.expect("Bedtime on the fridge" in w.page.content(), "The plan stands on the page", w)
        self.look(w, "Early help with a plan")

    def review(self, w, help_):
        w.follow("Record a review")
        self.look(w, "A review")
        w.fill(on=parts(TODAY), present="Mother and Ms Rowe", distance_1="better",
               words="Four mornings of five she was on time.")
        w.send()
        self.expect(w.page.title().startswith("Error"), "Each outcome is looked at", w)
        w.fill(distance_2="same")
        w.send()
        self.expect("Four mornings of five" in w.page.content(), "The review is kept", w)
        w.follow("Record progress")
        w.fill(words="Breakfast club since Monday.")
        w.send()

    def step_up(self, w, help_):
        w.go(f"/earlyhelp/{help_}/step-up")
        self.look(w, "Step up")
        w.fill(why="Her father is back in the house, and there were blows.", danger="no",
               consent="yes", consent_basis="Her mother asked for it.")
        w.send()
        self.expect("Stepped up" in w.page.content(), "It is stepped up", w)
        self.look(w, "Early help, stepped up")
        contact = w.page.locator("main a[href^='/contacts/C-']").last.get_attribute("href")
        w.go(contact)
        text = w.page.locator("main").inner_text()
        for words in ("there were blows", "Four mornings of five", "Bedtime on the fridge",
                      "Late for school"):
            self.expect(words in text, f"The front door reads: {words}", w)
        self.look(w, "The contact of a step up")
        return contact

    def look_around(self, priya, ruth, help_, child, up):
        priya.go("/earlyhelp?stage=open")
        self.look(priya, "Early help, the open ones")
        self.expect(f"{help_}, Wenna" in priya.page.locator("main").inner_text(),
                    "The count opens its list", priya)
        priya.go(f"/children/{child}")
        self.expect("Early help F-" in priya.page.content(), "The child's page shows it", priya)
        priya.go(f"/earlyhelp/{help_}/history")
        self.look(priya, "History of early help")
        priya.go(f"/earlyhelp/{help_}/close")
        self.look(priya, "Close early help")
        priya.fill(on=parts(TODAY), reason="steppedUp", words="The front door has it.")
        priya.send()
        self.expect("Stepped up to social care" in priya.page.content(), "It is closed", priya)
        ruth.go("/front-door/came-back?what=contacts")
        self.look(ruth, "Who came back, contacts")
        ruth.go("/front-door/came-back")
        self.look(ruth, "Who came back")
