"""A day in the unit, by six people at once: forty items come in by four channels, each is decided by a
person, what leaves is checked by another, every referrer is answered, the partners read their report, the
night acts and the morning accepts. At the end nothing is left over, and every clock says how it counts."""
import datetime
import json
import re
import sqlite3

from nights import Night
from people import Worker
from portal import BothDoors

TODAY = datetime.date.today()
NOW = (TODAY.day, TODAY.month, TODAY.year)
CHILDREN = ["Ada", "Ben", "Cass", "Dilys", "Evan", "Flora", "Glyn", "Hetty", "Iestyn", "Jenna", "Kit",
            "Lowen"]
BIRTHS = [(number + 3, number + 1, 2012 + number % 6) for number in range(12)]
EMAIL = """From: Helen Carter <h.carter@hillside.example.sch.uk>
To: Front Door
Subject: Concern about a pupil

Dear colleagues,

I am writing about {child} {family} (DOB {birth}), who told the class teacher this morning that
breakfast is "when somebody gets up". They live at {number} Fore Street, HW4 {number}RS.

I have spoken to the mother, who said that mornings are hard.

Helen Carter
Designated Safeguarding Lead
Hillside Primary School
"""


AGENCIES = [("Hill School", "school"), ("Hillside Primary School", "school"), ("Harbour Police", "police")]


class Unit(BothDoors):
    """With three agencies that read in the portal, and one head of year who is admitted."""

    def serve(self):
        if self.server is None:
            for name, kind in AGENCIES:
                self.run("agency", "add", "--name", name, "--kind", kind, "--mailbox",
                         f"desk@{name.split()[0].lower()}.example")
            self.run("agency", "admit", "--agency", "Y-1", "--email", "jan@hill.school.example",
                     "--name", "Jan Hocking", "--job", "Head of year")
        super().serve()


