"""The assessment workspace, whole: what is known beside each question, somebody outside, risk, versions,
a section copied, the auditors' view; and an assessment under the law of 2011."""
import datetime
import re

from journey import TODAY, Journey, parts
from people import Worker

CENSUS = """<?xml version="1.0" encoding="UTF-8"?>
<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2012</Year>
<ReferenceDate>2012-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel>
<LEA>908</LEA><SoftwareCode>Old</SoftwareCode><Release>1.0</Release><SerialNo>001</SerialNo></Source>
</Header><Children><Child><ChildIdentifiers><LAchildID>{number}</LAchildID>
<PersonBirthDate>2009-02-28</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
<CINdetails><CINreferralDate>2011-04-18</CINreferralDate><ReferralSource>1B</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA></CINdetails></Child></Children></Message>
"""
SECTIONS = ["childs-day", "development", "views", "parents-views", "parenting",
            "family-and-environment", "history", "identity", "outside-home", "analysis"]


class Assessing(Journey):
    def __init__(self, browser, house, checks, tally, script, family, number):
        super().__init__(browser, house, checks, tally, script, family)
        self.number, self.quiet = number, True

    def look(self, worker, name):
        """The way to the assessment is looked at elsewhere."""
        if not self.quiet:
            super().look(worker, name)

    def run(self):
        contact = self.take_contact()
        children = self.find_or_create(contact)
        self.decide(contact)
        self.check(contact)
        referrals = self.referrals(children)
        self.allocate(referrals)
        self.visit(children)
        self.quiet = False
        first = self.begin(referrals[0])
        self.known(first, children)
        self.outside(first)
        self.supervised(first)
        self.risk(first, children)
        self.finish(first, children)
        self.versions(first, children)
        self.copied(referrals[0], first)
        self.identity()
        self.old_law()
        for worker in self.workers.values():
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing") \
                or print("   ", worker.refused[:3])
            worker.close()

    def begin(self, referral):
        w = self.worker("leila")
        w.go(f"/referrals/{referral}/assessments/new")
        boxes = w.page.locator("[name='children']")
        for index in range(boxes.count()):
            boxes.nth(index).check()
        w.fill(on=parts(TODAY))
        w.send()
        return re.search(r"/assessments/(A-\d+)", w.path()).group(1)

    def known(self, assessment, children):
        w = self.worker("leila")
        w.go(f"/assessments/{assessment}/sections/views")
        self.look(w, "A section with what we already know")
        w.fill(text="She speaks of mornings and of her brother.\n\nHer friend Kerra is hit at home.")
        w.press("Insert as a quote")
        said = w.page.locator("[name='quotes-1-said']")
        self.expect("breakfast when Mum" in said.input_value(), "Her own words are inserted", w)
        self.expect(w.page.locator("[name='text']").input_value().startswith("She speaks"),
                    "and nothing typed is lost", w)
        w.fill(difference="At home they speak Cornish and English; her words are better in both.",
               completed="yes")
        self.look(w, "A section with a quote inserted")
        w.send()
        w.go(f"/assessments/{assessment}/sections/parenting")
        w.fill(text="Warm, and often asleep in the morning.", completed="yes")
        w.page.locator(f"[name='ticks-{children[0]}'][value='4B']").check()
        w.send()
        w.go(f"/assessments/{assessment}/factors")
        self.expect("Proposed from the sections" in w.page.content(), "What was ticked is proposed", w)
        self.look(w, "Factors, proposed from the sections")

    def outside(self, assessment):
        w = self.worker("leila")
        w.go(f"/assessments/{assessment}/contributions")
        self.look(w, "Contributions, none yet")
        w.follow("Ask somebody outside")
        w.send()
        self.expect(w.page.title().startswith("Error"), "Nothing filled in is refused", w)
        self.look(w, "Ask somebody outside, with errors")
        email = f"ruth.{self.family.lower()}@nhs.example"
        w.fill(section="development", who="Ruth Okoro", job="Health visitor", email=email,
               question="How do they grow, and when did you see them last?")
        w.send()
        self.expect("Ruth Okoro" in w.page.content(), "It stands in the list", w)
        letter = self.house.letters(f"<{email}>")[-1]
        self.expect("Aisha" not in letter and self.family not in letter.replace(email, ""),
                    "The letter names no child", w)
        link = re.search(r"/contributions/([\w-]{43})", letter).group(0)
        p = Worker(self.browser, self.house.portal, "partner", self.script)
        p.go(link)
        self.look(p, "Portal: a question about a child")
        self.expect(self.family not in p.page.content(), "The family's name is not told", p)
        p.send()
        self.expect(p.page.title().startswith("Error"), "An empty answer is refused", p)
        self.look(p, "Portal: a question about a child, with errors")
        p.fill(words="Both on their lines in March. Aisha does much for her brother.",
               author="Ruth Okoro, health visitor")
        p.send()
        self.look(p, "Portal: your answer has reached us")
        self.expect(p.go(link).status == 410, "The link opens once", p)
        self.look(p, "Portal: a link that was used")
        self.expect(not p.refused, "The browser refused nothing", p) or print("   ", p.refused[:3])
        p.close()
        w.go(f"/assessments/{assessment}/contributions")
        self.expect("Both on their lines" in w.page.content(), "The answer is there with its author", w)
        self.look(w, "Contributions, received")
        w.go(f"/assessments/{assessment}/sections/development")
        w.fill(text="They grow well.", completed="yes")
        w.press("Insert as a quote")
        self.expect("health visitor, in writing" in w.page.locator("[name='quotes-1-source']").input_value(),
                    "The answer is quoted with its author", w)
        w.fill(completed="yes")
        w.send()

    def supervised(self, assessment):
        w = self.worker("leila")
        w.go(f"/assessments/{assessment}/review-point")
        w.fill(on=parts(TODAY))
        w.send()
        m = self.worker("sian")
        m.go(f"/assessments/{assessment}/read")
        self.look(m, "Assessment, read by the manager")
        m.page.get_by_role("link", name=re.compile("Comment on this section")).nth(2).click()
        m.page.wait_for_load_state()
        self.look(m, "Comment on a section")
        m.fill(text="Whose words are these, and when?")
        m.send()
        m.go(f"/assessments/{assessment}/checkpoint")
        self.look(m, "Checkpoint")
        m.fill(on=parts(TODAY), agreed="goOn", sentence="See the father, then finish.")
        m.send()
        w.go(f"/assessments/{assessment}")
        self.expect("See the father" in w.page.content(), "What was agreed stands beside the pieces", w)
        self.look(w, "Workspace with checkpoint and comment")

    def risk(self, assessment, children):
        w = self.worker("leila")
        w.go(f"/assessments/{assessment}/risk")
        self.look(w, "Risk documents, empty")
        for child in children:
            w.fill(**{f"worried-{child}": "she is alone at night", f"because-{child}": "it happened twice",
                      f"so-that-{child}": "she is afraid"})
        w.fill(risk_plan="Nan has the keys, and comes when it gets worse.",
               action_1_what="Nan stays on Fridays", action_1_other="Nan",
               action_1_by=parts(TODAY), review_on=parts(TODAY + datetime.timedelta(days=28)))
        w.press("Add another action")
        self.expect(w.page.locator("[name='action-1-what']").input_value() == "Nan stays on Fridays",
                    "Adding an action loses nothing", w)
        w.send()
        w.go(f"/assessments/{assessment}/risk-plan")
        self.look(w, "Risk plan")
        w.page.get_by_role("link", name="Done").first.click()
        w.page.wait_for_load_state()
        w.fill(on=parts(TODAY), words="She stayed, and they slept.")
        w.send()
        w.follow("Review the risk plan")
        self.look(w, "Review the risk plan")
        w.fill(changed="Nan has moved in.", again="yes",
               review_on=parts(TODAY + datetime.timedelta(days=42)))
        w.send()
        self.expect("Version 2" in w.page.content(), "The review is a version of its own", w)
        self.look(w, "Risk plan, reviewed")
        w.go("/risk-reviews?whose=all")
        self.look(w, "Risk plans to look at again")

    def finish(self, assessment, children):
        w = self.worker("leila")
        for section in SECTIONS:
            if section in ("views", "development", "parenting"):
                continue
            w.go(f"/assessments/{assessment}/sections/{section}")
            w.fill(text=f"What we found: {section}.", completed="yes")
            w.send()
        w.go(f"/assessments/{assessment}/seen")
        for child in children:
            w.fill(**{f"seen-{child}": "yes", f"seen-on-{child}": parts(TODAY), f"alone-{child}": "yes"})
        w.send()
        w.go(f"/assessments/{assessment}/factors")
        w.page.locator(f"[name='confirm-{children[0]}'][value='4B']").check()
        w.page.locator(f"input[name='factors-{children[1]}-none'][value='21']").check()
        w.send()
        self.expect(not w.page.title().startswith("Error"), "A proposed factor is confirmed", w)
        w.go(f"/assessments/{assessment}/decide")
        for child in children:
            w.fill(**{f"outcome-{child}": "childInNeedPlan", f"reason-{child}": "Mornings need help."})
        w.send()
        m = self.worker("sian")
        m.go(f"/assessments/{assessment}/review")
        self.expect("without-risk-plan" not in m.page.content(), "Both risk documents are attached", m)
        m.fill(decision="authorise", sentence="The plan follows from what was seen.")
        m.send()
        self.expect(not m.page.title().startswith("Error"), "A manager authorises", m)

    def versions(self, assessment, children):
        w = self.worker("leila")
        w.go(f"/assessments/{assessment}/read?for=parents")
        self.expect("gone through" in w.page.content(), "Nothing is shared that nobody went through", w)
        self.look(w, "For parents, not gone through")
        w.follow("Go through it")
        self.look(w, "Go through it")
        w.page.get_by_label(re.compile("Kerra is hit")).check()
        w.send()
        self.expect("Kerra" not in w.page.content() and "mornings" in w.page.content(),
                    "What is about somebody else stays out", w)
        self.look(w, "For parents")
        w.follow("Record who has it")
        self.look(w, "Record who has it")
        w.answer("with", "Their mother")
        w.fill(how="readTogether", on=parts(TODAY))
        w.send()
        self.expect("Their mother" in w.page.content(), "Who has it is recorded", w)
        w.go(f"/assessments/{assessment}/read?for=child&child={children[0]}")
        self.look(w, "For the child")
        w.go(f"/assessments/{assessment}/read?for=professionals")
        self.expect("Kerra" in w.page.content(), "Professionals read all of it", w)
        self.look(w, "For professionals")

    def copied(self, referral, first):
        w = self.worker("leila")
        second = self.begin(referral)
        w.go(f"/assessments/{second}/sections/history/before")
        self.look(w, "Written before, side by side")
        w.press("Copy this section")
        w.fill(completed="yes")
        w.send()
        self.expect("still true" in w.page.content(), "A copy asks whether it is still true", w)
        self.look(w, "A copied section, not looked at yet")
        w.answer("still-true", "yes")
        w.send()
        w.go(f"/assessments/{second}/read")
        self.expect(f"From {first}" in w.page.content(), "Where it came from stays with it", w)

    def identity(self):
        m = self.worker("sian")
        m.go("/quality/identity")
        self.look(m, "Identity, and the difference it makes")
        m.page.get_by_role("link", name=re.compile("Say it in some")).click()
        m.page.wait_for_load_state()
        self.expect("Cornish" in m.page.content(), "The words are there to be read", m)
        self.look(m, "Identity, a list")

    def old_law(self):
        """An episode of 2011, as a file brought it: initial, then core, by the clocks of its day."""
        file = self.house.folder / f"old-{self.number}.xml"
        file.write_text(CENSUS.format(number=self.number))
        # One process writes at a time.
        self.house.stop()
        self.house.run("import", "cin-census", str(file))
        self.house.serve()
        m = self.worker("sian")
        m.go("/people/find")
        m.page.locator("main input[name='q']").first.fill(str(self.number))
        m.page.locator("main form button[type=submit]").first.click()
        m.page.wait_for_load_state()
        found = re.search(r"/(?:children|people)/(P-\d+)", m.page.content())
        m.go(f"/children/{found.group(1)}")
        referral = re.search(r"/referrals/(R-\d+)", m.page.content()).group(1)
        self.quiet = True
        self.allocate([referral])
        self.quiet = False
        w = self.worker("leila")
        w.go(f"/referrals/{referral}/assessments/new")
        self.expect("18 April 2011" in w.page.content() and "10 working days" in w.page.content(),
                    "The page explains the law of its day", w)
        self.look(w, "Begin an initial assessment of 2011")
        w.fill(on=(26, 4, 2011))
        w.send()
        initial = re.search(r"/assessments/(A-\d+)", w.path()).group(1)
        self.expect("6 May 2011" in w.page.content(), "Easter, the wedding and May Day are left out", w)
        self.look(w, "An initial assessment of 2011")
        self.whole(initial, [found.group(1)], "coreAssessment")
        w.go(f"/referrals/{referral}/assessments/new")
        self.expect("35 working days" in w.page.content(), "A core assessment follows", w)
        w.fill(on=(14, 12, 2011))
        w.send()
        self.expect("6 February 2012" in w.page.content(), "Christmas and New Year are left out", w)
        core = re.search(r"/assessments/(A-\d+)", w.path()).group(1)
        self.whole(core, [found.group(1)], "strategyDiscussion")
        w.go(f"/assessments/{core}/read")
        self.expect("Strategy discussion" in w.page.content(), "and leads to a strategy discussion", w)
        self.look(w, "A core assessment of 2011, to read")

    def whole(self, assessment, children, outcome):
        w = self.worker("leila")
        for section in SECTIONS:
            w.go(f"/assessments/{assessment}/sections/{section}")
            w.fill(text=f"What we found: {section}.", completed="yes")
            w.send()
        w.go(f"/assessments/{assessment}/seen")
        for child in children:
            w.fill(**{f"seen-{child}": "yes", f"seen-on-{child}": parts(TODAY), f"alone-{child}": "yes"})
        w.send()
        w.go(f"/assessments/{assessment}/factors")
        for child in children:
            w.page.locator(f"input[name='factors-{child}-none'][value='21']").check()
        w.send()
        w.go(f"/assessments/{assessment}/risk")
        w.fill(risk_assessment="Hungry and tired.", risk_plan="Breakfast at school.")
        w.send()
        w.go(f"/assessments/{assessment}/decide")
        for child in children:
            w.fill(**{f"outcome-{child}": outcome, f"reason-{child}": "More must be known."})
        w.send()
        m = self.worker("sian")
        m.go(f"/assessments/{assessment}/review")
        m.fill(decision="authorise", sentence="Agreed.")
        m.send()
        self.expect(not m.page.title().startswith("Error"), "A manager authorises", m)
