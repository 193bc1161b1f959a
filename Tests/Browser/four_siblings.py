"""Four brothers and sisters: referred together, a strategy discussion at night, one enquiry with an outcome
for each, a conference, and two of them on plans. With script and without."""
import datetime
import re

from people import Worker

TODAY = datetime.date.today()
GIVEN = ["Tamsin", "Jowan", "Elowen", "Perran"]
BORN = [(4, 2, 2012), (9, 6, 2015), (21, 3, 2018), (30, 10, 2022)]


def parts(day):
    return (day.day, day.month, day.year)


def after(days):
    day = TODAY + datetime.timedelta(days=days)
    while day.weekday() > 4:
        day -= datetime.timedelta(days=1)
    return parts(day)


class FourSiblings:
    def __init__(self, browser, house, checks, tally, script, family):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script, self.family = script, family
        self.mode = "with script" if script else "without script"
        self.workers = {}

    def look(self, worker, name):
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker):
        return self.tally.check(holds, f"{words} ({self.mode})", worker.page.url)

    def refused(self, worker):
        return worker.page.title().startswith("Error")

    def text(self, worker):
        return worker.page.locator("main").inner_text()

    def worker(self, name):
        if name not in self.workers:
            self.workers[name] = Worker(self.browser, self.house, name, self.script).sign_in()
        return self.workers[name]

    def run(self):
        contact = self.contact()
        self.children = self.matched(contact)
        self.decided(contact)
        discussion = self.discussion()
        self.given()
        enquiry = self.enquiry(discussion)
        conference = self.conference(enquiry)
        self.decision(conference)
        self.around()
        for worker in self.workers.values():
            self.expect(not worker.refused,
                        f"{worker.username}: the browser refused nothing {worker.refused[:3]}", worker)
            worker.close()

    # What leads to it

    def contact(self):
        w = self.worker("priya")
        w.go("/contacts/new")
        while w.page.locator("[name='person-4-given']").count() == 0:
            w.press("Add another")
        people = {}
        for place, (given, born) in enumerate(zip(GIVEN, BORN), 1):
            people |= {f"person_{place}_given": given, f"person_{place}_family": self.family,
                       f"person_{place}_kind": "child", f"person_{place}_birth": born}
        w.fill(danger="no", account="A bruise on Tamsin's arm, and the story changed twice.",
               caller_name="Ms Rowe", caller_role="Teacher", source="2A", consent="yes",
               consent_basis="Mother agreed", method="phone", received=parts(TODAY), **people)
        w.send()
        return re.search(r"/contacts/(C-\d+)", w.path()).group(1)

    def matched(self, contact):
        w = self.worker("priya")
        for given in GIVEN:
            w.go(f"/contacts/{contact}/people")
            w.press(re.compile(r"^None of these.*" + given))
            w.page.get_by_role("link", name=re.compile(
                "None of these|Create a new record")).first.click()
            w.page.wait_for_load_state()
            w.fill(stage="child", certainty="exact")
            if w.page.locator("[name='said-by']").count():
                w.fill(said_by="The school")
            w.send()
        w.go(f"/contacts/{contact}")
        links = w.page.locator("main a[href^='/children/P-']").evaluate_all(
            "all => [...new Set(all.map(a => a.getAttribute('href').match(/P-\\d+/)[0]))]")
        self.expect(len(links) >= 4, "All four are linked in the contact", w)
        return sorted(links, key=lambda p: int(p[2:]))[-4:]

    def decided(self, contact):
        w = self.worker("ruth")
        w.go(f"/contacts/{contact}/decision")
        each = {}
        for place in range(1, 5):
            each |= {f"outcome_{place}": "referral", f"need_{place}": "N1"}
        w.fill(level="4", reason="An injury that nobody explains, and four children at home.",
               history="Nothing on the record. I looked.", **each)
        for place in range(1, 9):
            if w.page.locator(f"[name='confirm-{place}']").count():
                w.answer(f"line-{place}", "Bruise on the arm")
                w.answer(f"confirm-{place}", "yes")
        w.send()
        self.expect(not self.refused(w), "The contact is decided", w)
        w = self.worker("owen")
        w.go(f"/contacts/{contact}/check")
        w.fill(verdict="agree", comment="Agreed.")
        w.send()

    def given(self):
        w = self.worker("sian")
        for child in self.children:
            w.go(f"/children/{child}")
            link = w.page.locator("main a[href^='/referrals/R-']").first.get_attribute("href")
            referral = re.search(r"R-\d+", link).group(0)
            w.go(f"/referrals/{referral}/decision")
            w.fill(outcome="assessment", primary_need="N1", reason="All four need to be seen.")
            w.send()
            w.go(f"/referrals/{referral}/allocate")
            team = w.page.locator("select[name='team'] option", has_text="Assessment team East")
            w.page.select_option("select[name='team']", team.first.get_attribute("value"))
            show = w.page.get_by_role("button", name=re.compile("workers"))
            if show.count():
                with w.page.expect_navigation():
                    show.first.click()
            w.page.get_by_label(re.compile("Leila Haddad")).check()
            w.send()
            self.expect(not self.refused(w), "Each is given to a worker", w)

    # The night

    def discussion(self):
        w = self.worker("pete")
        w.go(f"/children/{self.children[0]}")
        w.follow(re.compile("^Begin a strategy discussion"))
        self.look(w, "Begin a strategy discussion")
        self.expect(w.page.locator("input[type=radio]:checked").count() == 0,
                    "Nothing is chosen for the worker", w)
        for child in self.children[1:]:
            w.answer("children", child)
        w.fill(concern="A bruise that nobody explains", urgency="urgent", basis="referral",
               on=parts(TODAY))
        w.send()
        found = re.search(r"/strategy/(V-\d+)", w.path())
        self.expect(bool(found), "The discussion is begun", w)
        discussion = found.group(1)
        self.look(w, "A strategy discussion, begun")
        w.follow("Ask somebody")
        w.fill(agency="police", name="DS Hale", how="By phone")
        self.look(w, "Ask somebody to take part")
        w.send()
        w.go(f"/strategy/{discussion}/attend")
        for place, (agency, name) in enumerate(
                [("socialCare", "Pete Hosking"), ("police", "DS Hale")]):
            w.answer(f"attended-{place}-agency", agency)
            w.answer(f"attended-{place}-name", name)
        self.look(w, "Who took part")
        w.send()
        w.go(f"/strategy/{discussion}/minutes/police")
        w.fill(text="Two call-outs to the home in the last year.")
        self.look(w, "Minutes of one agency")
        w.send()
        self.night_decision(w, discussion)
        return discussion

    def night_decision(self, w, discussion):
        w.go(f"/strategy/{discussion}/decide")
        self.look(w, "The decision of a strategy discussion")
        held = datetime.datetime.now() - datetime.timedelta(minutes=1)
        w.fill(held=parts(held.date()), held_time=held.strftime("%H:%M"), how="telephone",
               safety="All four sleep at their grandmother's", medical="Tamsin, in the morning")
        for child in self.children:
            w.answer(f"suspected-{child}", "yes")
            w.answer(f"outcome-{child}", "joint")
            w.answer(f"reason-{child}", "The same home, and no explanation")
        w.fill(action_0_what="See each child alone", action_0_other="Leila Haddad's team",
               action_0_by=parts(TODAY))
        w.send()
        self.expect(self.refused(w) and "could not wait for health" in self.text(w),
                    "Without health it needs the reason why it could not wait", w)
        self.expect(w.page.locator("[name='safety']").input_value().startswith("All four"),
                    "The refusal keeps what was typed", w)
        self.look(w, "A night's decision without a reason")
        w.fill(without_quorum="No doctor answered, and the children could not stay")
        w.send()
        self.expect("Section 47 enquiry jointly with the police" in self.text(w),
                    "The decision is recorded", w)
        self.look(w, "A strategy discussion, held")
        w.follow("Record that they were told")
        w.fill(words="Dr Amin, at eight: agrees, examines Tamsin today")
        w.send()
        w.follow("Summary to print")
        self.look(w, "Summary of a strategy discussion")

    # The enquiry

    def enquiry(self, discussion):
        w = self.worker("sian")
        w.go(f"/strategy/{discussion}")
        w.follow(re.compile("^Enquiry E-"))
        enquiry = re.search(r"E-\d+", w.path()).group(0)
        self.expect("Initial child protection conference" in w.page.content(),
                    "The day of the conference is shown at once", w)
        self.look(w, "An enquiry without a lead")
        w.follow("Record the lead")
        self.look(w, "Who leads an enquiry")
        option = w.page.locator("select[name='lead'] option", has_text="Leila Haddad")
        w.page.select_option("select[name='lead']", option.first.get_attribute("value"))
        w.send()
        self.expect("Leila Haddad since" in self.text(w), "A registered social worker leads", w)
        w = self.worker("leila")
        w.go(f"/enquiries/{enquiry}/medical/{self.children[0]}")
        w.fill(held=parts(TODAY), result="Dr Amin: bruises of different ages")
        self.look(w, "A medical examination")
        w.send()
        w.go(f"/enquiries/{enquiry}/interview/{self.children[3]}")
        w.answer("why-not", "Three years old")
        w.send()
        self.look(w, "An enquiry under way")
        w.go(f"/enquiries/{enquiry}/conclude")
        self.look(w, "The end of an enquiry")
        outcomes = ["continuingRisk", "continuingRisk", "notAtContinuingRisk", "notSubstantiated"]
        w.fill(on=parts(TODAY))
        for child, outcome in zip(self.children, outcomes):
            w.answer(f"outcome-{child}", outcome)
            w.answer(f"conference-{child}", "no")
            w.answer(f"reason-{child}", f"What we found of {child}")
        w.send()
        self.expect(self.refused(w) and "Ask a manager to agree" in self.text(w),
                    "Continuing risk goes to a conference, or a manager agrees", w)
        for child in self.children[:2]:
            w.answer(f"conference-{child}", "yes")
        w.send()
        self.expect("Goes to a conference" in self.text(w) and "not substantiated" in self.text(w),
                    "Each child has an outcome of their own", w)
        self.look(w, "An enquiry that has ended")
        return enquiry

    # The conference

    def conference(self, enquiry):
        w = self.worker("leila")
        w.follow("Arrange the conference")
        self.look(w, "Arrange the initial conference")
        self.expect(w.page.locator("[name='children']").count() == 2,
                    "Two children go to the conference", w)
        for child in self.children[:2]:
            w.answer("children", child)
        w.fill(planned=after(10), planned_time="10am", place="Room 2, Riverside House")
        w.send()
        found = re.search(r"/conferences/(X-\d+)", w.path())
        self.expect(bool(found), "The conference is arranged", w)
        conference = found.group(1)
        w.follow("Invite somebody")
        w.fill(agency="family", name="Their mother", how="Letter, read together")
        w.send()
        w.follow("Add a report")
        w.fill(title="Social worker's report", agency="socialCare", parents=parts(TODAY))
        w.answer("why-not", "The children are told tomorrow")
        self.look(w, "A report to the conference")
        w.send()
        w.go(f"/conferences/{conference}/chair")
        names = w.page.locator("select[name='chair']").inner_text()
        self.expect("Elaine Foster" in names and "Sian Powell" not in names,
                    "Only a chair can be chosen", w)
        option = w.page.locator("select[name='chair'] option", has_text="Elaine Foster")
        w.page.select_option("select[name='chair']", option.first.get_attribute("value"))
        w.send()
        w.go(f"/conferences/{conference}/attend")
        there = [("socialCare", "Leila Haddad"), ("police", "DS Hale"), ("health", "Sister Ade"),
                 ("family", "Their mother")]
        w.press("Add another person")
        for place, (agency, name) in enumerate(there):
            w.answer(f"attended-{place}-agency", agency)
            w.answer(f"attended-{place}-name", name)
        w.fill(parents="The mother; the father was told and did not come")
        for child in self.children[:2]:
            w.answer(f"there-{child}", "no")
            w.answer(f"why-not-{child}", "Did not want to sit with so many adults")
            w.answer(f"views-{child}", "I want to stay with Nan")
        self.look(w, "Who was at the conference")
        w.send()
        self.expect(not self.refused(w), "Who was there is recorded", w)
        self.look(w, "A conference before its decision")
        return conference

    def decision(self, conference):
        w = self.worker("elaine")
        w.go("/")
        self.expect("You chair it" in self.text(w), "The chair finds it in the list of work", w)
        w.go("/conferences")
        self.look(w, "Conferences")
        w.go(f"/conferences/{conference}/decide")
        self.look(w, "The decision of a conference")
        w.fill(held=parts(TODAY), review=after(80), core_group=after(9))
        for child, category in zip(self.children, ["PHY", "EMO"]):
            w.answer(f"outcome-{child}", "plan")
            w.answer(f"reason-{child}", "The risk goes on")
            if child == self.children[0]:
                w.answer(f"category-{child}", category)
        w.fill(aim_0_outcome="Nobody is hurt at home", aim_0_step_0_what="Safety plan",
               aim_0_step_0_other="Their grandmother", aim_0_step_0_by=after(9),
               member_0_name="Sister Ade", member_0_agency="health")
        w.send()
        self.expect(self.refused(w) and "category of abuse" in self.text(w),
                    "A plan has a category", w)
        self.look(w, "A conference's decision without a category")
        w.answer(f"category-{self.children[1]}", "EMO")
        w.send()
        self.expect("Next review" in self.text(w), "The decision is recorded", w)
        self.look(w, "A conference, held")

    def around(self):
        w = self.worker("leila")
        for child in self.children[:2]:
            w.go(f"/children/{child}")
            self.expect("Child protection plan" in self.text(w), "Two are on plans", w)
        self.look(w, "A child on a plan after a conference")
        w.go(f"/children/{self.children[2]}")
        self.expect("Child protection plan" not in self.text(w), "Two are not", w)
        w.go("/enquiries")
        self.look(w, "Section 47 enquiries")
        w.go("/strategy")
        self.look(w, "Strategy discussions")
        w = self.worker("alex")
        w.go("/registrations")
        self.look(w, "Registrations")
