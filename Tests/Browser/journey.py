"""The main job, from a worry to its end, by the people who do it, in real browsers."""
import datetime
import re

from people import Worker

TODAY = datetime.date.today()


def parts(day):
    return (day.day, day.month, day.year)


class Journey:
    """Two siblings: contact, search, create, decide, second check, referral, allocate, visit,
    assessment, authorise, close. With script or without."""

    # What the assessment finds for each child.
    OUTCOME = "close"

    def __init__(self, browser, house, checks, tally, script, families):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script = script
        self.family = families
        self.mode = "with script" if script else "without script"
        self.workers = {}

    def worker(self, username):
        if username not in self.workers:
            worker = Worker(self.browser, self.house, username, self.script)
            self.workers[username] = worker.sign_in()
        return self.workers[username]

    def look(self, worker, name):
        # Every mode on the way with script; once more in light without, for the same pages.
        self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker=None):
        detail = worker.page.url if worker else ""
        return self.tally.check(holds, f"{words} ({self.mode})", detail)

    def run(self):
        contact = self.take_contact()
        children = self.find_or_create(contact)
        self.decide(contact)
        self.check(contact)
        referrals = self.referrals(children)
        self.allocate(referrals)
        self.visit(children)
        assessment = self.assess(referrals, children)
        self.authorise(assessment)
        self.close_work(referrals)
        self.story(children)
        for worker in self.workers.values():
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing") \
                or print("   ", worker.refused[:3])
            worker.close()

    def take_contact(self):
        w = self.worker("priya")
        self.look(w, "My work of a contact worker")
        w.go("/contacts/new")
        self.look(w, "Record a contact, empty")
        w.send()
        self.expect(w.page.title().startswith("Error"), "An empty contact is refused beside its questions", w)
        self.look(w, "Record a contact, with errors")
        w.fill(danger="no", account="Both children came to school hungry three days running. "
               "Their mother says she is not managing.")
        w.fill(person_1_given="Aisha", person_1_family=self.family, person_1_kind="child",
               person_1_birth=(14, 3, 2017), person_1_relation="Sister")
        w.press("Add another")
        self.expect(w.page.locator("[name='account']").input_value().startswith("Both children"),
                    "Adding a row loses nothing", w)
        w.fill(person_2_given="Sam", person_2_family=self.family, person_2_kind="child",
               person_2_birth=(2, 9, 2019), person_2_relation="Brother")
        w.fill(postcode="TH1 2AB", caller_name="Ms Rowe", caller_role="Teacher", agency="School",
               source="2A", consent="yes", consent_basis="Mother agreed by phone", method="phone",
               received=parts(TODAY))
        w.send()
        found = re.search(r"/contacts/(C-\d+)", w.path())
        self.expect(bool(found), "The contact is recorded", w)
        self.look(w, "Match people")
        return found.group(1)

    def find_or_create(self, contact):
        w = self.worker("priya")
        for key, given in ((1, "Aisha"), (2, "Sam")):
            w.go(f"/contacts/{contact}/people")
            w.press(re.compile(r"^None of these.*" + given))
            self.look(w, f"Found for {given}")
            w.page.get_by_role("link", name=re.compile("None of these|Create a new record")).first.click()
            w.page.wait_for_load_state()
            self.expect(w.page.locator("[name='given']").input_value() == given,
                        f"What was typed comes along for {given}", w)
            if key == 1:
                self.look(w, "New record")
            w.fill(stage="child", certainty="exact")
            if w.page.locator("[name='said-by']").count():
                w.fill(said_by="The school")
            w.send()
            self.expect("/contacts/" in w.path(), f"{given} is created and matched", w)
        w.go(f"/contacts/{contact}")
        links = w.page.locator("main a[href^='/children/P-']").evaluate_all(
            "all => [...new Set(all.map(a => a.getAttribute('href').match(/P-\\d+/)[0]))]")
        self.expect(len(links) >= 2, "Both children are linked in the contact", w)
        self.look(w, "Contact record")
        return sorted(links, key=lambda p: int(p[2:]))[-2:]

    def decide(self, contact):
        w = self.worker("ruth")
        self.look(w, "My work of a decision maker")
        w.go("/front-door")
        self.look(w, "Front-door board")
        w.go(f"/contacts/{contact}/decision")
        chosen = w.page.locator("input[type=radio]:checked").count()
        self.expect(chosen == 0, "Nothing is chosen for the worker", w)
        self.look(w, "Contact decision")
        w.fill(level="4", outcome_1="referral", need_1="N1", outcome_2="referral", need_2="N1",
               reason="First-hand account, both children, third time this month.")
        w.send()
        self.expect(w.page.title().startswith("Error"), "No decision without what the history adds", w)
        self.expect(w.page.locator("[name='reason']").input_value().startswith("First-hand"),
                    "The refusal keeps what was typed", w)
        w.fill(history="Nothing earlier is on the record. I looked under both names.",
               line_1="Makes breakfast for her brother", line_2="Falls asleep in class",
               confirm_1="yes", confirm_2="yes")
        w.send()
        self.expect(not w.page.title().startswith("Error"), "The contact is decided", w)
        w.go(f"/contacts/{contact}/check")
        self.expect(w.page.locator("[name='verdict']").count() == 0
                    or self.own_check_refused(w), "Nobody checks their own decision", w)

    def own_check_refused(self, w):
        w.fill(verdict="agree", comment="My own")
        w.send()
        return "yourself" in w.page.content()

    def check(self, contact):
        w = self.worker("owen")
        w.go("/review")
        self.look(w, "Decisions to review")
        w.go(f"/contacts/{contact}/check")
        self.look(w, "Second check")
        w.fill(verdict="agree", comment="The reason is clear and the history was used.")
        w.send()
        self.expect(not w.page.title().startswith("Error"), "A second person agrees", w)
        w = self.worker("priya")
        w.go(f"/contacts/{contact}/feedback")
        w.fill(words="Thank you. A social worker will see both children this week.", how="phone",
               on=parts(TODAY))
        w.send()
        self.expect(not w.page.title().startswith("Error"), "The referrer is told", w)
        self.look(w, "Contact record, decided")

    def referrals(self, children):
        w = self.worker("sian")
        self.look(w, "My work of a team manager")
        found = []
        for child in children:
            w.go(f"/children/{child}")
            links = w.page.locator("main a[href^='/referrals/R-']").evaluate_all(
                "all => all.map(a => a.getAttribute('href').match(/R-\\d+/)[0])")
            self.expect(bool(links), "Each child has a referral of their own", w)
            found.append(links[0])
        w.go(f"/referrals/{found[0]}")
        self.look(w, "Referral")
        for referral in found:
            w.go(f"/referrals/{referral}/decision")
            w.fill(outcome="assessment", primary_need="N1",
                   reason="Both need to be seen and their mother helped.")
            w.send()
            self.expect(not w.page.title().startswith("Error"), "The referral is decided", w)
        return found

    def allocate(self, referrals):
        w = self.worker("sian")
        for referral in referrals:
            w.go(f"/referrals/{referral}/allocate")
            team = w.page.locator("select[name='team'] option", has_text="Assessment team East")
            w.page.select_option("select[name='team']", team.first.get_attribute("value"))
            show = w.page.get_by_role("button", name=re.compile("workers"))
            if show.count():
                with w.page.expect_navigation():
                    show.first.click()
            self.look(w, "Allocate") if referral == referrals[0] else None
            w.page.get_by_label(re.compile("Leila Haddad")).check()
            w.send()
            self.expect(not w.page.title().startswith("Error"), "The referral is given to a worker", w)
        w.go("/team")
        self.look(w, "Team")

    def visit(self, children):
        w = self.worker("leila")
        self.look(w, "My work of a social worker")
        w.go(f"/notes/new?children={','.join(children)}")
        w.page.locator("[name='children']").first.wait_for()
        for child in children:
            w.answer("children", child)
        w.page.get_by_role("button", name=re.compile("Show the questions")).click()
        w.page.wait_for_load_state()
        self.look(w, "Write a note or visit")
        aisha, sam = children
        w.fill(kind="visit", happened=parts(TODAY), purpose="First visit",
               text="Home visit. Warm house, little food. We agreed what to try.")
        w.fill(**{f"seen-{aisha}": "yes", f"alone-{aisha}": "yes",
                  f"words-{aisha}": "I make Sam's breakfast when Mum is asleep.",
                  f"seen-{sam}": "yes", f"alone-{sam}": "no"})
        w.send()
        self.expect(w.page.title().startswith("Error"), "Not seen alone needs a reason", w)
        w.fill(**{f"why-not-{sam}": "He did not want to leave his sister."})
        w.answer("significant", "yes")
        w.fill(title="First visit after the referral", effect="Aisha said she felt lighter.")
        w.send()
        self.expect("/notes/N-" in w.path() or "/children/" in w.path(), "The visit is written once for both", w)
        self.look(w, "Note")

    def assess(self, referrals, children):
        w = self.worker("leila")
        w.go(f"/referrals/{referrals[0]}/assessments/new")
        self.look(w, "Begin an assessment")
        boxes = w.page.locator("[name='children']")
        for index in range(boxes.count()):
            boxes.nth(index).check()
        kinds = w.page.locator("[name='kind'][value='single']")
        if kinds.count():
            kinds.check()
        w.fill(on=parts(TODAY))
        w.send()
        found = re.search(r"/assessments/(A-\d+)", w.path())
        self.expect(bool(found), "The assessment begins", w)
        assessment = found.group(1)
        self.look(w, "Assessment workspace, begun")
        sections = ["childs-day", "development", "views", "parents-views", "parenting",
                    "family-and-environment", "history", "identity", "analysis"]
        for section in sections:
            w.go(f"/assessments/{assessment}/sections/{section}")
            if section in ("views", "identity"):
                self.look(w, f"Section {section}")
            w.fill(text=f"What we found about {section.replace('-', ' ')}, with examples.",
                   completed="yes")
            w.send()
            self.expect(not w.page.title().startswith("Error"), f"Section {section} is saved", w)
        w.go(f"/assessments/{assessment}/sections/outside-home/set-aside")
        w.fill(reason="Both are under ten and go nowhere alone.")
        w.send()
        w.go(f"/assessments/{assessment}/seen")
        self.look(w, "Children seen")
        for child in children:
            w.fill(**{f"seen-{child}": "yes", f"seen-on-{child}": parts(TODAY),
                      f"alone-{child}": "yes"})
        w.send()
        self.expect(not w.page.title().startswith("Error"), "Seen and seen alone, child by child", w)
        w.go(f"/assessments/{assessment}/factors")
        self.look(w, "Factors")
        for child in children:
            w.page.locator(f"input[type=checkbox][value='16A'][name*='{child}']").check()
        w.send()
        self.expect(not w.page.title().startswith("Error"), "Factors are recorded", w)
        w.go(f"/assessments/{assessment}/risk")
        self.look(w, "Risk assessment and plan")
        w.fill(risk_assessment="Hungry and tired; worse at the end of the month.",
               risk_plan="Breakfast at school, grandmother on Fridays, visit weekly.",
               review_on=parts(TODAY + datetime.timedelta(days=28)))
        w.send()
        w.go(f"/assessments/{assessment}")
        self.look(w, "Assessment workspace, nearly done")
        w.go(f"/assessments/{assessment}/decide")
        self.look(w, "Decide and send")
        for child in children:
            w.fill(**{f"outcome-{child}": self.OUTCOME, f"reason-{child}": "Needs are met with the plan."})
        w.send()
        self.expect(not w.page.title().startswith("Error"), "The assessment is sent to a manager", w)
        return assessment

    def authorise(self, assessment):
        w = self.worker("leila")
        w.go(f"/assessments/{assessment}/review")
        self.expect(w.page.locator("[name='decision'][value='authorise']").count() == 0,
                    "The author cannot authorise", w)
        w = self.worker("sian")
        w.go(f"/assessments/{assessment}/review")
        self.look(w, "Review and authorise")
        w.fill(decision="authorise", sentence="I read it with the history; the plan follows from it.")
        w.send()
        self.expect(not w.page.title().startswith("Error"), "A manager authorises", w)
        w.go(f"/assessments/{assessment}/read")
        self.look(w, "Assessment, to read")

    def close_work(self, referrals):
        w = self.worker("sian")
        for referral in referrals:
            w.go(f"/referrals/{referral}/close")
            if referral == referrals[0]:
                self.look(w, "Close")
            w.fill(on=parts(TODAY), closure_reason="RC8",
                   words="The children are safe and fed; their mother knows how to reach us.",
                   come_back="If they come to school hungry again.")
            w.send()
            self.expect(not w.page.title().startswith("Error"), "The work ends", w)

    def story(self, children):
        w = self.worker("leila")
        for path, name in (("", "Child overview"), ("/chronology", "Chronology"),
                           ("/history", "History of this record")):
            w.go(f"/children/{children[0]}{path}")
            self.look(w, name)
        self.expect("Aisha" in w.page.content(), "The history names the child", w)
        w.go(f"/children/{children[0]}")
        self.expect("Sam&#39;s breakfast" in w.page.content() or "Sam's breakfast" in w.page.content(),
                    "The child's own words are on the page", w)
        w.go(f"/children/{children[0]}?as-at={TODAY.isoformat()}")
        self.look(w, "Child as at a day")
        self.expect("You are looking at" in w.page.content(), "As-at says so", w)
        for path, name in ((f"/people/{children[0]}", "Details"), (f"/people/{children[0]}/family", "Family"),
                           ("/people/find", "Find"), ("/help", "Help"), ("/accessibility", "Accessibility")):
            w.go(path)
            self.look(w, name)
        stranger = self.worker("alex")
        answer = stranger.go(f"/children/{children[0]}")
        self.expect(answer.status in (403, 404), "An administrator sees no child", stranger)
        self.expect("hungry" not in stranger.page.content(), "and reads no word of it", stranger)
        self.look(stranger, "You cannot see this record")
