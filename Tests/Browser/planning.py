"""A child in need plan from the assessment to its end: opened, visited, written anew, reviewed, ended;
pre-proceedings for one child; the closure with its letters, undone once. With script and without."""
import datetime
import re

from journey import Journey, TODAY, parts


def later(days):
    return parts(TODAY + datetime.timedelta(days=days))


class Planning(Journey):
    OUTCOME = "childInNeedPlan"

    def look(self, worker, name):
        if getattr(self, "quiet", False):
            return
        super().look(worker, name)

    def run(self):
        # The way to the authorised assessment is looked at in the journey.
        self.quiet = True
        contact = self.take_contact()
        children = self.find_or_create(contact)
        self.decide(contact)
        self.check(contact)
        referrals = self.referrals(children)
        self.allocate(referrals)
        self.visit(children)
        self.authorise(self.assess(referrals, children))
        self.quiet = False
        plan = self.open(referrals[0], children[0])
        self.visits(plan, children[0])
        self.rewrite(plan)
        self.review(plan)
        self.list()
        self.before_court(referrals[0])
        self.close_one(plan, referrals[0])
        for worker in self.workers.values():
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing") \
                or print("   ", worker.refused[:3])
            worker.close()

    def open(self, referral, child):
        w = self.worker("leila")
        w.go(f"/children/{child}/plan")
        self.look(w, "A child without a plan")
        w.go(f"/children/{child}")
        w.follow(re.compile("Open a child in need plan for"))
        self.look(w, "Open a plan, empty")
        w.send()
        self.expect(w.page.title().startswith("Error"), "A plan says what is to change", w)
        self.look(w, "Open a plan, with errors")
        w.fill(**{"from": parts(TODAY)})
        w.fill(outcome_1="Aisha and Sam have breakfast every day", what_1="Breakfast club",
               other_1="Ms Rowe, the school", by_1=later(14))
        box = w.page.locator("[name='answers-1']")
        self.expect(box.count() > 0, "What the child said stands beside the outcome", w)
        box.first.check()
        w.press("Add another outcome")
        self.expect(w.page.locator("[name='outcome-1']").input_value().startswith("Aisha and Sam"),
                    "Adding an outcome loses nothing", w)
        self.expect(w.page.locator("[name='answers-1']").first.is_checked(),
                    "nor what it answers", w)
        w.fill(outcome_2="Their mother sleeps at night", contingency="We meet and think again.",
               family="We are tired, and we want this.")
        w.send()
        found = re.search(r"/plans/(L-\d+)", w.path())
        self.expect(bool(found), "The plan is opened", w)
        self.expect("Sam's breakfast" in w.page.content() or "Sam&#39;s breakfast" in w.page.content(),
                    "The plan quotes the child", w)
        self.expect("Answers nothing the child said" in w.page.content(),
                    "An outcome that answers nothing is said so", w)
        self.look(w, "A plan, just opened")
        w.go(f"/referrals/{referral}/plan")
        self.expect("has a child in need plan already" in w.page.content(),
                    "A second plan is warned of", w)
        return found.group(1)

    def visits(self, plan, child):
        w = self.worker("leila")
        for failed, seen, text in (("", "yes", "Breakfast on the table."),
                                   ("notLetIn", None, "Nobody opened, I heard the television.")):
            w.go(f"/plans/{plan}")
            w.follow("Record a visit")
            w.fill(kind="visit", happened=parts(TODAY), purpose="Planned visit", text=text)
            if failed:
                w.fill(failed=failed)
            if seen:
                w.fill(**{f"seen-{child}": "yes", f"alone-{child}": "yes"})
            w.send()
            self.expect("/notes/N-" in w.path(), "The visit is recorded", w)
        self.look(w, "A visit that did not take place")
        w.go(f"/plans/{plan}")
        self.expect(w.page.locator("svg[role=img][aria-label^='Visits in']").count() == 1,
                    "The strip says in words what it shows", w)
        w.page.locator("summary", has_text="week by week").click()
        rows = w.page.locator("#visits tbody tr, table#visits tbody tr").count()
        self.expect(rows >= 1, "and the table says each week", w)
        self.look(w, "A plan with visits")
        w.follow("Agree how often to visit")
        self.look(w, "Agree how often to visit")
        w.fill(limit="90", unit="calendarDays", words="With their mother")
        w.send()
        self.expect(w.page.title().startswith("Error"), "Never less often than the standard", w)
        w.fill(limit="14")
        w.send()
        self.expect("At least every 14 days" in w.page.content(), "More often is kept", w)

    def rewrite(self, plan):
        w = self.worker("leila")
        w.go(f"/plans/{plan}/write")
        self.look(w, "Change the plan")
        w.fill(outcome_2="Their mother has help and sleeps at night")
        w.send()
        self.expect("1 earlier version" in w.page.content(), "Earlier versions are kept", w)
        w.follow(re.compile("^Done"))
        self.look(w, "An action is done")
        w.fill(on=parts(TODAY), words="Both go every morning.")
        w.send()
        self.expect("Both go every morning" in w.page.content(), "What came of it is kept", w)
        w.go(f"/plans/{plan}/action")
        self.look(w, "Add an action")
        w.fill(what="Ring the GP", other="Mother", by=later(20))
        w.send()
        self.expect("Ring the GP" in w.page.content(), "An action is added", w)

    def review(self, plan):
        w = self.worker("leila")
        w.go(f"/plans/{plan}/review")
        self.look(w, "A child in need review")
        w.send()
        self.expect(w.page.title().startswith("Error"), "A review answers each outcome", w)
        w.fill(on=parts(TODAY), present="Mother, Ms Rowe", distance_1="met", progress_1="Every day",
               distance_2="same", progress_2="Some nights", words="Mornings are calm.",
               view="I like the toast.", next=later(80))
        w.send()
        self.expect(w.page.title().startswith("Error"), "A plan is not reviewed on its first day", w)
        self.look(w, "A child in need review, with errors")

    def list(self):
        w = self.worker("sian")
        w.go("/plans/visits")
        self.look(w, "Plans and visits")
        link = w.page.locator("dl.strip a").first
        count = int(re.search(r"\d+", link.inner_text()).group())
        with w.page.expect_navigation():
            link.click()
        self.expect(f"{count} plan" in w.page.content(), "A figure opens the list it counts", w)

    def before_court(self, referral):
        w = self.worker("leila")
        w.go(f"/referrals/{referral}/preproceedings")
        self.look(w, "Begin pre-proceedings")
        w.fill(on=parts(TODAY), reason="No change in a year.")
        w.send()
        found = re.search(r"/preproceedings/(I-\d+)", w.path())
        self.expect(bool(found), "Pre-proceedings begin", w)
        path = f"/preproceedings/{found.group(1)}"
        w.go(f"{path}/step")
        w.fill(kind="initialMeeting", on=parts(TODAY), words="With their lawyer")
        w.send()
        self.expect(w.page.title().startswith("Error"), "No meeting before the letter", w)
        self.look(w, "A step, with errors")
        w.fill(kind="letterBeforeProceedings")
        w.send()
        w.go(f"{path}/decision")
        self.look(w, "How pre-proceedings ended")
        w.fill(kind="inNeed", on=parts(TODAY), words="They accept help.")
        w.send()
        self.expect("Step down: a child in need plan" in w.page.content(), "How they ended is kept", w)
        self.look(w, "Pre-proceedings, ended")

    def close_one(self, plan, referral):
        w = self.worker("leila")
        close = f"/referrals/{referral}/close"
        answers = dict(on=parts(TODAY), closure_reason="RC7", words="Fed and rested.",
                       come_back="If Aisha cooks alone again.", child_words="You were brave.",
                       family_name="Ms Penrose", family_words="Thank you.")
        w.go(close)
        self.expect("Ring the GP" in w.page.content(), "What is still to be done is shown", w)
        w.fill(**answers)
        w.send()
        self.expect(w.page.title().startswith("Error"), "A referral with an open plan is not closed", w)
        self.expect(w.page.locator("[name='come-back']").input_value().startswith("If Aisha"),
                    "and nothing typed is lost", w)
        self.look(w, "Close, with a plan open")
        w.go(f"/plans/{plan}/end")
        self.look(w, "End the plan")
        w.fill(on=parts(TODAY), reason="needsMet", words="All that was to change has changed.")
        w.send()
        self.expect("How it ended" in w.page.content(), "The plan ends", w)
        self.look(w, "A plan, ended")
        w.go(close)
        w.fill(**answers)
        w.send()
        self.expect(w.path().startswith(f"/referrals/{referral}"), "Now it is closed", w)
        self.look(w, "Referral, closed with letters")
        w.follow(re.compile("^To the child"))
        self.expect("You were brave." in w.page.content() and "If Aisha cooks alone" in w.page.content(),
                    "The letter has the worker's words and what would bring us back", w)
        self.look(w, "Letter to the child")
        w.go(f"/referrals/{referral}")
        w.follow(re.compile("Reopen"))
        self.look(w, "Reopen a referral")
        w.fill(reason="The wrong sister.")
        w.send()
        self.expect("Referral reopened" in w.page.content(), "A mistake is undone the same day", w)