class Day:
    PHONE, PASTED, POLICE, PORTAL = 12, 10, 10, 8

    def __init__(self, browser, checks, tally, script):
        self.browser, self.checks, self.tally, self.script = browser, checks, tally, script
        self.mode = "with script" if script else "without script"
        self.house = Unit()
        self.looked = set()
        self.referred = 0

    def look(self, worker, name):
        """Each page once: the fortieth looks like the first."""
        if name not in self.looked:
            self.looked.add(name)
            self.checks.page(worker.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, worker=None, detail=""):
        return self.tally.check(
            holds, f"{words} ({self.mode})", detail or (worker.page.url if worker else ""))

    def ask(self, sql):
        with sqlite3.connect(self.house.folder / "authority.sqlite") as database:
            return database.execute(sql).fetchall()

    def run(self):
        try:
            self.house.start()
            self.open()
            self.phone()
            self.pasted()
            self.police()
            self.portal()
            self.arrived()
            self.decide()
            self.check()
            self.decide_again()
            self.answer()
            self.report()
            Night(self.browser, self.house, self.checks, self.tally, self.script, "Trevenna").run()
            self.close()
            for worker in self.workers.values():
                self.expect(not worker.refused, f"{worker.username}: the browser refused nothing",
                            worker, str(worker.refused[:3]))
                worker.close()
        finally:
            self.house.clean()

    def open(self):
        self.workers = {
            name: Worker(self.browser, self.house, name, self.script).sign_in()
            for name in ("priya", "ruth", "owen", "helen")}

    # Four channels.

    def phone(self):
        w = self.workers["priya"]
        for number in range(self.PHONE):
            w.go("/contacts/new")
            w.fill(danger="no", consent="notKnown", method="phone", received=NOW, source="2A",
                   account=f"Came to school hungry again, call {number}.", agency="Hill School",
                   caller_name=f"Jenifer Rowe {number}", caller_reach="01632 960111")
            # Every third caller names nobody.
            if number % 3:
                w.fill(person_1_given=CHILDREN[number], person_1_family="Pengelly",
                       person_1_kind="child", person_1_birth=BIRTHS[number],
                       postcode=f"TH{number} 2AB")
            w.send()
            self.expect("/contacts/C-" in w.path(), f"Call {number} is a contact", w)

    def pasted(self):
        w = self.workers["priya"]
        for number in range(self.PASTED):
            day, month, year = BIRTHS[number]
            w.go("/contacts/new")
            w.page.get_by_text("Paste a notification, an e-mail or a letter").click()
            w.page.fill("#pasted", EMAIL.format(
                child=CHILDREN[number], family="Roskear", number=number + 1,
                birth=f"{day:02d}/{month:02d}/{year}"))
            w.press("Read pasted text")
            self.look(w, "An e-mail, read")
            named = w.page.locator("[name='person-1-given']").input_value()
            self.expect(named == CHILDREN[number], f"E-mail {number}: the child is read", w, named)
            w.fill(danger="no", consent="no", received=NOW, agency="Hillside Primary School",
                   consent_basis="The school has not asked yet")
            w.send()
            self.expect("/contacts/C-" in w.path(), f"E-mail {number} is a contact", w)

    def police(self):
        officer, decider = self.workers["helen"], self.workers["ruth"]
        officer.go("/police")
        officer.follow("Take in notifications")
        incidents = [self.incident(number) for number in range(self.POLICE)]
        officer.fill(force="Harbour Police", file=json.dumps(incidents + incidents[:1]))
        officer.send()
        self.expect(f"took={self.POLICE}" in officer.path(),
                    "The notifications are taken in, and the same one twice is one", officer)
        paths = [f"/police/K-{row[0]}" for row in self.ask(
            "SELECT id FROM policenotification ORDER BY id")]
        self.expect(len(paths) == self.POLICE, "One record for each incident", officer, str(paths))
        for path in paths:
            officer.go(f"{path}/assess")
            self.look(officer, "Assess the risk, in the day")
            officer.fill(grade="amber", reason="Children heard it.", history="One earlier, in May.")
            officer.send()
            self.expect("done=assessed" in officer.path(), f"{path} is assessed", officer)
            decider.go(f"{path}/route")
            decider.fill(route="newContact", reason="The children were in the house.", danger="no")
            decider.send()
            self.expect("/contacts/C-" in decider.path(), f"{path} is a contact", decider)
        officer.go(f"/police/reconciliation?day={TODAY.isoformat()}")
        self.expect("Nothing is unassessed." in officer.page.locator("main").inner_text(),
                    "Of what the police sent nothing is unassessed", officer)

    def incident(self, number):
        day, month, year = BIRTHS[number]
        return {
            "reference": f"HC/77{number}/26", "incident_date": TODAY.isoformat(),
            "incident_time": f"0{number}:10", "incident_kind": "Domestic incident", "grade": "amber",
            "marks": ["domestic abuse"], "children_present": "yes",
            "address": f"{number + 1} Mill Lane, Lanrock", "postcode": f"HW{number + 1} 2AB",
            "text": f"Officers went to an argument at number {number + 1}.",
            "people": [
                {"given": CHILDREN[number], "family": f"Chegwin{'abcdefghij'[number]}", "role": "Child",
                 "birth": f"{year}-{month:02d}-{day:02d}"}]}

    def portal(self):
        """Two heads of year at Hill School send eight forms, each in eight short pages."""
        self.partners = [self.partner("jan"), self.partner("cora")]
        self.references = []
        for number in range(self.PORTAL):
            self.send_form(self.partners[number % 2], number)

    def partner(self, name):
        email = f"{name}@hill.school.example"
        w = Worker(self.browser, self.house.portal, name, self.script)
        w.go("/send")
        w.fill(email=email)
        w.send()
        code = re.search(r"code is (\d{4}) (\d{4})", self.house.letters(f"<{email}>")[-1])
        w.fill(code=" ".join(code.groups()))
        w.send()
        self.workers[name] = w
        return w

    def send_form(self, w, number):
        w.go("/send")
        w.follow("Start now")
        w.fill(danger="no")
        w.send()
        w.fill(name="Jan Hocking", job="Head of year", agency="Hill School", source="2A",
               phone="01632 960177")
        w.send()
        w.fill(child_1_given=CHILDREN[number], child_1_family=f"Retallick{'abcdefgh'[number]}",
               child_1_birth=BIRTHS[number])
        w.send()
        for name in ("worry", "going-well", "done", "child-says"):
            w.answer(name, f"The child told me, form {number}.")
            w.send()
        w.fill(told="yes", agreed="yes", consent_words="Her mother, by phone.")
        w.send()
        self.expect(w.page.locator("#missing").count() == 0, f"Form {number} is whole", w)
        w.send()
        found = re.search(r"\b\w{4}-\w{4}-\w{2}\b", w.page.locator("main").inner_text())
        if self.expect(bool(found), f"Form {number} has a reference", w):
            self.references.append(found.group(0))

    def arrived(self):
        w = self.workers["ruth"]
        w.go("/front-door")
        self.look(w, "The board with everything that came")
        figure = w.page.get_by_role("link", name=re.compile("received today")).first
        total = self.PHONE + self.PASTED + self.POLICE + self.PORTAL
        self.expect(figure.inner_text().split()[0] == str(total),
                    f"The board counts {total} received today", w, figure.inner_text())
        with w.page.expect_navigation():
            figure.click()
        rows = w.page.locator("#board tbody tr").count()
        self.expect(rows == total, "The figure opens the list that it counts", w, str(rows))

    # Decided, one by one, and what leaves is checked by another.

    def decide(self):
        w = self.workers["ruth"]
        w.go("/front-door")
        w.press("Take next")
        count = 0
        while (found := re.match(r"/contacts/(C-\d+)", w.path())) and count < 60:
            self.decide_one(w, found.group(1), count)
            count += 1
        self.expect("done=nothing" in w.path(), "Nothing waits for somebody to take it", w)
        self.expect(count == self.PHONE + self.PASTED + self.POLICE + self.PORTAL,
                    "Every item was decided by itself", w, str(count))

    def decide_one(self, w, contact, count):
        refers = False
        if count % 6 == 1:
            refers = self.create(contact)
        w.go(f"/contacts/{contact}/decision")
        self.expect(w.page.locator("main input:checked").count() == 0,
                    f"{contact}: nothing is chosen beforehand", w)
        self.look(w, "The decision, in the day")
        names = w.page.locator("input[type=radio][name^='outcome']").evaluate_all(
            "all => [...new Set(all.map(one => one.name))]")
        outcome = "referral" if refers else ("noFurtherAction", "adviceAndInformation")[count % 2]
        for name in names:
            key = name.removeprefix("outcome-")
            w.answer(name, outcome)
            if refers:
                w.answer(f"need-{key}", "N1")
            if len(names) > 1:
                w.answer(f"line-{key}", "As the others")
                w.answer(f"confirm-{key}", "yes")
        w.fill(level="4" if refers else "2", history="Nothing on the record; we looked.",
               reason="The school sees the child daily and will tell us if it goes on.")
        self.referred += refers
        w.press("Record decision and take next")
        self.expect(not w.page.title().startswith("Error"), f"{contact} is decided", w,
                    w.page.locator(".error-summary").inner_text()
                    if w.page.locator(".error-summary").count() else "")

    def create(self, contact):
        """A record for the child, by the call taker, while the decision waits."""
        w = self.workers["priya"]
        w.go(f"/contacts/{contact}/people")
        button = w.page.get_by_role("button", name=re.compile("^None of these: search further"))
        if button.count() == 0:
            return False
        with w.page.expect_navigation():
            button.first.click()
        w.page.get_by_role("link", name=re.compile("None of these|Create a new record")).first.click()
        w.page.wait_for_load_state()
        w.fill(stage="child", certainty="exact")
        if w.page.locator("[name='said-by']").count():
            w.fill(said_by="The referrer")
        w.send()
        return self.expect("/contacts/" in w.path(), f"{contact}: the child has a record", w)

    def check(self):
        w = self.workers["owen"]
        self.expect(self.referred > 2, "Some of it leaves the unit", w, str(self.referred))
        opened = self.ask("SELECT COUNT(*) FROM referral")[0][0]
        self.expect(opened == 0, "Nothing leaves before a second person agrees", w, str(opened))
        waiting = [f"C-{row[0]}" for row in self.ask(
            "SELECT id FROM contact WHERE status = 'waitingForCheck' ORDER BY id")]
        self.sent_back = waiting[0]
        w.go("/review")
        self.look(w, "What waits for a second person, in the day")
        for contact in waiting:
            w.go(f"/contacts/{contact}/check")
            if contact == self.sent_back:
                w.fill(verdict="return", comment="Who has spoken to the child?")
            else:
                w.fill(verdict="agree", comment="Clear, and the history was used.")
            w.send()
            self.expect("done=" in w.path(), f"{contact} is checked by a second person", w)

    def decide_again(self):
        w, second = self.workers["ruth"], self.workers["owen"]
        w.go("/")
        self.expect("Who has spoken to the child?" in w.page.content(),
                    "What was sent back is the first thing its decider sees", w)
        w.go(f"/contacts/{self.sent_back}/decision")
        w.fill(level="4", outcome_1="referral", need_1="N1",
               reason="The teacher spoke to the child alone today; she is afraid to go home.")
        w.send()
        second.go(f"/contacts/{self.sent_back}/check")
        second.fill(verdict="agree", comment="Now it is clear.")
        second.send()
        opened = self.ask("SELECT COUNT(*) FROM referral")[0][0]
        self.expect(opened == self.referred, "Each referral that was agreed is open, and no other",
                    second, f"{opened}, {self.referred}")
        same = self.ask("SELECT COUNT(*) FROM contact WHERE checked_by = decided_by")[0][0]
        self.expect(same == 0, "Nobody checked their own decision", second)

    def answer(self):
        w = self.workers["priya"]
        w.go("/feedback")
        self.look(w, "Referrers who wait, in the day")
        owed = [f"C-{row[0]}" for row in self.ask("SELECT contact FROM contact_owed ORDER BY contact")]
        self.expect(len(owed) > 20, "Referrers wait for an answer", w, str(len(owed)))
        for contact in owed:
            w.go(f"/contacts/{contact}/feedback")
            w.fill(words="Thank you. We have decided, and told you why.", how="phone", on=NOW)
            w.send()
        w.go("/feedback")
        left = self.ask("SELECT COUNT(*) FROM contact_owed WHERE told_on IS NULL")[0][0]
        self.expect(left == 0, "Every referrer was answered", w, str(left))

    def report(self):
        """One report an agency: made, approved by another, published, opened by whom it is for."""
        maker, second = self.workers["ruth"], self.workers["owen"]
        page = f"/reports/daily?date={TODAY.isoformat()}"
        for name, _ in AGENCIES:
            maker.go(page)
            row = maker.page.get_by_role("row", name=re.compile(f"^{name}"))
            with maker.page.expect_navigation():
                row.get_by_role("link", name="Show what they will read").first.click()
            self.look(maker, "What an agency will read, in the day")
            maker.press("Make this report")
            report = re.search(r"/dailyreports/D-\d+", maker.path())
            if not self.expect(bool(report), f"The report to {name} is made", maker):
                continue
            second.go(report.group(0))
            second.press("Approve")
            second.press("Publish to the portal")
            self.expect("Nobody has opened it yet" in second.page.content(),
                        f"The report to {name} is published", second)
            if name == "Hill School":
                theirs = report.group(0)
        partner, other = self.partners
        partner.go("/reports")
        self.look(partner, "Daily reports of an agency")
        link = partner.page.locator("main a[href^='/reports/D-']")
        self.expect(link.count() == 1, "An agency sees its own report and no other", partner)
        with partner.page.expect_navigation():
            link.first.click()
        self.look(partner, "A daily report, as the agency reads it")
        text = partner.page.locator("main").inner_text()
        self.expect("Pengelly" not in text and "Retallick" not in text, "It names no child", partner)
        other.go("/reports")
        self.expect("This page is not here" in other.page.content(),
                    "Whoever is of no agency reads none", other)
        second.go(theirs)
        self.expect("Jan Hocking" in second.page.content(), "Who opened it stands there", second)

    # The end of the day.

    def close(self):
        w = self.workers["ruth"]
        w.go("/front-door")
        self.look(w, "The board at the end of the day")
        waiting = self.ask("SELECT COUNT(*) FROM contact WHERE status <> 'closed'")[0][0]
        self.expect(waiting == 0, "Nothing waits at the front door", w, str(waiting))
        officer = self.workers["helen"]
        officer.go(f"/police/reconciliation?day={TODAY.isoformat()}")
        self.expect("Nothing is unassessed." in officer.page.locator("main").inner_text(),
                    "The police desk has nothing left over", officer)
        self.look(officer, "Reconciliation at the end of the day")
        for partner in self.partners:
            partner.go("/sent-referrals")
            decided = partner.page.locator("main li", has_text="Decided").count()
            self.expect(decided == self.PORTAL // 2, "Partners see that their own forms were decided",
                        partner, str(decided))
            self.look(partner, "What a partner sent, at the end of the day")
        silent = []
        for row in self.ask("SELECT id FROM contact ORDER BY id"):
            w.go(f"/contacts/C-{row[0]}")
            clocks = w.page.locator("section.clock")
            told = clocks.locator("ul.sum")
            if clocks.count() == 0 or told.count() != clocks.count():
                silent.append(row[0])
        self.expect(not silent, "Every clock says how it counts", w, str(silent))
        self.look(w, "A contact at the end of its day")
